/**
 * `mutants`: every known mistake, and the claim that catches it.
 *
 * @module
 */
import type { Progress } from "../model/explore/mod.ts";
import { invariants } from "../spec/invariants/all.ts";
import { livenessClaims } from "../spec/liveness/all.ts";
import { livenessMutants } from "../spec/liveness/mutants.ts";
import { mutants as stepMutants } from "../spec/mutants/all.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { verify } from "../spec/verify.ts";
import { type LivenessFinding, verifyLiveness } from "../spec/verify_liveness.ts";
import { meant, readArguments, UsageError } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { MUTANTS_OPTIONS } from "./mutants_options.ts";
import { save } from "./save.ts";
import { searching } from "./searching.ts";
import { counted, style } from "./style.ts";

/** A mistake, and what came of looking for it with the one claim that must catch it. */
interface Hunt {
  readonly mutant: Mutant;
  readonly states: number;
  /** A shortest path to where the claim breaks, or a lasso; undefined: it does not. */
  readonly path: readonly string[] | undefined;
  readonly seconds: number;
}

const all: readonly Mutant[] = [...stepMutants, ...livenessMutants];

/** Explores every mutant, or those that are named, in its scope with the claim that must catch it. */
export async function mutants(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, MUTANTS_OPTIONS);
  if (values.ledger && positionals.length > 0) {
    throw new UsageError("--ledger records all mutants: none can be named");
  }
  const chosen = positionals.length > 0 ? positionals.map(mutantNamed) : all;
  const hunts: Hunt[] = [];
  const look = style(io.color);
  if (!values.json) io.out(`${heading(look)}\n`);
  for (const mutant of chosen) {
    const hunt = hunted(mutant, io);
    hunts.push(hunt);
    if (!values.json) io.out(`${row(hunt, look)}\n`);
  }
  const missed = hunts.filter(({ path }) => path === undefined);
  if (values.json) io.out(`${JSON.stringify(hunts.map(toJson), null, 2)}\n`);
  else {
    const seconds = hunts.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(2);
    io.out(`\n${counted(hunts.length, "mutant")}, ${missed.length} missed, ${seconds} s\n`);
  }
  if (missed.length > 0) return EXIT.violated;
  if (values.ledger) await save(values.ledger, recorded(hunts));
  return EXIT.holds;
}

/** How many steps show each mistake, as a file. */
function recorded(hunts: readonly Hunt[]): string {
  const steps = hunts.map(({ mutant, path }) => [mutant.name, path!.length]);
  return `${JSON.stringify(Object.fromEntries(steps), null, 2)}\n`;
}

/** The mutant of that name. Throws a {@link UsageError} for any other. */
export function mutantNamed(name: string): Mutant {
  const found = all.find((mutant) => mutant.name === name);
  if (found) return found;
  const near = meant(name, all.map((mutant) => mutant.name));
  throw new UsageError(`there is no mutant ${name}${near || "; deno task mutants lists them"}`);
}

function hunted(mutant: Mutant, io: Io): Hunt {
  const line = searching(io, mutant.name);
  const start = performance.now();
  const found = livenessMutants.includes(mutant) ? atLast(mutant) : inAStep(mutant, line.show);
  line.done();
  return { mutant, ...found, seconds: (performance.now() - start) / 1000 };
}

type Found = Pick<Hunt, "states" | "path">;

function inAStep(mutant: Mutant, onProgress: (progress: Progress) => void): Found {
  const claims = invariants.filter(({ code }) => code === mutant.caughtBy);
  const { states, violation } = verify(mutant.scope, { mutant, claims, onProgress }).exploration;
  return { states, path: violation?.path };
}

/** What a claim of liveness shows: a stem, and once round the cycle. */
function atLast(mutant: Mutant): Found {
  const claims = livenessClaims.filter(({ code }) => code === mutant.caughtBy);
  const [{ liveness }] = verifyLiveness(mutant.scope, { mutant, claims }).findings as [
    LivenessFinding,
  ];
  const lasso = liveness.verdicts.find(({ lasso }) => lasso !== undefined)?.lasso;
  return { states: liveness.states, path: lasso && [...lasso.stem, ...lasso.cycle] };
}

type Look = ReturnType<typeof style>;

/** The columns: their headings, and how wide the widest of all mutants makes them. */
const COLUMNS = [
  ["Mutant", ({ name }: Mutant) => name],
  ["Rule replaced", ({ rule }: Mutant) => rule],
  ["Scope", ({ scope }: Mutant) => scope],
  ["By", ({ caughtBy }: Mutant) => caughtBy],
] as const;

function cells(cell: (column: typeof COLUMNS[number]) => string): string {
  return COLUMNS.map((column) => {
    const [title, of] = column;
    const width = Math.max(title.length, ...all.map((mutant) => of(mutant).length));
    return `${cell(column).padEnd(width)}  `;
  }).join("");
}

function heading(look: Look): string {
  return look.strong(`${cells(([title]) => title)}Steps`);
}

/** A mutant, the claim that is to catch it, and how long the path is that shows it. */
function row({ mutant, path }: Hunt, look: Look): string {
  const steps = path ? look.good(`${path.length}`.padStart(5)) : look.bad("MISSED");
  return `${cells(([, of]) => of(mutant))}${steps}`;
}

function toJson({ mutant, states, path, seconds }: Hunt): unknown {
  const { name, number, says, rule, scope, caughtBy } = mutant;
  return {
    name,
    number,
    says,
    rule,
    scope,
    caughtBy,
    caught: path !== undefined,
    path,
    states,
    seconds: Number(seconds.toFixed(3)),
  };
}
