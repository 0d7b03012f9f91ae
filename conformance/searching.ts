/**
 * One line on standard error that says how far a search is, overwritten as it goes.
 *
 * @module
 */
import type { Progress } from "../model/explore/explore.ts";
import type { Io } from "./io.ts";
import { thousands } from "./style.ts";

/** A line that is drawn now and then. */
export interface SearchLine {
  /** Draws it, unless it was drawn just now. */
  readonly show: (progress: Progress) => void;
  /** Clears it. */
  readonly done: () => void;
}

/** How often the line is drawn. Unit: milliseconds. */
const EVERY = 200;

/** The line for the search in a scope; silent where standard error is no terminal. */
export function searching(io: Io, scope: string): SearchLine {
  if (!io.terminal) return { show: () => {}, done: () => {} };
  const start = performance.now();
  let drawn = start;
  let width = 0;
  return {
    show({ states, frontier, depth }) {
      const now = performance.now();
      if (now - drawn < EVERY) return;
      drawn = now;
      const rate = Math.round((states - frontier) / ((now - start) / 1000));
      const line = `${scope}  ${thousands(states)} states  ${thousands(frontier)} to go  ` +
        `depth ${depth}  ${thousands(rate)} states/s`;
      const shown = line.slice(0, io.columns - 1);
      io.err(`\r${shown.padEnd(width)}`);
      width = shown.length;
    },
    done: () => void (width > 0 && io.err(`\r${" ".repeat(width)}\r`)),
  };
}
