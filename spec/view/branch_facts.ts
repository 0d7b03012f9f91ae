/**
 * What backtracks made of the history of a volume, as plain facts.
 *
 * @module
 */
import type { Lsn, TxnId } from "../../model/terms.ts";
import type { RecordFacts } from "./facts.ts";

/** LSNs that lie on no way from the first record to the last one of now. */
export interface Span {
  /** They are above this. */
  readonly from: Lsn;
  /** The last of them. */
  readonly to: Lsn;
}

/** What a backtrack took out of sight: a move forward may bring it back. */
export interface UndoneFacts extends Span {
  /** The records, in order, as far as they are known. */
  readonly records: readonly RecordFacts[];
  /** The points among them at which nothing was under way. */
  readonly settled: readonly Lsn[];
  /** Are all records known? */
  readonly isWhole: boolean;
}

/** How far a volume can be rewound. */
export interface RewindWindow {
  /** The earliest time. Unit: microseconds. */
  readonly earliest?: bigint;
  /** The LSN of the earliest state. */
  readonly at?: Lsn;
}

/** Where a backtrack led. */
export interface Led {
  /** Back, forth again, or away: what the volume was there is not known. */
  readonly way: "back" | "forth" | "away";
  /** To this point. */
  readonly to: Lsn;
  /** No LSN above this had been given. */
  readonly highest: Lsn;
}

/** The branches of history. */
export interface BranchFacts {
  /** Where the last backtrack led; absent where none was seen. */
  readonly led?: Led;
  /** What can be brought back; absent where nothing can. */
  readonly undone?: UndoneFacts;
  /** What was undone before a branch began, lowest first: it cannot be reached any more. */
  readonly discarded: readonly Span[];
  /** The points of the branch of now at which nothing was under way, in order. */
  readonly settled: readonly Lsn[];
  /** The transactions that have changed something and did not end. */
  readonly open: readonly TxnId[];
  /** The transactions that began and did not end. */
  readonly begun: readonly TxnId[];
  /** Those of them that a backtrack cut off. */
  readonly cutOff: readonly TxnId[];
  /** For how long changes are kept at most. Unit: microseconds. */
  readonly keeps?: bigint;
  /** What was announced last. */
  readonly window?: RewindWindow;
}

/** Nothing was seen. */
export const NO_BRANCHES: BranchFacts = {
  discarded: [],
  settled: [],
  open: [],
  begun: [],
  cutOff: [],
};
