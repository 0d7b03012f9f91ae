/**
 * One line on standard error that says how far something is, overwritten as it goes.
 *
 * @module
 */
import type { Io } from "./io.ts";

/** A line that is drawn now and then. */
export interface Line {
  /** Draws what it is given, unless it was drawn just now. */
  readonly show: (text: () => string) => void;
  /** Clears it. */
  readonly done: () => void;
}

/** How often the line is drawn. Unit: milliseconds. */
const EVERY = 200;

/** A line; silent where standard error is no terminal. */
export function line(io: Io, now: () => number = () => performance.now()): Line {
  if (!io.terminal) return { show: () => {}, done: () => {} };
  let drawn = now();
  let width = 0;
  return {
    show(text) {
      if (now() - drawn < EVERY) return;
      drawn = now();
      const shown = text().slice(0, io.columns - 1);
      io.err(`\r${shown.padEnd(width)}`);
      width = shown.length;
    },
    done: () => void (width > 0 && io.err(`\r${" ".repeat(width)}\r`)),
  };
}
