/**
 * What a copy had when it left membership epochs: that counts by the rules of these.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { Extent } from "./extent.ts";
import { type CopyFacts, NO_EXTENT } from "./facts.ts";

/** What a copy left with, by the epoch. Nothing is read of it before somebody asks. */
export class Leavings {
  readonly #facts: CopyFacts;
  #known: Map<number, Extent> | undefined;
  /** The epochs that it left with what it still has. */
  #open: number[] = [];

  /** Those of a copy of which these facts are known. */
  constructor(facts: CopyFacts) {
    this.#facts = facts;
  }

  /** What it left with, by the epoch; `held` is what it has now. */
  of(held: Extent): ReadonlyMap<number, Extent> {
    this.settle(held);
    return this.#all;
  }

  /** It leaves an epoch with what it has. */
  leave(epoch: number): void {
    this.#open.push(epoch);
  }

  /** It leaves an epoch with these records. */
  leaveWith(epoch: number, held: Extent): void {
    const left = new Extent(NO_EXTENT);
    left.absorb(held);
    this.#all.set(epoch, left);
  }

  /** What it has may change from now on: what it left with is put down. */
  settle(held: Extent): void {
    if (this.#open.length === 0) return;
    for (const epoch of this.#open) this.leaveWith(epoch, held);
    this.#open = [];
  }

  /**
   * Did it leave an epoch with a record, or one before if it never had that?
   *
   * @param holds Does it have the record now?
   */
  has(epoch: number, lsn: Lsn, holds: () => boolean): boolean {
    if (this.#open.some((each) => each <= epoch)) return holds();
    const epochs = [...this.#all.keys()].filter((each) => each <= epoch);
    return epochs.length > 0 && this.#all.get(Math.max(...epochs))!.has(lsn);
  }

  get #all(): Map<number, Extent> {
    return this.#known ??= new Map(
      Object.entries(this.#facts.left ?? {})
        .map(([epoch, held]) => [Number(epoch), new Extent(held)]),
    );
  }
}
