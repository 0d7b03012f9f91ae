/**
 * The one file in which every process of a recording notes what it saw. Each line is one append of
 * one system call, so lines never mix, and their order is the order in which they were written: a
 * process that notes a fact before it tells anyone stands before everything that followed from it.
 *
 * @module
 */
import { print, type TraceEvent } from "../../traces/mod.ts";

/** Notes an event, with who noted it and when. Back only when the line is in the file. */
export type Note = (event: TraceEvent, by?: string) => void;

const encoder = new TextEncoder();

/** Opens the journal at `path` for a process whose events are `by` that name unless told. */
export function openJournal(path: string, by: string): Note {
  const file = Deno.openSync(path, { append: true, create: true });
  return (event, who = by) => {
    const line = encoder.encode(`${print({ ...event, by: who, t: micros() }, { lsn: "hex" })}\n`);
    if (file.writeSync(line) !== line.length) throw new Error(`${path}: a line was cut`);
  };
}

/** Now. Unit: microseconds since 1970. */
export function micros(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
}
