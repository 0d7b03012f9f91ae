/**
 * The command line: picks the command, and turns whatever goes wrong into one clear message and an
 * exit code.
 *
 * @module
 */
import { ModelError } from "../model/explore/model_error.ts";
import { meant, UsageError } from "./arguments.ts";
import { helpOf, helpOfAll } from "./command.ts";
import { commands } from "./commands.ts";
import { EXIT } from "./exit.ts";
import { type Io, realIo } from "./io.ts";
import { style } from "./style.ts";

/** Runs one command line and gives its exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const debug = args.includes("--debug");
  try {
    return await dispatch(args.filter((arg) => arg !== "--debug"), io);
  } catch (error) {
    if (error instanceof UsageError) return refuse(error, args[0], io);
    if (error instanceof ModelError) return reject(error, io);
    return confess(error, debug, io);
  }
}

async function dispatch([name, ...args]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === "--help" || name === "help") {
    io.out(helpOfAll(commands, style(io.color)));
    return name === undefined ? EXIT.unreadable : EXIT.holds;
  }
  const command = commands.find((command) => command.name === name);
  if (command === undefined) {
    const near = meant(name, commands.map((command) => command.name));
    throw new UsageError(`there is no command ${name}${near}`);
  }
  if (args.includes("--help")) {
    io.out(await helpOf(command, style(io.color)));
    return EXIT.holds;
  }
  const run = await command.load();
  return await run(args, io);
}

function refuse(error: UsageError, name: string | undefined, io: Io): number {
  const known = commands.some((command) => command.name === name);
  io.err(`error: ${error.message}\n  help: deno task ${known ? name : "check"} --help\n`);
  return EXIT.unreadable;
}

/** Whoever changed the model can mend it: the message says where. */
function reject({ message }: ModelError, io: Io): number {
  io.err(`error: this model cannot be explored: ${message}\n`);
  return EXIT.unreadable;
}

function confess(error: unknown, debug: boolean, io: Io): number {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : `${error}`;
  io.err(
    `error: our own fault: ${what.split("\n")[0]}\n` +
      "  Please report it with this line, the command and the file: the judge must not fail on any input.\n" +
      (debug ? "" : "  --debug shows where it happened.\n"),
  );
  if (debug && error instanceof Error) io.err(`${error.stack}\n`);
  return EXIT.fault;
}

if (import.meta.main) Deno.exit(await run(Deno.args, realIo()));
