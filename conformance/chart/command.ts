/**
 * `chart MACHINE`: a machine of the model as Mermaid text, as an SVG image, or as JSON.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { meant, readArguments, UsageError } from "../arguments.ts";
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
  if (values.readme !== undefined) return await redraw(values.readme, io, machines);
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

function formatOf({ format, json = false, out = "" }: Choice): Format {
  const ending = FORMATS.find((format) => out.endsWith(`.${format}`));
  const wish = format ?? (json ? "json" : ending ?? "mermaid");
  const found = FORMATS.find((format) => format === wish);
  if (found !== undefined) return found;
  throw new UsageError(`there is no format ${wish}; the formats are ${FORMATS.join(", ")}`);
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
