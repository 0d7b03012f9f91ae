/**
 * What every event has.
 *
 * @module
 */

/** What every event may carry besides its own fields. */
export interface Tail {
  /** The node that recorded the event: events of one node stand in their true order. */
  readonly by?: string;
  /** When, on that node's clock. Unit: microseconds. */
  readonly t?: bigint;
  /** The volume, where a trace tells of more than one. */
  readonly volume?: string;
  /** Fields of a vendor: each name starts with `x-`. */
  readonly x?: Readonly<Record<string, string>>;
}

/** An event of kind `K`. */
export interface Kind<K extends string> extends Tail {
  /** What happened. */
  readonly kind: K;
}

/** What a request to a copy may say of the epochs it was made in. */
export interface Epochs {
  /** The volume epoch. */
  readonly vepoch?: number;
  /** The membership epoch of the group. */
  readonly mepoch?: number;
}

/** A kind of a vendor: its name starts with `x-`, and so do its fields. */
export type Extension = Kind<`x-${string}`>;
