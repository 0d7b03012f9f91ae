/**
 * `verify`: explores the model, scope by scope, and asks every claim of every step.
 *
 * @module
 */
import { askable } from "../spec/askable.ts";
import type { Invariant } from "../spec/invariant.ts";
import { invariants } from "../spec/invariants/all.ts";
import { ledger } from "../spec/ledger.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { byHand, everyTime, scopes } from "../spec/scopes.ts";
import type { Verification } from "../spec/verify.ts";
import { type Given, meant, mustBeAlone, readArguments, UsageError } from "./arguments.ts";
import { chartsTogether } from "./charts_text.ts";
import { tell } from "./counterexample.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { checkpointIn } from "./checkpoint/keeping.ts";
import { exploreScope, type Search } from "./explore_scope.ts";
import { record } from "./ledger_file.ts";
import { mutantNamed } from "./mutants.ts";
import type { Io } from "./io.ts";
import { liveness } from "./liveness.ts";
import { replayPath, trailIn } from "./replay.ts";
import { list, select } from "./select.ts";
import { style } from "./style.ts";
import { fileText } from "./text_report.ts";
import { VERIFY_OPTIONS } from "./verify_options.ts";
import { isAsked, type Timed, toJson, verificationText } from "./verify_report.ts";

/** Threads beyond this would have more to say to each other than to do. */
const MOST_WORKERS = 64;

type Values = Given<typeof VERIFY_OPTIONS>["values"];

/** Explores the scopes that `args` name, or all, and gives the exit code. */
export async function verify(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, VERIFY_OPTIONS);
  if (values.replay !== undefined) return await replay(values.replay, values, positionals, io);
  if (values.ledger !== undefined) mustBeAlone("ledger", values, ["all", "json", "large", "out"]);
  const mutant = values.mutant === undefined ? undefined : mutantNamed(values.mutant);
  const limit = wholeNumber("max-states", values["max-states"]);
  if (values.liveness) {
    mustBeAlone("liveness", values, ["json", "max-states", "mutant", "no-symmetry", "only"]);
    const names = livenessScopes(positionals, mutant);
    return liveness({ ...values, scopes: names, mutant, limit }, io);
  }
  const { out } = values;
  const { names, search } = values.resume === undefined
    ? searchIn(values, positionals)
    : await resumed(values.resume, values, positionals);
  const runs: Timed[] = [];
  for (const scope of names) {
    const run = await exploreScope(scope, { ...search, limit }, io);
    runs.push(run);
    const told = await tell(run, { out, all: search.all });
    if (values.json) continue;
    const page = { style: style(io.color), width: io.columns };
    io.out(verificationText(run, page, told));
    if (told.length === 1) io.out(`${fileText(told[0]!.report, page)}\n`);
  }
  if (!values.json) io.out(chartsTogether(runs, style(io.color)));
  if (values.json) io.out(`${JSON.stringify(runs.map(toJson), null, 2)}\n`);
  mustAsk(runs);
  if (values.ledger && exitCode(runs) === EXIT.holds) await record(values.ledger, runs);
  return exitCode(runs);
}

/** What is to be explored, and how. */
interface Asked {
  readonly names: readonly string[];
  readonly search: Search;
}

function searchIn(values: Values, positionals: readonly string[]): Asked {
  const mutant = values.mutant === undefined ? undefined : mutantNamed(values.mutant);
  const workers = wholeNumber("workers", values.workers, MOST_WORKERS);
  const symmetry = !values["no-symmetry"];
  const { all, checkpoint, reduction = false } = values;
  if (reduction && symmetry) {
    throw new UsageError(
      "--reduction needs --no-symmetry: a reduction takes no symmetry, which every scope has",
    );
  }
  const names = values.large ? largeOnes(positionals, mutant) : scopesNamed(positionals, mutant);
  const search = { mutant, claims: claimsIn(values), all, workers, symmetry, reduction };
  const [one, other] = APART.filter((option) => values[option] !== undefined);
  if (other) throw new UsageError(`--${one} and --${other} cannot be given together`);
  if (checkpoint === undefined) return { names, search };
  if (names.length > 1) throw new UsageError("--checkpoint keeps one search: name one scope");
  return { names, search: { ...search, keep: { file: checkpoint } } };
}

function largeOnes(positionals: readonly string[], mutant: Mutant | undefined) {
  if (positionals.length === 0 && mutant === undefined) return byHand;
  throw new UsageError("--large is for all large scopes: name none, and no mistake");
}

/** The search that was kept in a file. */
async function resumed(
  file: string,
  values: Values,
  positionals: readonly string[],
): Promise<Asked> {
  const besides = ["checkpoint", "json", "max-states", "out"];
  mustBeAlone("resume", { ...values, ...positionals.length > 0 && { SCOPE: true } }, besides);
  const begun = await checkpointIn(file);
  const { subject: { scope, symmetry, claims: codes, mutant: name }, all } = begun;
  const mutant = name === undefined ? undefined : mutantNamed(name);
  const claims = invariants.filter(({ code }) => codes.includes(code));
  const keep = { file: values.checkpoint ?? file, begun };
  return { names: [scope], search: { mutant, claims, all, symmetry, keep } };
}

/**
 * Violated, or a promised situation never seen: 1. Not explored to the end, or a mistake that no
 * claim caught: 2.
 */
export function exitCode(runs: readonly Verification[]): ExitCode {
  if (runs.some(({ exploration, missing }) => exploration.violation || missing.length > 0)) {
    return EXIT.violated;
  }
  const isTold = ({ exploration, mutant }: Verification) => exploration.complete && !mutant;
  return runs.every(isTold) ? EXIT.holds : EXIT.unjudged;
}

/** A search in which nothing was asked proves nothing. */
function mustAsk(runs: readonly Timed[]): void {
  if (runs.some((run) => run.mutant || !run.exploration.complete || isAsked(run))) return;
  const codes = Object.keys(runs[0]!.exploration.obligations);
  const others = ledger
    .filter(({ obligations }) => codes.some((code) => (obligations[code] ?? 0) > 0))
    .map(({ scope }) => scope);
  throw new UsageError(
    `nothing in ${runs.map(({ scope }) => scope).join(", ")} asks ${codes.join(", ")}` +
      (others.length > 0 ? `; it is asked in ${others.join(", ")}` : ""),
  );
}

/** Options of which one search takes one. */
const APART = ["checkpoint", "reduction", "workers"] as const;

/** What makes no sense where one path is played. */
const EXPLORING = [
  "all",
  "checkpoint",
  "large",
  "ledger",
  "liveness",
  "max-states",
  "no-symmetry",
  "reduction",
  "resume",
  "workers",
] as const;

/** The path that `--replay` names, in the scope and with the mistake that it or the rest names. */
function replay(
  text: string,
  values: Values,
  positionals: readonly string[],
  io: Io,
): Promise<ExitCode> {
  for (const option of EXPLORING) {
    if (values[option] !== undefined) {
      throw new UsageError(`--replay plays one path: --${option} is for exploring`);
    }
  }
  const { system, variant, path } = trailIn(text);
  const scope = same("scope", system, positionals);
  const name = same("mistake", variant, values.mutant === undefined ? [] : [values.mutant]);
  const mutant = name === undefined ? undefined : mutantNamed(name);
  if (scope === undefined && mutant === undefined) {
    throw new UsageError("--replay needs a scope: SCOPE/PATH, or verify SCOPE --replay PATH");
  }
  const [known] = scopesNamed(scope === undefined ? [] : [scope], mutant);
  const { out, json } = values;
  return replayPath({ scope: known!, mutant, path, claims: claimsIn(values), out, json }, io);
}

/** One name, however often it is given. */
function same(what: string, given: string | undefined, others: readonly string[]) {
  const [name, other] = new Set([...given === undefined ? [] : [given], ...others]);
  if (other === undefined) return name;
  throw new UsageError(`--replay leads through one ${what}, not through ${name} and ${other}`);
}

/** The claims that `--only` names, or all that the model can put to the test. */
export function claimsIn({ only }: { readonly only?: string }): readonly Invariant[] {
  const chosen = list(only === undefined ? undefined : [only]);
  return chosen ? select(invariants, { only: chosen }) : askable;
}

/** The scopes that are named; else the one of a mistake, or all but the large ones. */
export function scopesNamed(
  names: readonly string[],
  mutant: Mutant | undefined,
): readonly string[] {
  const all = Object.keys(scopes);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `there is no scope ${unknown}${meant(unknown, all)}; the scopes are ${all.join(", ")}`,
    );
  }
  const other = mutant && names.find((name) => scopes[name]!.world !== scopes[mutant.scope]!.world);
  if (other !== undefined) {
    throw new UsageError(
      `${mutant!.name} is a mistake in scopes such as ${mutant!.scope}, and ${other} is another ` +
        "kind of world",
    );
  }
  if (names.length > 0) return names;
  return mutant ? [mutant.scope] : everyTime;
}

/** The same where claims of liveness are asked: of the storage alone. Named are none for all. */
function livenessScopes(names: readonly string[], mutant: Mutant | undefined): readonly string[] {
  if (names.length === 0 && mutant === undefined) return [];
  const named = scopesNamed(names, mutant);
  const other = named.find((name) => scopes[name]!.world !== "storage");
  if (other === undefined) return named;
  throw new UsageError(`claims of liveness are asked of the storage, and scope ${other} has none`);
}

function wholeNumber(
  option: string,
  text: string | undefined,
  most = Infinity,
): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text) && Number(text) <= most) return Number(text);
  const range = most < Infinity ? `from 1 to ${most}` : "above 0";
  throw new UsageError(`--${option} takes a whole number ${range}, not ${text}`);
}
