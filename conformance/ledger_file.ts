/**
 * Writing the ledger: the size of every scope that was explored to the end.
 *
 * @module
 */
import { arisen, type Entry, recordedRuns } from "../spec/ledger.ts";
import { scopes } from "../spec/scopes.ts";
import { revision } from "./revision.ts";
import { save } from "./save.ts";
import type { Timed } from "./verify_report.ts";

/** Enough digits to tell revisions apart. */
const DIGITS = 12;

/** Writes the ledger with these runs in it; what is known of other scopes stays. */
export async function record(file: string, runs: readonly Timed[]): Promise<void> {
  const of = (await revision()).slice(0, DIGITS);
  await save(file, ledgerText(recordedRuns, runs.map((run) => entryOf(run, of))));
}

/** What the ledger keeps of an exploration. */
export function entryOf({ scope, size, exploration, seconds }: Timed, revision: string): Entry {
  const { states, unreduced, edges: steps, depth, symmetry } = exploration;
  return {
    scope,
    bounds: size,
    states,
    unreduced,
    steps,
    depth,
    symmetry,
    obligations: arisen(exploration.obligations),
    seconds: Number(seconds.toFixed(1)),
    revision,
  };
}

/** The ledger as a file, in the order of the scopes. Of what was found twice the newer stands. */
export function ledgerText(known: readonly Entry[], found: readonly Entry[]): string {
  const entries = Object.keys(scopes).flatMap((name) =>
    [...found, ...known].find(({ scope }) => scope === name) ?? []
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}
