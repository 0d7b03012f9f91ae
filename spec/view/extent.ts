/**
 * A growing set of records of one group: those that a copy holds, say.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { ExtentFacts } from "./facts.ts";
import type { Chain, LogRecord } from "./log.ts";

/** Records of one group: all up to a point, and some beyond it. */
export class Extent {
  #upto: Lsn;
  readonly #beyond: Set<Lsn>;
  /** The last record of the chain up to which all were found in it. */
  #at: LogRecord | undefined;
  /** It is known to have been empty, whatever was written before. */
  readonly #bare: boolean;
  /** What was in it before a backtrack, and may come back. */
  #aside: Extent | undefined;

  /** A set with these records. `bare`: nothing that was written before is in it. */
  constructor({ upto, beyond }: ExtentFacts, bare = false) {
    this.#upto = upto;
    this.#beyond = new Set(beyond);
    this.#bare = bare;
  }

  /** Is a record in it? */
  has(lsn: Lsn): boolean {
    return lsn <= this.#upto || this.#beyond.has(lsn);
  }

  /** Number of single records beyond the point. */
  get size(): number {
    return this.#beyond.size;
  }

  /** Puts one record in. */
  add(lsn: Lsn): void {
    if (lsn > this.#upto) this.#beyond.add(lsn);
  }

  /** Puts every record in, up to a point. */
  raise(upto: Lsn): void {
    if (upto > this.#upto) this.#upto = upto;
  }

  /** Puts in what is in another. */
  absorb(other: Extent): void {
    this.raise(other.#upto);
    for (const lsn of other.#beyond) this.add(lsn);
  }

  /** Takes out every record above a point, or above it up to another. */
  cut(above: Lsn, upto?: Lsn): void {
    const isCut = (lsn: Lsn) => lsn > above && (upto === undefined || lsn <= upto);
    if (isCut(this.#upto)) this.#upto = above;
    for (const lsn of this.#beyond) if (isCut(lsn)) this.#beyond.delete(lsn);
    this.#at = undefined;
  }

  /** Remembers what is in it now, unless it remembers what was in it before. */
  setAside(): void {
    this.#aside ??= new Extent({ upto: this.#upto, beyond: [...this.#beyond] }, this.#bare);
  }

  /** A record comes that is out of sight. */
  addAside(lsn: Lsn): void {
    this.#aside?.add(lsn);
  }

  /** A copy has every record up to a point that is out of sight. */
  raiseAside(upto: Lsn): void {
    this.#aside?.raise(upto);
  }

  /** Puts back what is remembered, up to a point. */
  show(upto: Lsn): void {
    if (this.#aside === undefined) return;
    this.absorb(this.#aside);
    this.cut(upto);
  }

  /** What is remembered cannot come back. */
  settle(): void {
    this.#aside = undefined;
  }

  /**
   * The first record of its group that is not in it, or undefined if none is missing. One that
   * lacks records which the log has forgotten lacks the last of those.
   */
  firstMissing(chain: Chain): LogRecord | undefined {
    if (!this.isKnown(chain)) return chain.edge ?? chain.first;
    let at = this.#at;
    let next = at === undefined ? chain.first : at.next;
    while (next !== undefined && this.has(next.lsn)) {
      this.#beyond.delete(next.lsn);
      if (next.lsn > this.#upto) this.#upto = next.lsn;
      at = next;
      next = next.next;
    }
    this.#at = at;
    return next;
  }

  /** Can its end be told? Not if it lacks records that the log has forgotten. */
  isKnown(chain: Chain): boolean {
    if (this.#at !== undefined) return true;
    if (!this.#bare && this.#upto < chain.start) this.#upto = chain.start;
    return this.#upto >= chain.floor;
  }

  /** The point up to which it has every record of its group; undefined if that cannot be told. */
  end(chain: Chain | undefined): Lsn | undefined {
    if (chain === undefined) return this.#upto;
    if (!this.isKnown(chain)) return undefined;
    this.firstMissing(chain);
    return this.#upto;
  }

  /** Forgets which single records are in it up to the point: they need not be named. */
  tidy(): void {
    for (const lsn of this.#beyond) if (lsn <= this.#upto) this.#beyond.delete(lsn);
  }

  /** It as plain facts, in order. */
  facts(chain: Chain | undefined): ExtentFacts {
    if (chain !== undefined) this.firstMissing(chain);
    this.tidy();
    return { upto: this.#upto, beyond: [...this.#beyond].sort((a, b) => a < b ? -1 : 1) };
  }

  /** A set without any record, of a copy that lost all it had. */
  static bare(): Extent {
    return new Extent({ upto: NO_LSN, beyond: [] }, true);
  }
}
