/**
 * One line on standard error that says how far a long file is, overwritten as it goes.
 *
 * @module
 */
import type { Io } from "./io.ts";
import { thousands } from "./style.ts";

/** Counts bytes and events, and shows them. */
export interface Progress {
  /** Tells that so many bytes of the file were read. */
  readonly bytes: (count: number) => void;
  /** Tells that so many more events were judged. */
  readonly events: (count: number) => void;
  /** Clears the line. */
  readonly done: () => void;
}

const NOTHING: Progress = { bytes: () => {}, events: () => {}, done: () => {} };

/** How often the line is drawn, and how long a file must take to get one. Unit: milliseconds. */
const EVERY = 200;

/** Progress on the file `name` of `size` bytes; silent where standard error is no terminal. */
export function progress(
  io: Io,
  { name, size }: { readonly name: string; readonly size?: number },
  now: () => number = () => performance.now(),
): Progress {
  if (!io.terminal) return NOTHING;
  const start = now();
  let [read, judged, drawn, width] = [0, 0, start, 0];
  const draw = (at: number) => {
    const rate = Math.round(judged / ((at - start) / 1000));
    const part = size ? `  ${Math.min(99, Math.floor(100 * read / size))}%` : "";
    const line = `${name}${part}  ${thousands(judged)} events  ${thousands(rate)}/s`;
    const shown = line.slice(0, io.columns - 1);
    io.err(`\r${shown.padEnd(width)}`);
    [drawn, width] = [at, shown.length];
  };
  return {
    bytes: (count) => void (read += count),
    events: (count) => {
      judged += count;
      const at = now();
      if (at - drawn >= EVERY) draw(at);
    },
    done: () => width > 0 && io.err(`\r${" ".repeat(width)}\r`),
  };
}
