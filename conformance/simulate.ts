/**
 * `simulate`: random walks through the model, with every claim asked of every step.
 *
 * @module
 */
import type { Walked } from "../model/explore/simulate.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { simulate as walk, type SimulateOptions } from "../spec/simulate.ts";
import { type Given, readArguments, UsageError } from "./arguments.ts";
import { tell } from "./counterexample.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { guess, guessText } from "./guess.ts";
import type { Io } from "./io.ts";
import { line } from "./line.ts";
import { mutantNamed } from "./mutants.ts";
import { SIMULATE_OPTIONS } from "./simulate_options.ts";
import { simulationText, type TimedWalks, toJson } from "./simulate_report.ts";
import { style, thousands } from "./style.ts";
import { fileText } from "./text_report.ts";
import { claimsIn, scopesNamed } from "./verify.ts";

type Values = Given<typeof SIMULATE_OPTIONS>["values"];

/** Walks through the scopes that `args` name, or all, and gives the exit code. */
export async function simulate(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, SIMULATE_OPTIONS);
  const mutant = values.mutant === undefined ? undefined : mutantNamed(values.mutant);
  const options = { ...boundsIn(values), claims: claimsIn(values), ...mutant && { mutant } };
  const seconds = amount("seconds", values.seconds);
  if (values.size) return tellSizes(scopesNamed(positionals, mutant), mutant, values, io);
  const runs: TimedWalks[] = [];
  const page = { style: style(io.color), width: io.columns };
  for (const scope of scopesNamed(positionals, mutant)) {
    const run = walkScope(scope, options, seconds, io);
    runs.push(run);
    const told = await tellOf(run, mutant, values);
    if (values.json) continue;
    io.out(simulationText(run, page));
    if (told) io.out(`${fileText(told.report, page)}\n`);
  }
  if (values.json) io.out(`${JSON.stringify(runs.map(toJson), null, 2)}\n`);
  return exitCode(runs);
}

/** Violated: 1. A mistake that was not caught: 2. Walks on which nothing was asked are a wrong use. */
function exitCode(runs: readonly TimedWalks[]): ExitCode {
  if (runs.some(({ simulation }) => simulation.violation)) return EXIT.violated;
  if (runs.some(({ mutant }) => mutant !== undefined)) return EXIT.unjudged;
  const asked = runs.flatMap(({ simulation }) => Object.entries(simulation.obligations));
  if (asked.some(([, count]) => count > 0)) return EXIT.holds;
  const codes = [...new Set(asked.map(([code]) => code))].join(", ");
  throw new UsageError(`nothing on these walks asked ${codes}`);
}

function tellSizes(
  scopes: readonly string[],
  mutant: Mutant | undefined,
  values: Values,
  io: Io,
): ExitCode {
  const sizes = scopes.map((scope) => {
    const found = guess(scope, mutant, amount("seed", values.seed, 0));
    if (!values.json) io.out(`${guessText(found)}\n`);
    return found;
  });
  if (values.json) io.out(`${JSON.stringify(sizes, null, 2)}\n`);
  return EXIT.holds;
}

async function tellOf(run: TimedWalks, mutant: Mutant | undefined, { out }: Values) {
  const { violation } = run.simulation;
  const violations = violation ? [violation] : [];
  const [told] = await tell({ scope: run.scope, mutant, exploration: { violations } }, { out });
  return told;
}

/** Walks through one scope, with its progress on standard error. */
function walkScope(
  scope: string,
  options: SimulateOptions,
  seconds: number | undefined,
  io: Io,
): TimedWalks {
  const progress = line(io);
  const start = performance.now();
  const passed = () => (performance.now() - start) / 1000;
  try {
    const found = walk(scope, {
      ...options,
      ...seconds !== undefined && { keepGoing: () => passed() < seconds },
      onProgress: (walked) => progress.show(() => progressText(scope, walked, passed())),
    });
    return { ...found, seconds: passed() };
  } finally {
    progress.done();
  }
}

function progressText(scope: string, { walks, steps, states }: Walked, seconds: number): string {
  return `${scope}  ${thousands(steps)} steps  ${thousands(walks)} walks  ` +
    `${thousands(states)} states  ${thousands(Math.round(steps / seconds))} steps/s`;
}

/** Steps are not limited where seconds are, unless both are. */
function boundsIn(values: Values): SimulateOptions {
  const [seed, steps, depth] = [
    amount("seed", values.seed, 0),
    amount("steps", values.steps),
    amount("depth", values.depth),
  ];
  return {
    ...seed !== undefined && { seed },
    ...depth !== undefined && { depth },
    ...steps !== undefined ? { steps } : values.seconds !== undefined && { steps: Infinity },
  };
}

function amount(name: string, text: string | undefined, least = 1): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= least) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} up, not ${text}`);
}
