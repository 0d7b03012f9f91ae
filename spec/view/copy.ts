/**
 * One copy of a group as it is seen from outside.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import { Extent } from "./extent.ts";
import type { CopyFacts } from "./facts.ts";

/** What is known of one copy. */
export class Copy {
  /** What is durable on it. */
  held: Extent;
  /** What was durable on it before it lost its disk. */
  had: Extent | undefined;
  /** The SCL that it announced last. */
  scl: Lsn;
  /** What it received and did not store. */
  readonly incoming: Set<Lsn>;
  /** It crashed and did not restart: a trace alone can tell. */
  isDown = false;
  /** What it had in memory only when it crashed, and did not receive again: a trace alone can tell. */
  lost: Set<Lsn> | undefined = undefined;
  /** What it applied to its blocks. */
  applied: Extent;
  /** Its log is staged up to here. */
  staged: Lsn;
  /** Its log is collected up to here. */
  collected: Lsn;

  /** A copy of which these facts are known. */
  constructor({ held, had, scl, incoming, applied, staged, collected }: CopyFacts) {
    this.held = new Extent(held);
    this.had = had && new Extent(had);
    this.scl = scl;
    this.incoming = new Set(incoming);
    this.applied = new Extent(applied);
    this.staged = staged;
    this.collected = collected;
    this.held.raise(scl);
  }

  /** Was a record ever durable on it? */
  everHeld(lsn: Lsn): boolean {
    return this.held.has(lsn) || this.had !== undefined && this.had.has(lsn);
  }

  /** A record reached its memory. */
  receive(lsn: Lsn): void {
    if (!this.held.has(lsn)) this.incoming.add(lsn);
    this.lost?.delete(lsn);
  }

  /** A record is durable on it. */
  store(lsn: Lsn): void {
    this.held.add(lsn);
    if (this.incoming.size > 0) this.incoming.delete(lsn);
    this.lost?.delete(lsn);
  }

  /** It crashed, and lost its memory. */
  crash(): void {
    this.isDown = true;
    this.lost = new Set([...this.lost ?? [], ...this.incoming]);
    this.incoming.clear();
  }

  /** It announced that it is complete up to a point. */
  announce(scl: Lsn): void {
    this.scl = scl;
    this.held.raise(scl);
  }

  /** It lost its disk. */
  loseDisk(): void {
    if (this.had === undefined) this.had = this.held;
    else this.had.absorb(this.held);
    this.held = Extent.bare();
    this.applied = Extent.bare();
    this.scl = NO_LSN;
    this.incoming.clear();
    this.collected = NO_LSN;
  }

  /** A recovery or a backtrack took back what lies above a point. */
  cut(above: Lsn): void {
    for (const extent of [this.held, this.applied]) extent.cut(above);
    this.had?.cut(above);
    this.scl = NO_LSN;
    for (const memory of this.#memories()) {
      for (const lsn of memory) if (lsn > above) memory.delete(lsn);
    }
  }

  /** Drops what need not be named any more. */
  tidy(): void {
    this.held.tidy();
    this.applied.tidy();
    for (const memory of this.#memories()) {
      for (const lsn of memory) if (this.held.has(lsn)) memory.delete(lsn);
    }
  }

  /** What it has in memory, and what it had there. */
  #memories(): Set<Lsn>[] {
    return this.lost === undefined ? [this.incoming] : [this.incoming, this.lost];
  }
}
