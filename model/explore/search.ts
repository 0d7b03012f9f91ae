/**
 * One breadth-first search, in steps: it pauses now and then, and can be put down there.
 *
 * @module
 */
import { type Asked, askedIn, sumOfAsked, unspecialisedIn } from "./asked.ts";
import { Asleep } from "./asleep.ts";
import { Asking } from "./asking.ts";
import { blamed } from "./blame.ts";
import type { Saved } from "./checkpoint/saved.ts";
import { keepStates, wordsOf } from "./checkpoint/words.ts";
import { type Counts, countsOf, sumOf } from "./counts.ts";
import { chartsOf } from "./coverage.ts";
import { Expansion } from "./expansion.ts";
import type { Exploration, ExploreOptions, Progress } from "./exploration.ts";
import { findings } from "./findings.ts";
import { History } from "./history.ts";
import type { Mark } from "./inert.ts";
import type { Reduction } from "./reduction/reduction.ts";
import type { Stepping } from "./stepping.ts";
import { Likeness } from "./symmetry/likeness.ts";
import { UnlikeError } from "./symmetry/unlike.ts";
import { Tally } from "./tally.ts";
import type { Watch } from "./watch.ts";

/** States between two pauses. */
const PAUSE_EVERY = 4096;

/** A search that has come to a pause. */
export interface Pause {
  /** True if the search ends here, at its limit. */
  readonly isLast: boolean;
  /** What is needed to go on from here in another process. To be taken before the search goes on. */
  save(): Saved;
}

/** How a search goes on after a pause: true ends it there. */
export type Ends = boolean | undefined;

/** What a search is asked beside claims, and where it goes on. */
export interface SearchOptions extends Omit<ExploreOptions, "watch" | "reduction"> {
  /** States between two pauses. Default: 4,096. */
  readonly pauseEvery?: number;
  /** What was saved in a pause of the same search. */
  readonly saved?: Saved;
}

/** A search. */
export class Search {
  readonly #stepping: Stepping;
  readonly #options: SearchOptions;
  readonly #reduction: Reduction | undefined;
  readonly #history: History;
  readonly #tally: Tally;
  readonly #likeness: Likeness | undefined;
  readonly #expansion: Expansion;
  readonly #row: Int32Array;
  /** What was counted before this search, if it goes on where another one was put down. */
  readonly #earlier: readonly Counts[];
  /** Number of the first state of the level that comes next. */
  #nextLevel: number;

  constructor(
    stepping: Stepping,
    watch: Watch,
    options: SearchOptions,
    reduction?: Reduction,
  ) {
    this.#stepping = stepping;
    this.#options = options;
    this.#reduction = reduction;
    this.#history = new History(stepping);
    if ((stepping.system.symmetry ?? []).length > 0) {
      this.#likeness = new Likeness(stepping, watch);
    }
    const { all = false, saved } = options;
    const { dismissed = [], nextLevel = 0 } = saved?.facts ?? {};
    this.#tally = new Tally(stepping, watch, all, dismissed, this.#likeness);
    const asleep = reduction === undefined ? new Asleep(this.#history, stepping) : undefined;
    this.#expansion = new Expansion(stepping, this.#tally, this.#history, asleep);
    this.#row = new Int32Array(stepping.width);
    this.#earlier = saved === undefined ? [] : [saved.facts.counts];
    this.#nextLevel = nextLevel;
  }

  /** Searches, and gives what was found. */
  *run(): Generator<Pause, Exploration, Ends> {
    let at = this.#begin();
    if (this.#tally.isOver) return this.#result(0);
    const { maxStates = Infinity, pauseEvery = PAUSE_EVERY } = this.#options;
    for (const first = at; at < this.#history.size; at++) {
      const isLast = this.#history.size > maxStates;
      if (isLast || at === first || at % pauseEvery === 0) {
        this.#options.onProgress?.(this.#progress(at));
        const here = at;
        if ((yield { isLast, save: () => this.#save(here) }) || isLast) break;
      }
      try {
        this.#expand(at);
      } catch (error) {
        throw this.#blamed(error, at);
      }
      if (this.#tally.isOver || this.#reduction?.givesUp(at)) break;
    }
    return this.#result(at);
  }

  /** Looks at the first state, or goes on: gives the state to be expanded first. */
  #begin(): number {
    const { saved } = this.#options;
    if (saved === undefined) {
      this.#likeness?.start(this.#stepping.initial);
      this.#tally.start(this.#stepping.initial);
      return 0;
    }
    keepStates(this.#stepping, this.#history, saved.words);
    for (const [claim, sight] of saved.facts.broken) this.#tally.broken.set(claim, sight);
    for (const [witness, sight] of saved.facts.seen) this.#tally.sights[witness] = sight;
    return saved.facts.at;
  }

  #save(at: number): Saved {
    const { broken, dismissed, sights } = this.#tally;
    return {
      facts: {
        at,
        nextLevel: this.#nextLevel,
        states: this.#history.size,
        counts: this.#counts(),
        asked: this.#asked,
        marks: this.#marks(),
        broken: [...broken],
        seen: sights.flatMap((sight, witness) => sight ? [[witness, sight] as const] : []),
        dismissed: [...dismissed],
      },
      words: wordsOf(this.#stepping, this.#history),
    };
  }

  #counts(): Counts {
    return sumOf([...this.#earlier, countsOf(this.#tally, this.#expansion)]);
  }

  get #asked(): Asked {
    const { saved } = this.#options;
    return sumOfAsked([askedIn(this.#stepping), ...saved ? [saved.facts.asked] : []]);
  }

  /** What was entered and taken in each chart, machine by machine. */
  #marks(): Mark[][] {
    const earlier = this.#options.saved?.facts.marks;
    const machines = [...new Set(this.#stepping.steppers)];
    return machines.map((machine, nth) => [...earlier?.[nth] ?? [], ...machine.marks()]);
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
      edges: this.#expansion.edges + sumOf(this.#earlier).edges,
      depth: levels.length - 1,
      bytes: this.#history.bytes,
      levels,
    };
  }

  #result(at: number): Exploration {
    const asking = new Asking(this.#stepping, this.#tally.watch);
    const marks = this.#marks();
    const machines = [...new Set(this.#stepping.steppers)];
    // Counts first: whoever walks a path asks for more steps.
    return {
      ...this.#progress(at),
      complete: at === this.#history.size,
      symmetry: this.#history.order,
      ...this.#counts(),
      asked: this.#asked,
      unspecialised: unspecialisedIn(this.#stepping),
      charts: chartsOf(this.#stepping, (machine) => marks[machines.indexOf(machine)]!),
      ...findings(asking, this.#tally, (at) => this.#history.wayTo(at)),
    };
  }
}
