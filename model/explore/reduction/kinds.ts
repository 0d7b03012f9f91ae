/**
 * Moves by kind: what is learned of one move holds for all of its kind.
 *
 * @module
 */
import type { Stepping } from "../stepping.ts";
import type { Delivery } from "../system.ts";

/** Events of a type to an actor. */
export interface Mail {
  readonly slot: number;
  readonly type: string;
}

/**
 * The kinds of the moves of a system. Each declared move is a kind of its own; the deliveries of all
 * messages with one type of event to one actor are one kind, those that nobody sent yet included.
 */
export class Kinds {
  /** How many moves the system declares: these are the first kinds. */
  readonly declared: number;
  readonly #stepping: Stepping;
  readonly #ofMove: number[] = [];
  readonly #mails: Mail[] = [];
  readonly #known = new Map<string, number>();

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.declared = stepping.system.moves.length;
  }

  /** How many kinds are known. */
  get size(): number {
    return this.declared + this.#mails.length;
  }

  /** The kind of a move. */
  of(move: number): number {
    return this.#ofMove[move] ??= move < this.declared ? move : this.#ofDelivery(move);
  }

  /** The kind of the move that delivers a message. */
  ofMessage(message: number): number {
    return this.of(this.#stepping.deliveryOf(message));
  }

  /** The kind of what delivers such a message as this. */
  ofMail({ to, event: { type } }: Delivery): number {
    const key = `${to} ${type}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.size);
    return this.declared + this.#mails.push({ slot: this.#stepping.slot(to), type }) - 1;
  }

  /** What moves of a kind deliver; undefined for a kind that was declared. */
  mail(kind: number): Mail | undefined {
    return kind < this.declared ? undefined : this.#mails[kind - this.declared];
  }

  #ofDelivery(move: number): number {
    return this.ofMail(this.#stepping.deliveries(this.#stepping.initial, move)[0]!);
  }
}
