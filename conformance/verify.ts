/**
 * `verify`: explores the model, scope by scope, and asks every claim of every step.
 *
 * @module
 */
import { scopes } from "../model/scopes.ts";
import type { Invariant } from "../spec/invariant.ts";
import { invariants } from "../spec/invariants/all.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { type Verification, verify as explore } from "../spec/verify.ts";
import { print } from "../traces/mod.ts";
import { checkTrace } from "./check_trace.ts";
import { type Given, meant, readArguments, UsageError } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { ledgerText } from "./ledger_file.ts";
import { mutantNamed } from "./mutants.ts";
import { searching } from "./searching.ts";
import type { Io } from "./io.ts";
import type { FileReport } from "./report.ts";
import { list, select } from "./select.ts";
import { style } from "./style.ts";
import { fileText } from "./text_report.ts";
import { VERIFY_OPTIONS } from "./verify_options.ts";
import { type Timed, toJson, verificationText } from "./verify_report.ts";

type Values = Given<typeof VERIFY_OPTIONS>["values"];

/** Explores the scopes that `args` name, or all, and gives the exit code. */
export async function verify(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, VERIFY_OPTIONS);
  const mutant = values.mutant === undefined ? undefined : mutantNamed(values.mutant);
  const limit = values["max-states"] === undefined ? undefined : wholeNumber(values["max-states"]);
  const runs: Timed[] = [];
  const only = list(values.only === undefined ? undefined : [values.only]);
  const claims = select(invariants, only ? { only } : {});
  for (const scope of scopesNamed(positionals, mutant)) {
    const run = exploreScope(scope, { mutant, limit, claims }, io);
    runs.push(run);
    const page = { style: style(io.color), width: io.columns };
    if (!values.json) io.out(verificationText(run, page));
    const judged = await counterexample(run, values);
    if (judged && !values.json) io.out(`${fileText(judged, page)}\n`);
  }
  if (values.json) io.out(`${JSON.stringify(runs.map(toJson), null, 2)}\n`);
  if (values.ledger && exitCode(runs) === EXIT.holds) await save(values.ledger, ledgerText(runs));
  return exitCode(runs);
}

/** Violated, or a promised situation never seen: 1. Not explored to the end: 2. */
export function exitCode(runs: readonly Verification[]): ExitCode {
  if (runs.some(({ exploration, missing }) => exploration.violation || missing.length > 0)) {
    return EXIT.violated;
  }
  return runs.every(({ exploration }) => exploration.complete) ? EXIT.holds : EXIT.unjudged;
}

/** What to explore. */
interface Search {
  readonly mutant?: Mutant | undefined;
  readonly limit?: number | undefined;
  readonly claims?: readonly Invariant[] | undefined;
}

/** Explores one scope, with its progress on standard error. */
export function exploreScope(
  scope: string,
  { mutant, limit, claims }: Search,
  io: Io,
): Timed {
  const line = searching(io, scope);
  const start = performance.now();
  try {
    const found = explore(scope, {
      ...mutant && { mutant },
      ...claims && { claims },
      ...limit !== undefined && { maxStates: limit },
      onProgress: line.show,
    });
    return { ...found, seconds: (performance.now() - start) / 1000 };
  } finally {
    line.done();
  }
}

/** Writes a counterexample and judges it as any other trace: by the same claim, or we are at fault. */
async function counterexample(run: Timed, { out }: Values): Promise<FileReport | undefined> {
  const { violation } = run.exploration;
  if (run.counterexample === undefined || violation === undefined) return undefined;
  const text = run.counterexample.map((event) => `${print(event)}\n`).join("");
  const file = out ?? `counterexamples/${run.mutant?.name ?? run.scope}.trace`;
  await save(file, text);
  const { verdict, files } = await checkTrace(text, { file, only: [violation.claim] });
  if (verdict === "violated") return files[0]!;
  throw new Error(`the model breaks ${violation.claim}, but its trace ${file} is ${verdict}`);
}

async function save(file: string, text: string): Promise<void> {
  const folder = file.split("/").slice(0, -1).join("/");
  if (folder !== "") await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(file, text);
}

function scopesNamed(names: readonly string[], mutant: Mutant | undefined): readonly string[] {
  const all = Object.keys(scopes);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `there is no scope ${unknown}${meant(unknown, all)}; the scopes are ${all.join(", ")}`,
    );
  }
  if (names.length > 0) return names;
  return mutant ? [mutant.scope] : all;
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`--max-states takes a whole number above 0, not ${text}`);
}
