/**
 * One copy of a group as it is seen from outside.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId } from "../../model/terms.ts";
import type { Annulment } from "../../model/recovery/epochs.ts";
import { withRange } from "./learned.ts";
import { Extent } from "./extent.ts";
import { Leavings } from "./leavings.ts";
import { type CopyFacts, type Learned, NO_EXTENT } from "./facts.ts";

/** What is known of one copy. A fact of it is read when it is first asked for. */
export class Copy {
  readonly #facts: CopyFacts;
  #held: Extent | undefined;
  #applied: Extent | undefined;
  #incoming: Set<Lsn> | undefined;
  #scl: Lsn | undefined;
  #staged: Lsn | undefined;
  #collected: Lsn | undefined;
  #damaged: Set<PageId> | undefined;
  /** The SCL that it had announced before a backtrack that may be taken back. */
  #sclAside: Lsn | undefined;
  #had: { readonly is: Extent | undefined } | undefined;
  #learned: { readonly is: Learned | undefined } | undefined;
  /** What it left membership epochs with. */
  readonly leavings: Leavings;
  /** It crashed and did not restart: a trace alone can tell. */
  isDown = false;
  /** What it had in memory only when it crashed, and did not receive again: a trace alone can tell. */
  lost: Set<Lsn> | undefined = undefined;

  /** A copy of which these facts are known. */
  constructor(facts: CopyFacts) {
    this.#facts = facts;
    this.leavings = new Leavings(facts);
  }

  /** What is durable on it. Whoever asks may change it. */
  get held(): Extent {
    const held = this.#held ??= new Extent(this.#facts.held);
    this.leavings.settle(held);
    return held;
  }

  set held(held: Extent) {
    this.#held = held;
  }

  /** What was durable on it and is not any more: it lost its disk, or dropped what is annulled. */
  get had(): Extent | undefined {
    const { had } = this.#facts;
    return (this.#had ??= { is: had && new Extent(had) }).is;
  }

  set had(had: Extent | undefined) {
    this.#had = { is: had };
  }

  /** What it was told to be annulled. */
  get learned(): Learned | undefined {
    return (this.#learned ??= { is: this.#facts.learned }).is;
  }

  set learned(learned: Learned | undefined) {
    this.#learned = { is: learned };
  }

  /** What it applied to its blocks. */
  get applied(): Extent {
    return this.#applied ??= new Extent(this.#facts.applied);
  }

  set applied(applied: Extent) {
    this.#applied = applied;
  }

  /** What it received and did not store. */
  get incoming(): Set<Lsn> {
    return this.#incoming ??= new Set(this.#facts.incoming);
  }

  /** The SCL that it announced last. */
  get scl(): Lsn {
    return this.#scl ??= this.#facts.scl;
  }

  set scl(scl: Lsn) {
    this.#scl = scl;
  }

  /** Its log is staged up to here. */
  get staged(): Lsn {
    return this.#staged ??= this.#facts.staged;
  }

  set staged(upto: Lsn) {
    this.#staged = upto;
  }

  /** Its log is collected up to here. */
  get collected(): Lsn {
    return this.#collected ??= this.#facts.collected;
  }

  set collected(upto: Lsn) {
    this.#collected = upto;
  }

  /** Its blocks that are known to be damaged: somebody damaged them, or they were found so. */
  get damaged(): Set<PageId> {
    return this.#damaged ??= new Set(this.#facts.damaged);
  }

  /** Is a record durable on it? */
  holds(lsn: Lsn): boolean {
    if (this.#held === undefined && this.#facts.holds) return this.#facts.holds(lsn);
    return this.held.has(lsn);
  }

  /** Was a record ever durable on it? */
  everHeld(lsn: Lsn): boolean {
    return this.holds(lsn) || this.had !== undefined && this.had.has(lsn);
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

  /** It took the blocks of a peer: all up to a point is in them, and no older version is there. */
  hydrate(upto: Lsn): void {
    this.held.raise(upto);
    this.applied.raise(upto);
    if (upto > this.collected) this.collected = upto;
    for (const lsn of this.incoming) if (lsn <= upto) this.incoming.delete(lsn);
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
    this.damaged.clear();
  }

  /**
   * A recovery or a backtrack took back what lies above a point; `end` is the last record of its
   * group that is left, if known. A copy that had announced more is complete up to there.
   */
  cut(above: Lsn, end: Lsn = NO_LSN): void {
    for (const extent of this.#extents()) extent.cut(above);
    if (this.scl > above) this.scl = end;
    for (const memory of this.#memories()) {
      for (const lsn of memory) if (lsn > above) memory.delete(lsn);
    }
  }

  /** What it staged above a point is annulled: of what may be collected it has staged no more. */
  unstage(above: Lsn, end: Lsn = above): void {
    if (this.staged > above) this.staged = end;
  }

  /** Remembers what it has, for what a backtrack takes out of sight may come back. */
  setAside(): void {
    this.#sclAside ??= this.scl;
    for (const extent of this.#extents()) extent.setAside();
  }

  /** What it had is there again, up to a point; `end` is the last record of its group there. */
  show(upto: Lsn, end: Lsn = NO_LSN): void {
    for (const extent of this.#extents()) extent.show(upto);
    const scl = this.#sclAside ?? NO_LSN;
    const shown = scl > upto ? end : scl;
    if (shown > this.scl) this.scl = shown;
  }

  /** What is out of sight does not come back. */
  settle(): void {
    this.#sclAside = undefined;
    for (const extent of this.#extents()) extent.settle();
  }

  /**
   * It learned that some LSNs are annulled, and drops the records that have one of them: it may have
   * told of them before. `end` is the last record of its group that is left.
   */
  truncate({ from, to }: Annulment, dropped: readonly Lsn[], end: Lsn): void {
    if (dropped.length > 0) this.had ??= new Extent(NO_EXTENT);
    for (const lsn of dropped) this.had!.add(lsn);
    for (const extent of [this.held, this.applied]) extent.cut(from, to);
    if (this.scl > from && this.scl <= to) this.scl = end;
    if (this.staged > from && this.staged <= to) this.staged = end;
    for (const memory of this.#memories()) {
      for (const lsn of memory) if (lsn > from && lsn <= to) memory.delete(lsn);
    }
  }

  /** It was told that some LSNs are annulled: a later recovery tells all that is, once more. */
  learn(vepoch: number, range: Annulment): void {
    this.learned = withRange(this.learned, vepoch, range);
  }

  /** Drops what need not be named any more. */
  tidy(): void {
    this.held.tidy();
    this.applied.tidy();
    for (const extent of this.leavings.of(this.held).values()) extent.tidy();
    for (const memory of this.#memories()) {
      for (const lsn of memory) if (this.held.has(lsn)) memory.delete(lsn);
    }
  }

  /** What it has, had and applied. */
  #extents(): Extent[] {
    const extents = [this.held, this.applied, ...this.leavings.of(this.held).values()];
    return this.had === undefined ? extents : [...extents, this.had];
  }

  /** What it has in memory, and what it had there. */
  #memories(): Set<Lsn>[] {
    return this.lost === undefined ? [this.incoming] : [this.incoming, this.lost];
  }
}
