/**
 * The past of a copy, told from the present.
 *
 * A copy that has two records may have got either of them first. Some orders are ruled out: by what
 * the copy staged, by what the writer knows of it and by what it does not know, and by what the
 * writer could not have allocated otherwise. A moment of the past can have been if the copy has a
 * way back through it to having nothing.
 *
 * @module
 */
import { completeUpto, type Link } from "../segment/chain.ts";
import { type Durable, hasSorted, type SegmentContext } from "../segment/segment.ts";
import { type Lsn, NO_LSN } from "../terms.ts";

/** What a copy has that its past has left there. */
export type Possessions = Durable & Pick<SegmentContext, "scl" | "staged">;

/** What the writer tells of a copy. */
export interface Testimony {
  /** The records of the group of the copy. */
  readonly chain: readonly Link[];
  /** The records that the copy is known to hold. */
  readonly known: readonly Lsn[];
  /** Records that it was known to hold before the record `before` had an LSN. */
  readonly early: readonly { readonly lsn: Lsn; readonly before: Lsn }[];
}

/** What is known of a copy and its past. */
export interface Present {
  /** What the copy has. */
  readonly has: Possessions;
  /** What the writer tells of it. */
  readonly told: Testimony;
  /** Does the copy keep records unsorted, to sort all of them later? */
  readonly sortsLater: boolean;
  /** May this record have become durable and sorted at once? */
  comesSorted(lsn: Lsn): boolean;
}

/** A moment of a copy: a record was durable, and its SCL was this. */
export interface Moment {
  /** The record. */
  readonly lsn: Lsn;
  /** The SCL. */
  readonly scl: Lsn;
}

/**
 * Can a copy have come to what it has, and if a moment is named, through that moment?
 *
 * On the way back goes what can have come last. No step back has to be regretted: the less a copy
 * has, the less forbids the next step.
 */
export function canHaveBeen(present: Present, moment?: Moment): boolean {
  const past = new Past(present, moment);
  while (past.goBack());
  return past.isEmpty;
}

class Past {
  readonly #present: Present;
  readonly #moment: Moment | undefined;
  readonly #sorted: Set<Lsn>;
  readonly #unsorted: Set<Lsn>;
  /** The end of the chain that the writer knows of: no acknowledgement that came told a higher SCL. */
  readonly #toldUpto: Lsn;
  /** SCLs that the way back has yet to come through. */
  readonly #ahead: Set<Lsn>;

  constructor(present: Present, moment: Moment | undefined) {
    const { has, told: { chain, known } } = present;
    this.#present = present;
    this.#moment = moment;
    this.#sorted = new Set(chain.map(({ lsn }) => lsn).filter((lsn) => hasSorted(has, lsn)));
    this.#unsorted = new Set(has.updateQueue.map(({ lsn }) => lsn));
    this.#toldUpto = this.#sclOf(new Set(known));
    const scl = this.#sclOf(this.#sorted);
    this.#ahead = new Set([has.staged, moment?.scl ?? NO_LSN].filter((point) => point < scl));
  }

  get isEmpty(): boolean {
    return this.#sorted.size + this.#unsorted.size === 0;
  }

  /** One step back; false if there is none. */
  goBack(): boolean {
    const scl = this.#sclOf(this.#sorted);
    this.#ahead.delete(scl);
    return this.#unpersist(scl) || this.#unlearn(scl) || this.#unsort();
  }

  #unpersist(scl: Lsn): boolean {
    const last = [...this.#unsorted].find((lsn) => this.#mayGo(lsn, scl));
    return last !== undefined && this.#unsorted.delete(last);
  }

  #unlearn(scl: Lsn): boolean {
    const last = [...this.#sorted].find((lsn) =>
      this.#mayGo(lsn, scl) && this.#sclWithout(lsn) >= this.#nextScl() &&
      this.#present.comesSorted(lsn)
    );
    return last !== undefined && this.#sorted.delete(last);
  }

  /** Sorting leaves nothing unsorted. Before it came what now makes SCL too high, and all that may. */
  #unsort(): boolean {
    if (this.#unsorted.size > 0 || !this.#present.sortsLater) return false;
    const scl = this.#nextScl();
    this.#ahead.delete(scl);
    const hole = this.#present.told.chain.find(({ prev }) => prev === scl)?.lsn;
    const back: Lsn[] = [];
    for (const lsn of [...this.#sorted].reverse()) {
      if (lsn !== hole && !(lsn > scl && this.#mayGo(lsn, scl))) continue;
      this.#sorted.delete(lsn);
      back.push(lsn);
    }
    for (const lsn of back) this.#unsorted.add(lsn);
    return back.length > 0;
  }

  #nextScl(): Lsn {
    return [...this.#ahead].reduce((one, other) => one > other ? one : other, NO_LSN);
  }

  /** Can this record be the last that became durable? */
  #mayGo(lsn: Lsn, scl: Lsn): boolean {
    if (lsn === this.#moment?.lsn && this.#ahead.has(this.#moment.scl)) return false;
    const { known, early } = this.#present.told;
    // It was acknowledged at a moment when SCL was no higher than the writer knows.
    if (known.includes(lsn) && scl > this.#toldUpto) return false;
    const before = early.find((record) => record.lsn === lsn)?.before;
    return before === undefined ||
      ![...this.#sorted, ...this.#unsorted].some((other) => other >= before);
  }

  #sclWithout(lsn: Lsn): Lsn {
    return this.#sclOf(this.#sorted.difference(new Set([lsn])));
  }

  #sclOf(records: ReadonlySet<Lsn>): Lsn {
    return completeUpto(NO_LSN, this.#present.told.chain.filter(({ lsn }) => records.has(lsn)));
  }
}
