/**
 * The mini-transactions of a log, where they are named.
 *
 * @module
 */

/** So many of the latest names are remembered: a later one that is the same is taken for another. */
export const NAMES_MOST = 1024;

/**
 * Which mini-transaction is under way. A record without a name goes with the one that is: a
 * recorder may name the first record only.
 */
export class Mtrs {
  /** The one whose last record was not seen yet. */
  open: string | undefined = undefined;
  readonly #begun = new Set<string>();

  /** Did one of this name begin already? */
  has(name: string): boolean {
    return this.#begun.has(name);
  }

  /** A record was written. */
  take(name: string | undefined, cpl: boolean): void {
    if (name !== undefined) this.#begin(name);
    this.open = cpl ? undefined : name ?? this.open;
  }

  /** A recovery or a backtrack took records back: a writer may start its names anew. */
  restart(): void {
    this.open = undefined;
    this.#begun.clear();
  }

  #begin(name: string): void {
    this.#begun.add(name);
    if (this.#begun.size <= NAMES_MOST) return;
    const [oldest] = this.#begun;
    this.#begun.delete(oldest!);
  }
}
