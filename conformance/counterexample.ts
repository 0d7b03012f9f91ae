/**
 * A counterexample of the model: written to files, and judged as any other trace.
 *
 * @module
 */
import { type Counterexample, encodeTrail } from "../model/explore/mod.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { systemOf } from "../spec/system_of.ts";
import { traceOf } from "../spec/trace_of.ts";
import { print } from "../traces/mod.ts";
import { checkTrace } from "./check_trace.ts";
import { isDiagram, saveAs } from "./forms.ts";
import type { FileReport } from "./report.ts";

/** A counterexample that was written and judged. */
export interface Told {
  /** What is broken, and how. */
  readonly violation: Counterexample;
  /** Where it stands: the trace first. */
  readonly files: readonly string[];
  /** What the judge says of the trace. */
  readonly report: FileReport;
}

/** How counterexamples are told. */
export interface TellOptions {
  /** The files that are asked for. A trace is written in any case, somewhere. */
  readonly out?: readonly string[] | undefined;
  /** Is there one for each claim? Their names then have the claim in them. */
  readonly all?: boolean | undefined;
}

/**
 * Writes every counterexample of a run and judges its trace by the same claim.
 *
 * @throws {Error} where the judge does not find it violated: model or judge are at fault.
 */
export async function tell(run: Found, options: TellOptions): Promise<Told[]> {
  const told: Told[] = [];
  for (const violation of run.exploration.violations) {
    told.push(await tellOne(run, violation, options));
  }
  return told;
}

async function tellOne(
  run: Found,
  violation: Counterexample,
  { out = [], all = false }: TellOptions,
): Promise<Told> {
  const { claim, path, atRest } = violation;
  const { scope, mutant } = run;
  const named = out.filter((file) => !isDiagram(file));
  const own = named.length > 0 ? [] : [`counterexamples/${mutant?.name ?? scope}.trace`];
  const wanted = [...own, ...named, ...out.filter(isDiagram)];
  const files = wanted.map((file) => all ? withClaim(file, claim) : file);
  const system = systemOf(scope, mutant);
  const title = titleOf(run);
  for (const file of files) await saveAs(file, { system, title, path, atRest, ending: violation });
  const [file] = files as [string];
  const text = traceOf(system, path, atRest).map((event) => `${print(event)}\n`).join("");
  const report = await checkTrace(text, { file, only: [claim] });
  if (report.verdict === "violated") return { violation, files, report: report.files[0]! };
  throw new Error(`the model breaks ${claim}, but its trace ${file} is ${report.verdict}`);
}

/** A run, and what it found broken. */
interface Found extends Place {
  readonly exploration: { readonly violations: readonly Counterexample[] };
}

/** What a path leads through. */
interface Place {
  readonly scope: string;
  readonly mutant?: Mutant | undefined;
}

/** The place in a few words. */
export function titleOf({ scope, mutant }: Place): string {
  return mutant ? `scope ${scope}, mistake ${mutant.name}` : `scope ${scope}`;
}

/** The command that plays a path again. */
export function replayCommand({ scope, mutant }: Place, path: readonly string[]): string {
  const variant = mutant ? { variant: mutant.name } : {};
  return `deno task verify --replay ${encodeTrail({ system: scope, ...variant, path })}`;
}

/** `folder/name.CLAIM.trace` for `folder/name.trace`. */
function withClaim(file: string, claim: string): string {
  const at = /\.[^./]*$/.exec(file)?.index ?? file.length;
  return `${file.slice(0, at)}.${claim}${file.slice(at)}`;
}
