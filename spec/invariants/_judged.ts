/**
 * One claim asked of a few lines, for tests.
 *
 * @module
 */
import { locate } from "../../traces/mod.ts";
import { Judging, type Verdict } from "../judging.ts";
import { invariants } from "./all.ts";
import { shows } from "./fixtures.ts";

/** What a claim says of a trace that can show these kinds. */
export function verdictOn(code: string, kinds: string, ...lines: readonly string[]): Verdict {
  const judging = new Judging(invariants.filter((claim) => claim.code === code));
  for (const { event, line } of locate(shows(kinds, ...lines))) judging.take(event, line);
  return judging.finish()[0]!;
}

/** The same in a few words: `holds 3`, `unjudged` or why it is violated. */
export function told(code: string, kinds: string, ...lines: readonly string[]): string {
  const { verdict, obligations, found } = verdictOn(code, kinds, ...lines);
  if (found !== undefined) return found.violation.why;
  return verdict === "holds" ? `holds ${obligations}` : verdict;
}

/** Lines of one kind for several copies: `store seg=a1 lsn=1` and so on. */
export function each(kind: string, copies: string, rest: string): string[] {
  return copies.split(" ").map((seg) => `${kind} seg=${seg} ${rest}`);
}
