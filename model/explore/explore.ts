/**
 * Breadth-first exploration of every reachable state of a system: the first violation found has a
 * shortest path, and the counts are exact.
 *
 * @module
 */
import { Asking } from "./asking.ts";
import { blamed } from "./blame.ts";
import { confirm } from "./confirm.ts";
import { chartsOf } from "./coverage.ts";
import { Expansion } from "./expansion.ts";
import type { Counterexample, Exploration, ExploreOptions, Progress } from "./exploration.ts";
import { findings } from "./findings.ts";
import { History } from "./history.ts";
import { reduced } from "./reduction/reduced.ts";
import type { Reduction } from "./reduction/reduction.ts";
import { Stepping } from "./stepping.ts";
import { Likeness } from "./symmetry/likeness.ts";
import { UnlikeError } from "./symmetry/unlike.ts";
import type { System } from "./system.ts";
import { Tally } from "./tally.ts";
import { nobody, type Watch } from "./watch.ts";

export type { Counterexample, Exploration, ExploreOptions, Progress };

/**
 * Explores a system to the end, to a broken claim, or to a limit.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 * @throws {Error} where a counterexample does not happen again when XState alone plays it.
 */
export function explore(system: System, options: ExploreOptions = {}): Exploration {
  const watch = options.watch ?? nobody;
  const stepping = new Stepping(system);
  const search = (watch: Watch, reduction?: Reduction) =>
    new Search(stepping, watch, options, reduction).run();
  const { reduction = false, all = false } = options;
  const found = reduction ? reduced(stepping, watch, all, search) : search(watch);
  for (const violation of found.violations) confirm(system, watch, violation);
  return found;
}

const PROGRESS_EVERY = 4096;

class Search {
  readonly #stepping: Stepping;
  readonly #options: ExploreOptions;
  readonly #reduction: Reduction | undefined;
  readonly #history: History;
  readonly #tally: Tally;
  readonly #likeness: Likeness | undefined;
  readonly #expansion: Expansion;
  readonly #row: Int32Array;
  /** Number of the first state of the level that comes next. */
  #nextLevel = 0;

  constructor(
    stepping: Stepping,
    watch: Watch,
    options: ExploreOptions,
    reduction: Reduction | undefined,
  ) {
    this.#stepping = stepping;
    this.#options = options;
    this.#reduction = reduction;
    this.#history = new History(stepping);
    if ((stepping.system.symmetry ?? []).length > 0) {
      this.#likeness = new Likeness(stepping, watch);
    }
    this.#tally = new Tally(stepping, watch, options.all ?? false, [], this.#likeness);
    this.#expansion = new Expansion(stepping, this.#tally, this.#history);
    this.#row = new Int32Array(stepping.width);
  }

  run(): Exploration {
    this.#likeness?.start(this.#stepping.initial);
    this.#tally.start(this.#stepping.initial);
    if (this.#tally.isOver) return this.#result(0);
    const limit = this.#options.maxStates ?? Infinity;
    let at = 0;
    for (; at < this.#history.size; at++) {
      if (at % PROGRESS_EVERY === 0) this.#options.onProgress?.(this.#progress(at));
      if (this.#history.size > limit) break;
      try {
        this.#expand(at);
      } catch (error) {
        throw this.#blamed(error, at);
      }
      if (this.#tally.isOver || this.#reduction?.givesUp(at)) break;
    }
    return this.#result(at);
  }

  #expand(at: number): void {
    if (at === this.#nextLevel) {
      this.#nextLevel = this.#history.size;
      // All states of a level are asked the same, in whatever order they are found.
      this.#tally.dismiss(this.#tally.broken.keys());
    }
    this.#history.read(at, this.#row);
    const ample = this.#reduction?.ampleOf(at, this.#row, this.#history);
    if (ample === undefined) this.#expansion.expand(at, this.#row);
    else this.#expansion.follow(at, this.#row, ample);
    this.#likeness?.state(this.#row);
  }

  #blamed(error: unknown, at: number): unknown {
    if (error instanceof UnlikeError) return error;
    const { path, row } = this.#history.wayTo(at);
    return blamed(error, this.#stepping, row, path);
  }

  #progress(at: number): Progress {
    const levels = this.#history.levels(Math.min(at, this.#history.size - 1));
    return {
      states: this.#history.size,
      frontier: this.#history.size - at,
      edges: this.#expansion.edges,
      depth: levels.length - 1,
      bytes: this.#history.bytes,
      levels,
    };
  }

  #result(at: number): Exploration {
    const asking = new Asking(this.#stepping, this.#tally.watch);
    // Counts first: whoever walks a path asks for more steps.
    return {
      ...this.#progress(at),
      complete: at === this.#history.size,
      symmetry: this.#history.order,
      rests: this.#expansion.rests,
      obligations: this.#tally.obligations(),
      taken: this.#expansion.taken(),
      asked: this.#stepping.asked,
      charts: chartsOf(this.#stepping),
      ...findings(asking, this.#tally, (at) => this.#history.wayTo(at)),
    };
  }
}
