/**
 * `mutants`: every known mistake, and the claim that catches it.
 *
 * @module
 */
import { invariants } from "../spec/invariants/all.ts";
import { mutants as all } from "../spec/mutants/all.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { type Verification, verify } from "../spec/verify.ts";
import { meant, readArguments, UsageError } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { MUTANTS_OPTIONS } from "./mutants_options.ts";
import { searching } from "./searching.ts";
import { counted, style } from "./style.ts";

/** A mistake, and what came of looking for it with the one claim that must catch it. */
interface Hunt {
  readonly mutant: Mutant;
  readonly found: Verification;
  readonly seconds: number;
}

/** Explores every mutant, or those that are named, in its scope with the claim that must catch it. */
export function mutants(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, MUTANTS_OPTIONS);
  const hunts: Hunt[] = [];
  for (const mutant of positionals.length > 0 ? positionals.map(mutantNamed) : all) {
    const hunt = hunted(mutant, io);
    hunts.push(hunt);
    if (!values.json) io.out(`${row(hunt, style(io.color))}\n`);
  }
  const missed = hunts.filter(({ found }) => !found.exploration.violation);
  if (values.json) io.out(`${JSON.stringify(hunts.map(toJson), null, 2)}\n`);
  else io.out(`\n${counted(hunts.length, "mutant")}, ${missed.length} missed\n`);
  return Promise.resolve(missed.length > 0 ? EXIT.violated : EXIT.holds);
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
  const claims = invariants.filter(({ code }) => code === mutant.caughtBy);
  const found = verify(mutant.scope, { mutant, claims, onProgress: line.show });
  line.done();
  return { mutant, found, seconds: (performance.now() - start) / 1000 };
}

function row({ mutant, found, seconds }: Hunt, look: ReturnType<typeof style>): string {
  const { number, name, rule, scope, caughtBy } = mutant;
  const { violation, states } = found.exploration;
  const verdict = violation
    ? `${look.good(`caught by ${caughtBy.padEnd(2)}`)} after ${
      counted(violation.path.length, "step")
    }`
    : look.bad(`MISSED by ${caughtBy}, ${counted(states, "state")}`);
  return `${(number === undefined ? "" : `${number}`).padStart(3)}  ${name.padEnd(28)} ${
    rule.padEnd(26)
  } ${scope.padEnd(11)} ${verdict}  ${look.faint(`${seconds.toFixed(2)} s`)}`;
}

function toJson({ mutant, found, seconds }: Hunt): unknown {
  const { name, number, says, rule, scope, caughtBy } = mutant;
  const { violation, states } = found.exploration;
  return {
    name,
    number,
    says,
    rule,
    scope,
    caughtBy,
    caught: violation !== undefined,
    path: violation?.path,
    states,
    seconds: Number(seconds.toFixed(3)),
  };
}
