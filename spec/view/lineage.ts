/**
 * One volume of several, and what it has of the one that it was cloned from.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { ForkFacts, LineageFacts, PointerFacts } from "./family_facts.ts";
import type { Span } from "./branch_facts.ts";
import { Versions } from "./versions.ts";

/** What is known of a volume of which nothing was seen. */
const UNSEEN: LineageFacts = {
  isWhole: false,
  vdl: NO_LSN,
  written: {},
  inherited: {},
  pointers: {},
  isDeleted: false,
};

/** So many of its last records are kept at least. */
const LAST_MOST = 1024;

/** One volume of several. */
export class Lineage {
  /** Where it began, if it was cloned. */
  readonly fork: ForkFacts | undefined;
  readonly #written: Map<PageId, Versions>;
  readonly #inherited: Map<PageId, Lsn | undefined>;
  #above: Lsn | undefined;
  #isWhole: boolean;
  /** A record was written that does not say which page it changes. */
  #isBlind = false;
  /** Its last records: a trace alone can tell. */
  #last: { readonly lsn: Lsn; readonly cpl: boolean }[] = [];
  /** What backtracks took from it: a trace alone can tell. */
  readonly #undone: Span[] = [];
  /** What its pages point at. */
  readonly pointers: Map<PageId, PointerFacts>;
  /** Its VDL: `NO_LSN` where none is known. */
  vdl: Lsn;
  /** Was it deleted? */
  isDeleted: boolean;
  /** Was it rewound? */
  isRewound: boolean;

  /** A volume of which these facts are known. */
  constructor(facts: LineageFacts = UNSEEN) {
    this.fork = facts.fork;
    this.#above = facts.above;
    this.#isWhole = facts.isWhole;
    this.vdl = facts.vdl;
    this.isDeleted = facts.isDeleted;
    this.isRewound = facts.isRewound ?? false;
    this.#inherited = new Map(Object.entries(facts.inherited));
    this.pointers = new Map(Object.entries(facts.pointers));
    this.#written = new Map(
      Object.entries(facts.written).map(([page, versions]) => [page, new Versions(versions)]),
    );
  }

  /** Is all known that was ever written to it, or to the volumes that it comes from? */
  get isWhole(): boolean {
    return this.#isWhole && !this.#isBlind;
  }

  /** A record is written. */
  write({ lsn, prev, page, cpl = false }: EventOf<"write">): void {
    this.#last.push({ lsn, cpl });
    if (this.#last.length > 2 * LAST_MOST) this.#last.splice(0, LAST_MOST);
    if (this.#above === undefined) {
      this.#above = prev;
      this.#isWhole = prev === NO_LSN;
    }
    if (page === undefined) {
      this.#isBlind = true;
      return;
    }
    const versions = this.#written.get(page) ?? new Versions();
    versions.add(lsn, this.vdl);
    this.#written.set(page, versions);
  }

  /** Takes back what lies above a point. */
  cut(above: Lsn, vdl: Lsn): void {
    for (const versions of this.#written.values()) versions.cut(above);
    for (const [page, { physical, lsn }] of this.pointers) {
      if (lsn !== undefined && lsn > above) this.pointers.set(page, { physical });
    }
    while ((this.#last.at(-1)?.lsn ?? NO_LSN) > above) this.#last.pop();
    this.vdl = vdl;
  }

  /** Goes back to a point; where it goes to what was undone before, what it has is not known. */
  rewind(to: Lsn): void {
    const isBack = this.#undone.some(({ from, to: last }) => to > from && to <= last);
    if (to > this.vdl || isBack) this.#isBlind = true;
    this.isRewound = true;
    this.#undone.push({ from: to, to: this.#last.at(-1)?.lsn ?? to });
    this.cut(to, to);
  }

  /** A clone of it, at a point. */
  forked(fork: ForkFacts): Lineage {
    const { at } = fork;
    const isKnown = this.#above !== undefined && at >= this.#above && !this.#isBlind;
    const pages = isKnown ? [...this.#written.keys(), ...this.#inherited.keys()] : [];
    const pointers = fork.full
      ? []
      : [...this.pointers].filter(([, { lsn }]) => lsn === undefined || lsn <= at);
    return new Lineage({
      fork,
      above: at,
      isWhole: isKnown && this.#isWhole,
      vdl: at,
      written: {},
      inherited: Object.fromEntries(pages.map((page) => [page, this.lastAt(page, at)])),
      pointers: Object.fromEntries(pointers),
      isDeleted: false,
    });
  }

  /** Did it write this record to this page itself? */
  wrote(page: PageId, lsn: Lsn): boolean {
    return this.#written.get(page)?.has(lsn) === true;
  }

  /** Is this a record of this page as the volume has it? Undefined where that cannot be told. */
  has(page: PageId, lsn: Lsn): boolean | undefined {
    if (lsn === NO_LSN) return undefined;
    if (this.#above === undefined || this.#isBlind) return undefined;
    if (lsn > this.#above) {
      const own = this.#written.get(page);
      return own === undefined ? false : own.has(lsn);
    }
    const inherited = this.inheritedOf(page);
    if (inherited === undefined || lsn < inherited) return undefined;
    return lsn === inherited;
  }

  /** The last record of a page at or below a point: `NO_LSN` for none, undefined where unknown. */
  lastAt(page: PageId, at: Lsn): Lsn | undefined {
    if (this.#above === undefined || this.#isBlind || at < this.#above) return undefined;
    const own = this.#written.get(page)?.lastAt(at) ?? "none";
    if (own === "forgotten") return undefined;
    return own === "none" ? this.inheritedOf(page) : own;
  }

  /** Did it write anything to a page itself, up to a point, as far as known? */
  hasWritten(page: PageId, upto: Lsn): boolean {
    const last = this.#written.get(page)?.lastAt(upto) ?? "none";
    return last !== "none";
  }

  /** The last record of a page at the fork: `NO_LSN` for none, undefined where unknown. */
  inheritedOf(page: PageId): Lsn | undefined {
    if (this.#inherited.has(page)) return this.#inherited.get(page);
    return this.#isWhole ? NO_LSN : undefined;
  }

  /**
   * Does a mini-transaction end where history is cut at a point? Undefined where that is not known:
   * what lies there was not seen, or is forgotten, or nothing is marked as a CPL.
   */
  endsMtr(at: Lsn): boolean | undefined {
    const last = this.#last.findLast(({ lsn }) => lsn <= at);
    return this.#last.some(({ cpl }) => cpl) ? last?.cpl : undefined;
  }

  /** It as plain facts. */
  facts(): LineageFacts {
    const { fork, vdl, isDeleted, isRewound } = this;
    const written = [...this.#written].map(([page, versions]) =>
      [page, versions.facts(vdl)] as const
    );
    return {
      ...fork && { fork },
      ...this.#above !== undefined && { above: this.#above },
      isWhole: this.#isWhole,
      vdl,
      written: Object.fromEntries(written),
      inherited: Object.fromEntries(this.#inherited),
      pointers: Object.fromEntries(this.pointers),
      isDeleted,
      ...isRewound && { isRewound },
    };
  }
}
