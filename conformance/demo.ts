/**
 * `demo`: the main job in three steps: explore, judge, tell a violation.
 *
 * @module
 */
import { invariants } from "../spec/invariants/all.ts";
import { mutants } from "../spec/mutants/all.ts";
import { print } from "../traces/mod.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { check } from "./check.ts";
import { checkTrace } from "./check_trace.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { exploreScope } from "./explore_scope.ts";
import { explain, type Page } from "./explain.ts";
import type { Io } from "./io.ts";
import { style } from "./style.ts";
import { verificationText } from "./verify_report.ts";

const SCOPE = "two-groups";
const MUTANT = "own-record-only";

/** Shows what the tool does. Exit code 0 if the model and the shipped traces keep every claim. */
export async function demo(args: string[], io: Io): Promise<ExitCode> {
  const { positionals } = readArguments(args, {});
  if (positionals.length > 0) throw new UsageError(`demo takes no ${positionals[0]}`);
  const page: Page = { style: style(io.color), width: io.columns };
  const title = (text: string) => io.out(`${page.style.strong(`--- ${text}`)}\n\n`);

  title("1. Explore the model: every reachable state within bounds");
  const run = await exploreScope(SCOPE, {}, io);
  io.out(`${verificationText(run, page)}\n`);

  title("2. Judge what was recorded: stories, and a live PostgreSQL on a 4-of-6 quorum");
  const judged = await check(["traces/conforming", "traces/postgresql"], io);
  io.out("\n");

  title("3. Break one rule of the model, and see it caught");
  const caught = await tellMutant(io, page);

  io.out(
    `Next  deno task verify small   deno task check FILE   deno task verify --mutant ${MUTANT}\n`,
  );
  const green = run.exploration.violation === undefined && run.missing.length === 0 && caught;
  return green ? judged : EXIT.violated;
}

/** The counterexample to a mistake, judged as any other trace. True if it is violated. */
async function tellMutant(io: Io, page: Page): Promise<boolean> {
  const mutant = mutants.find(({ name }) => name === MUTANT)!;
  const only = [mutant.caughtBy];
  const claims = invariants.filter(({ code }) => only.includes(code));
  const run = await exploreScope(mutant.scope, { mutant, claims }, io);
  io.out(`${verificationText(run, page)}\n`);
  if (run.counterexample === undefined) return false;
  const text = run.counterexample.map((event) => `${print(event)}\n`).join("");
  const report = await checkTrace(text, { file: `${MUTANT}.trace`, only });
  const [file] = report.files;
  io.out(`${explain(file!, file!.claims[0]!, page, { isFile: false }).join("\n")}\n\n`);
  return report.verdict === "violated";
}
