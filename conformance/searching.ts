/**
 * One line on standard error that says how far a search is, overwritten as it goes.
 *
 * @module
 */
import type { Progress } from "../model/explore/explore.ts";
import { likelySize } from "../model/explore/size.ts";
import type { Io } from "./io.ts";
import { line } from "./line.ts";
import { thousands } from "./style.ts";

/** A line that is drawn now and then. */
export interface SearchLine {
  /** Draws it, unless it was drawn just now. */
  readonly show: (progress: Progress) => void;
  /** Clears it. */
  readonly done: () => void;
}

/**
 * The line for the search in a scope; silent where standard error is no terminal.
 *
 * @param earlier Seconds that the search took before.
 */
export function searching(io: Io, scope: string, earlier = 0): SearchLine {
  const start = performance.now() - earlier * 1000;
  const { show, done } = line(io);
  return {
    show: (progress) => show(() => searchText(scope, progress, (performance.now() - start) / 1000)),
    done,
  };
}

/**
 * How far a search is, and how much of it is left, where the sizes of its levels let one guess.
 *
 * @param seconds How long it has been going on.
 */
export function searchText(
  scope: string,
  { states, frontier, depth, levels, bytes }: Progress,
  seconds: number,
): string {
  const done = states - frontier;
  const rate = done / seconds;
  const likely = likelySize(levels);
  const left = likely === undefined ? "" : `  about ${timeText((likely - done) / rate)} left`;
  return `${scope}  ${thousands(states)} states  ${thousands(frontier)} to go  ` +
    `depth ${depth}  ${thousands(Math.round(rate))} states/s  ` +
    `${Math.ceil(bytes / 1e6)} MB${left}`;
}

/** A time in the unit that fits. */
function timeText(seconds: number): string {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
