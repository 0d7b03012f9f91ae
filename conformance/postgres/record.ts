/**
 * `deno task record:postgres`: a trace from a live PostgreSQL, as a file.
 *
 * @module
 */
import { readArguments, UsageError } from "../arguments.ts";
import { EXIT } from "../exit.ts";
import { type Io, realIo } from "../io.ts";
import { style } from "../style.ts";
import { Interrupted } from "./patience.ts";
import { helpText, OPTIONS, settingsOf } from "./record_options.ts";
import { phaseLine, summaryOf, summaryText } from "./record_report.ts";
import { record, type RecordOptions } from "./recording.ts";
import { writeTrace } from "./write_trace.ts";

export { record, type RecordOptions };

/** As a shell sees a program that was ended with Ctrl-C. */
const INTERRUPTED = 130;

/** Runs one command line and gives its exit code. Never throws. */
export async function run(args: readonly string[], io: Io, signal?: AbortSignal): Promise<number> {
  try {
    return await recordToFile(args, io, signal);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`error: ${error.message}\n  help: deno task record:postgres --help\n`);
      return EXIT.unreadable;
    }
    if (error instanceof Interrupted) {
      io.err(`${error.message}: no trace was written\n`);
      return INTERRUPTED;
    }
    io.err(`error: ${error instanceof Error ? error.message : error}\n`);
    return EXIT.fault;
  }
}

async function recordToFile(
  args: readonly string[],
  io: Io,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) {
    io.out(helpText(style(io.color)));
    return EXIT.holds;
  }
  if (positionals.length > 0) throw new UsageError(`${positionals[0]} is no option`);
  const { out, json, ...settings } = settingsOf(values);
  const began = performance.now();
  const events = await record({
    ...settings,
    ...signal === undefined ? {} : { signal },
    ended: (phase) => io.err(phaseLine(phase)),
  });
  await writeTrace(out, events);
  const summary = summaryOf(events, { file: out, seconds: (performance.now() - began) / 1000 });
  io.out(json ? `${JSON.stringify(summary, undefined, 2)}\n` : summaryText(summary));
  return EXIT.holds;
}

if (import.meta.main) {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => stop.abort());
  }
  Deno.exit(await run(Deno.args, realIo(), stop.signal));
}
