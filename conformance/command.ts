/**
 * What every command says of itself, and how that becomes help.
 *
 * @module
 */
import type { Options } from "./arguments.ts";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";
import { type Style, wrap } from "./style.ts";

/** Runs a command and gives its exit code. */
export type Run = (args: string[], io: Io) => Promise<number>;

/** One command of the tool. */
export interface Command {
  /** As it is typed after `deno task`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly says: string;
  /** What follows its name. */
  readonly usage: string;
  /** What it can be given by name, loaded only for its help. */
  readonly names?: Names;
  /** Its options, for the help. */
  readonly options: Options;
  /** One command line that works in this repository. */
  readonly example: string;
  /** Loads it only when it is asked for, so that no command waits for the others. */
  readonly load: () => Promise<Run>;
}

/** Names that a command takes. */
export interface Names {
  /** What they are names of. */
  readonly title: string;
  /** Each, and what it stands for. */
  readonly rows: () => Promise<readonly (readonly [string, string])[]>;
}

/** The help of one command. */
export async function helpOf(
  { name, says, usage, names, options, example }: Command,
  style: Style,
): Promise<string> {
  const rows = Object.entries({ ...options, ...COMMON }).map(([option, { value, says }]) =>
    [`--${option}${value === undefined ? "" : ` ${value}`}`, says] as const
  );
  return [
    ...wrap(says, 78),
    "",
    `${style.strong("Usage")}    deno task ${name} ${usage}`.trimEnd(),
    "",
    ...table(rows),
    "",
    ...names === undefined ? [] : [style.strong(names.title), ...table(await names.rows()), ""],
    `${style.strong("Example")}  ${example}`,
    "",
  ].join("\n");
}

/** The help of the tool: its commands and exit codes. */
export function helpOfAll(commands: readonly Command[], style: Style): string {
  const codes = Object.entries(EXIT).map(([meaning, code]) =>
    [`${code}`, MEANING[meaning]!] as const
  );
  return [
    "Judges what a storage system showed of itself, against what its design promises.",
    "",
    `${style.strong("Usage")}    deno task COMMAND ...`,
    "",
    style.strong("Commands"),
    ...table(commands.map(({ name, says }) => [name, says] as const)),
    "",
    style.strong("Exit codes"),
    ...table(codes),
    "",
    `${style.strong("Example")}  ${commands[0]!.example}`,
    "",
  ].join("\n");
}

const COMMON: Options = { help: { type: "boolean", says: "Shows this" } };

const MEANING: Readonly<Record<string, string>> = {
  holds: "every claim that could be judged holds",
  violated: "a claim is violated",
  unjudged: "with --strict: a claim was not judged; verify: the search did not end",
  unreadable: "the input cannot be read or judged, a model cannot be explored, or wrong usage",
  fault: "a fault of this tool",
};

/** Two columns, the second one wrapped. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, 74 - width).map((line, i) => `  ${(i === 0 ? left : "").padEnd(width)}  ${line}`)
  );
}
