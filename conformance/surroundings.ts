/**
 * The lines around the lines that matter, picked from batches as they pass.
 *
 * @module
 */
import type { Located } from "../traces/mod.ts";
import type { Line } from "./report.ts";

/** A line and its neighbours. */
export interface Surrounded extends Line {
  /** The two lines before it that hold an event, or fewer. */
  readonly before: readonly Line[];
  /** The line after it; it comes with the next batch where the line is the last of its own. */
  readonly after: readonly Line[];
}

const BEFORE = 2;

/** Follows a trace and remembers only what stands around the lines that were asked for. */
export class Surroundings {
  #tail: readonly Located[] = [];
  readonly #waiting: Line[][] = [];

  /** Takes the next batch, and gives the lines of it that have these numbers. */
  take(batch: readonly Located[], lines: Iterable<number> = []): Surrounded[] {
    const [first] = batch;
    if (first === undefined) return [];
    for (const after of this.#waiting.splice(0)) after.push(plain(first));
    const found = [...lines].map((line) => this.#around(batch, line));
    this.#tail = [...this.#tail, ...batch.slice(-BEFORE)].slice(-BEFORE);
    return found;
  }

  #around(batch: readonly Located[], line: number): Surrounded {
    const at = batch.findIndex((located) => located.line === line);
    const before = [...this.#tail, ...batch.slice(Math.max(0, at - BEFORE), at)].slice(-BEFORE);
    const after = batch.slice(at + 1, at + 2).map(plain);
    if (after.length === 0) this.#waiting.push(after);
    return { ...plain(batch[at]!), before: before.map(plain), after };
  }
}

function plain({ line, text }: Located): Line {
  return { line, text };
}
