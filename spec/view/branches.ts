/**
 * The branches of history: a backtrack takes what lies above a point out of sight, another one may
 * bring it back, and the first record that is written begins a branch there.
 *
 * That what is undone cannot be reached any more once something was written is assumed: the sources
 * do not say.
 *
 * @module
 */
import type { Lsn, TxnId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import {
  type BranchFacts,
  type Led,
  NO_BRANCHES,
  type RewindWindow,
  type Span,
} from "./branch_facts.ts";
import { LogRecord } from "./log.ts";
import { indexAfter } from "./sorted.ts";

/** So many points at which nothing was under way are kept: of older ones, nothing is judged. */
export const SETTLED_MOST: number = 2 ** 20;

/** What is out of sight, and may come back. */
export interface Undone extends Span {
  /** The records, in order. */
  readonly records: readonly LogRecord[];
  /** The points among them at which nothing was under way. */
  readonly settled: readonly Lsn[];
  /** Are all records known? */
  readonly isWhole: boolean;
}

/** The branches of the history of a volume. */
export class Branches {
  /** Where the last backtrack led. */
  led: Led | undefined;
  /** What can be brought back. */
  undone: Undone | undefined;
  /** For how long changes are kept at most. Unit: microseconds. */
  keeps: bigint | undefined;
  /** How far the volume can be rewound, as it was announced last. */
  window: RewindWindow | undefined;
  readonly #discarded: Span[];
  readonly #settled: Lsn[];
  readonly #open: Set<TxnId>;
  readonly #begun: Set<TxnId>;
  readonly #cutOff: Set<TxnId>;

  /** The branches that these facts tell. */
  constructor(facts: BranchFacts = NO_BRANCHES) {
    this.led = facts.led;
    const { undone } = facts;
    this.undone = undone && {
      ...undone,
      records: undone.records.map((record) => new LogRecord(record)),
    };
    this.keeps = facts.keeps;
    this.window = facts.window;
    this.#discarded = [...facts.discarded];
    this.#settled = [...facts.settled];
    this.#open = new Set(facts.open);
    this.#begun = new Set(facts.begun);
    this.#cutOff = new Set(facts.cutOff);
  }

  /** The LSNs off the branch of now among which this one is. */
  spanOf(lsn: Lsn): Span | undefined {
    const { undone } = this;
    if (undone !== undefined && lies(lsn, undone)) return undone;
    return this.discardedAt(lsn);
  }

  /** Those of them that cannot be reached any more. */
  discardedAt(lsn: Lsn): Span | undefined {
    const nth = indexAfter(this.#discarded, ({ to }) => to < lsn);
    const span = this.#discarded[nth];
    return span !== undefined && lies(lsn, span) ? span : undefined;
  }

  /** The points at which nothing was under way, from one on up to another, out of sight or not. */
  settledIn(from: Lsn, to: Lsn): readonly Lsn[] {
    const all = [this.#settled, this.undone?.settled ?? []];
    return all.flatMap((points) =>
      points.slice(
        indexAfter(points, (point) => point < from),
        indexAfter(points, (point) => point <= to),
      )
    );
  }

  /** Was a transaction cut off by a backtrack, and did it not begin anew? */
  isCutOff(txn: TxnId): boolean {
    return this.#cutOff.has(txn);
  }

  /** A transaction began: it may have the name of one that is gone. */
  begin(txn: TxnId): void {
    this.#begun.add(txn);
    this.#cutOff.delete(txn);
  }

  /** A transaction came to its end. */
  end(txn: TxnId): void {
    this.#begun.delete(txn);
    this.#open.delete(txn);
  }

  /** A record was written: what is undone cannot come back. True if there was some. */
  write({ lsn, txn, commit }: Pick<EventOf<"write">, "lsn" | "txn" | "commit">): boolean {
    if (txn !== undefined && commit) this.#open.delete(txn);
    else if (txn !== undefined) this.#open.add(txn);
    if (commit && this.#open.size === 0) {
      this.#settled.push(lsn);
      if (this.#settled.length > SETTLED_MOST) this.#settled.splice(0, SETTLED_MOST / 2);
    }
    return this.discard();
  }

  /** What is undone cannot come back. True if there was some. */
  discard(): boolean {
    const { undone } = this;
    if (undone === undefined) return false;
    this.undone = undefined;
    const { from, to } = undone;
    while (this.#discarded.length > 0 && this.#discarded.at(-1)!.to > from) this.#discarded.pop();
    this.#discarded.push({ from, to });
    return true;
  }

  /** A backtrack led somewhere: whoever was connected is cut off. */
  leadTo(led: Led, undone: Undone | undefined): void {
    this.led = led;
    this.undone = undone !== undefined && undone.from < undone.to ? undone : undefined;
    this.#open.clear();
    for (const txn of this.#begun) this.#cutOff.add(txn);
    this.#begun.clear();
  }

  /** What was before is not known any more, nor which LSNs are off the branch. */
  forget(): void {
    this.#settled.length = this.#discarded.length = 0;
  }

  /** Takes the points above one out. */
  takeSettled(above: Lsn): Lsn[] {
    return this.#settled.splice(indexAfter(this.#settled, (point) => point <= above));
  }

  /** Puts points back. */
  putSettled(points: readonly Lsn[]): void {
    this.#settled.push(...points);
  }

  /** They as plain facts. */
  facts(): BranchFacts {
    const { led, undone, keeps, window } = this;
    return {
      ...led && { led },
      ...undone && { undone: { ...undone, records: undone.records.map(recordFacts) } },
      discarded: this.#discarded,
      settled: this.#settled,
      open: [...this.#open].sort(),
      begun: [...this.#begun].sort(),
      cutOff: [...this.#cutOff].sort(),
      ...keeps !== undefined && { keeps },
      ...window && { window },
    };
  }
}

function lies(lsn: Lsn, { from, to }: Span): boolean {
  return lsn > from && lsn <= to;
}

function recordFacts({ lsn, pg, prev, cpl, commits, pprev }: LogRecord) {
  return {
    ...{ lsn, pg, prev, cpl },
    ...commits !== undefined && { commits },
    ...pprev !== undefined && { pprev },
  };
}
