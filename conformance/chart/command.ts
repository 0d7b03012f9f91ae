/**
 * `chart MACHINE`: a machine of the model as Mermaid text, as an SVG image, or as JSON.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { meant, mustBeAlone, readArguments, UsageError } from "../arguments.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { type Chart, toJson } from "./chart.ts";
import { chartOf } from "./chart_of.ts";
import { CHART_OPTIONS } from "./entry.ts";
import { machines as ours } from "./machines.ts";
import { toMermaid } from "./mermaid.ts";
import { type Machines, updateReadme } from "./readme.ts";
import { toSvg } from "./svg.ts";

/**
 * Draws one machine and gives the exit code. Throws a {@link UsageError} for an unknown machine or
 * format, and for a file that cannot be read or written.
 */
export async function chart(args: string[], io: Io, machines: Machines = ours): Promise<number> {
  const { values, positionals } = readArguments(args, CHART_OPTIONS);
  if (values.readme !== undefined) {
    mustBeAlone("readme", { ...values, MACHINE: positionals[0] });
    return await redraw(values.readme, io, machines);
  }
  const machine = chosen(positionals, machines);
  const text = await drawn(chartOf(machine), formatOf(values));
  if (values.out === undefined) {
    io.out(text);
  } else {
    await onFile("write", values.out, (file) => Deno.writeTextFile(file, text));
    io.err(`${values.out}: ${machine.id} drawn\n`);
  }
  return EXIT.holds;
}

const FORMATS = ["mermaid", "svg", "json"] as const;
type Format = typeof FORMATS[number];

function chosen(names: readonly string[], machines: Machines): AnyStateMachine {
  const [name, ...others] = names;
  const known = Object.keys(machines);
  const offer = `the machines are ${known.join(", ")}`;
  if (name === undefined) throw new UsageError(`no machine is named; ${offer}`);
  if (others.length > 0) throw new UsageError(`one machine at a time, not ${names.join(" and ")}`);
  if (Object.hasOwn(machines, name)) return machines[name]!;
  throw new UsageError(
    `there is no machine ${name}${meant(name, known)}; ${offer}`.replace("?;", "?"),
  );
}

interface Choice {
  readonly format?: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** What the format is called for, one way or another: all ways that are given must agree. */
function formatOf({ format, json = false, out }: Choice): Format {
  if (format !== undefined && !FORMATS.some((known) => known === format)) {
    throw new UsageError(`there is no format ${format}; the formats are ${FORMATS.join(", ")}`);
  }
  const ending = out === undefined ? undefined : endingOf(out);
  const wishes = [
    ...format === undefined ? [] : [[`--format ${format}`, format as Format]] as const,
    ...json ? [["--json", "json"]] as const : [],
    ...ending === undefined ? [] : [[`--out ${out}`, ending]] as const,
  ];
  const [first, other] = [wishes[0], wishes.find(([, wish]) => wish !== wishes[0]![1])];
  if (first && other) throw new UsageError(`${first[0]} and ${other[0]} ask for two formats`);
  if (first) return first[1];
  if (out === undefined) return "mermaid";
  const known = Object.keys(ENDINGS).join(", ");
  throw new UsageError(
    `${out} does not tell its format: end it in one of ${known}, or say --format`,
  );
}

const ENDINGS: Readonly<Record<string, Format>> = {
  ".svg": "svg",
  ".mmd": "mermaid",
  ".mermaid": "mermaid",
  ".json": "json",
};

function endingOf(file: string): Format | undefined {
  return ENDINGS[/\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? ""];
}

async function drawn(chart: Chart, format: Format): Promise<string> {
  if (format === "svg") return await toSvg(chart);
  return format === "json" ? `${toJson(chart)}\n` : toMermaid(chart);
}

async function redraw(file: string, io: Io, machines: Machines): Promise<number> {
  const before = await onFile("read", file, (file) => Deno.readTextFile(file));
  const after = updateReadme(before, machines);
  if (after !== before) await onFile("write", file, (file) => Deno.writeTextFile(file, after));
  io.err(`${file}: charts ${after === before ? "are current" : "drawn anew"}\n`);
  return EXIT.holds;
}

async function onFile<T>(
  deed: "read" | "write",
  file: string,
  act: (file: string) => Promise<T>,
): Promise<T> {
  try {
    return await act(file);
  } catch (error) {
    if (error instanceof Error && file !== "") {
      throw new UsageError(`cannot ${deed} ${file}: ${error.message.split(":")[0]!.toLowerCase()}`);
    }
    throw error;
  }
}
