/**
 * The recorded size of every scope: how far the claims are proved. A test explores each scope again
 * and finds the same counts; `deno task verify --ledger spec/ledger.json` records them anew.
 *
 * @module
 */
import recorded from "./ledger.json" with { type: "json" };

/** The exploration of one scope. */
export interface Entry {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds, in one line. */
  readonly bounds: string;
  /** Distinct states, up to renamings of alike copies. */
  readonly states: number;
  /** Steps between them. */
  readonly steps: number;
  /** Longest shortest path. */
  readonly depth: number;
  /** How many renamings there are, the one that changes nothing included. */
  readonly symmetry: number;
  /** Obligations that arose and were met, by the code of the claim. */
  readonly obligations: Readonly<Record<string, number>>;
  /** How long it took when it was recorded, on one core. Unit: seconds. */
  readonly seconds: number;
}

/** One entry for each scope. */
export const ledger: readonly Entry[] = recorded;
