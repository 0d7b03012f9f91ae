/**
 * `deno task record:postgres`: a trace from a live PostgreSQL, as a file.
 *
 * @module
 */
import { readArguments, UsageError } from "../arguments.ts";
import { helpOf } from "../command.ts";
import { EXIT } from "../exit.ts";
import { type Io, realIo } from "../io.ts";
import { style } from "../style.ts";
import { Interrupted, RecordingError } from "./patience.ts";
import { RECORD_OPTIONS, RECORD_POSTGRES, settingsOf } from "./record_options.ts";
import { phaseLine, summaryOf, summaryText } from "./record_report.ts";
import { record } from "./recording.ts";
import { openTrace } from "./write_trace.ts";

/** As a shell sees a program that was ended with Ctrl-C. */
const INTERRUPTED = 130;
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Records a trace into a file and gives the exit code. A signal to end is obeyed after everything was
 * cleaned up. Throws a {@link UsageError} if it was used wrongly or there is no PostgreSQL.
 */
export async function recordPostgres(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, RECORD_OPTIONS);
  if (positionals.length > 0) {
    throw new UsageError(`${positionals[0]} is no option; did you mean --out ${positionals[0]}?`);
  }
  const { out, json, ...settings } = settingsOf(values);
  await using file = await openTrace(out);
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of ENDING) Deno.addSignalListener(signal, abort);
  try {
    const began = performance.now();
    const ended = (phase: Parameters<typeof phaseLine>[0]) => io.err(phaseLine(phase));
    const events = await record({ ...settings, signal: stop.signal, ended });
    await file.finish(events);
    const summary = summaryOf(events, { file: out, seconds: (performance.now() - began) / 1000 });
    io.out(json ? `${JSON.stringify(summary, undefined, 2)}\n` : summaryText(summary));
    return EXIT.holds;
  } catch (error) {
    return explained(error, io);
  } finally {
    for (const signal of ENDING) Deno.removeSignalListener(signal, abort);
  }
}

function explained(error: unknown, io: Io): number {
  if (error instanceof Interrupted) {
    io.err(`${error.message}: no trace was written\n`);
    return INTERRUPTED;
  }
  if (!(error instanceof RecordingError)) throw error;
  io.err(`error: ${error.message}\n`);
  return EXIT.fault;
}

async function main(args: readonly string[], io: Io): Promise<number> {
  if (args.includes("--help")) {
    io.out(await helpOf(RECORD_POSTGRES, style(io.color)));
    return EXIT.holds;
  }
  try {
    return await recordPostgres(args, io);
  } catch (error) {
    const usage = error instanceof UsageError;
    io.err(`error: ${error instanceof Error ? error.message : error}\n`);
    if (usage) io.err(`  help: deno task ${RECORD_POSTGRES.name} --help\n`);
    return usage ? EXIT.unreadable : EXIT.fault;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args, realIo()));
