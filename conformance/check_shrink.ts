/**
 * `check --shrink`: the smallest trace that still breaks the same claim.
 *
 * @module
 */
import { type Invariant, Judging } from "../spec/mod.ts";
import { print, readTrace, type TraceEvent } from "../traces/mod.ts";
import { UsageError } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { shrink } from "./shrink.ts";
import type { Source } from "./sources.ts";
import { counted } from "./style.ts";

/** Prints the shrunk trace of the one file that is named. */
export async function shrinkTo(
  found: readonly Source[],
  claims: readonly Invariant[],
  io: Io,
): Promise<ExitCode> {
  const [source] = found;
  if (source === undefined || found.length > 1) throw new UsageError("--shrink takes one trace");
  const { events, breach } = await upToBreach(source, claims);
  if (breach === undefined) {
    io.err(`${source.name}: no claim is violated, so there is nothing to shrink\n`);
    return EXIT.holds;
  }
  const { claim, why } = breach;
  const small = shrink(events, claim);
  io.out(`# Breaks ${claim.code} ${claim.id} on its last line: ${why}\n${print(small)}`);
  io.err(`${counted(small.length, "event")} of ${counted(events.length, "event")} are left\n`);
  return EXIT.violated;
}
