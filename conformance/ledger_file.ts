/**
 * Writing the ledger: the size of every scope that was explored to the end.
 *
 * @module
 */
import type { Entry } from "../spec/ledger.ts";
import type { Timed } from "./verify_report.ts";

/** What the ledger keeps of an exploration. */
export function entryOf({ scope, size, exploration, seconds }: Timed): Entry {
  const { states, edges: steps, depth, symmetry, obligations } = exploration;
  return {
    scope,
    bounds: size,
    states,
    steps,
    depth,
    symmetry,
    obligations,
    seconds: Number(seconds.toFixed(1)),
  };
}

/** The ledger as a file. */
export function ledgerText(runs: readonly Timed[]): string {
  return `${JSON.stringify(runs.map(entryOf), null, 2)}\n`;
}
