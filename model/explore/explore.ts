/**
 * Breadth-first exploration of every reachable state of a system: the first violation found has a
 * shortest path, and the counts are exact.
 *
 * @module
 */
import { Agenda } from "./agenda.ts";
import { blamed } from "./blame.ts";
import { confirm } from "./confirm.ts";
import { chartsOf } from "./coverage.ts";
import type { Counterexample, Exploration, ExploreOptions, Progress } from "./exploration.ts";
import { History } from "./history.ts";
import { Stepping } from "./stepping.ts";
import { Successors } from "./successors.ts";
import type { System } from "./system.ts";
import { type Sight, Tally } from "./tally.ts";
import { type IsAsked, nobody, type Outcome, type Watch } from "./watch.ts";

export type { Counterexample, Exploration, ExploreOptions, Progress };

/**
 * Explores a system to the end, to a broken claim, or to a limit.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 * @throws {Error} where a counterexample does not happen again when XState alone plays it.
 */
export function explore(system: System, options: ExploreOptions = {}): Exploration {
  const watch = options.watch ?? nobody;
  const found = new Search(new Stepping(system), watch, options).run();
  for (const violation of found.violations) confirm(system, watch, violation);
  return found;
}

const PROGRESS_EVERY = 4096;

class Search {
  readonly #stepping: Stepping;
  readonly #options: ExploreOptions;
  readonly #history: History;
  readonly #successors: Successors;
  readonly #tally: Tally;
  readonly #row: Int32Array;
  readonly #agenda = new Agenda();
  /** How often each move was taken, the forks aside. */
  readonly #single: number[] = [];
  #edges = 0;
  #rests = 0;

  constructor(stepping: Stepping, watch: Watch, options: ExploreOptions) {
    this.#stepping = stepping;
    this.#options = options;
    this.#successors = new Successors(stepping);
    this.#history = new History(stepping);
    this.#tally = new Tally(stepping, watch, options.all ?? false);
    this.#row = new Int32Array(stepping.width);
  }

  run(): Exploration {
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
      if (this.#tally.isOver) break;
    }
    return this.#result(at);
  }

  #expand(at: number): void {
    this.#history.read(at, this.#row);
    this.#successors.find(this.#row);
    const { found, size } = this.#successors;
    this.#agenda.clear();
    for (let i = 0; i < size; i++) {
      const fork = found[i]!;
      fork.times++;
      this.#edges += fork.effects.length;
      this.#tally.pass(at, this.#row, fork);
      if (this.#tally.isOver) return;
      for (let j = 0; j < fork.changes.length; j++) this.#agenda.add(fork.changes[j]!);
    }
    for (let i = 0; i < this.#successors.singles; i++) {
      const effect = this.#successors.single[i]!;
      this.#single[effect.move] = (this.#single[effect.move] ?? 0) + 1;
      this.#edges++;
      this.#tally.move(at, this.#row, effect);
      if (this.#tally.isOver) return;
      this.#agenda.add(effect);
    }
    if (!this.#take(at)) return;
    this.#rests++;
    this.#tally.rest(at, this.#row);
  }

  /** Puts in all states that come next, in the order of the moves. True if the state is at rest. */
  #take(at: number): boolean {
    const { effects, size } = this.#agenda;
    let atRest = true;
    for (let i = 0; i < size; i++) {
      const effect = effects[i]!;
      if (!this.#history.take(at, this.#row, effect)) continue;
      if (!this.#stepping.move(effect.move).fault) atRest = false;
    }
    return atRest;
  }

  #blamed(error: unknown, at: number): unknown {
    const { path, row } = this.#history.wayTo(at);
    return blamed(error, this.#stepping, row, path);
  }

  #progress(at: number): Progress {
    const levels = this.#history.levels(Math.min(at, this.#history.size - 1));
    return {
      states: this.#history.size,
      frontier: this.#history.size - at,
      edges: this.#edges,
      depth: levels.length - 1,
      bytes: this.#history.bytes,
      levels,
    };
  }

  #result(at: number): Exploration {
    const { broken, watch } = this.#tally;
    const violations = broken.map((sight) => this.#counterexample(sight));
    return {
      ...this.#progress(at),
      complete: at === this.#history.size,
      symmetry: this.#history.order,
      rests: this.#rests,
      obligations: this.#tally.obligations(),
      witnesses: Object.fromEntries(
        watch.witnesses.map((name, index) => [name, this.#witness(index)]),
      ),
      ...violations[0] && { violation: violations[0] },
      violations,
      taken: this.#taken(),
      asked: this.#stepping.asked,
      charts: chartsOf(this.#stepping),
    };
  }

  #taken(): Record<string, number> {
    const times = Array.from(
      { length: this.#stepping.moves },
      (_, move) => this.#single[move] ?? 0,
    );
    for (const fork of this.#successors.forks) {
      for (const { move } of fork.effects) times[move]! += fork.times;
    }
    return Object.fromEntries(times.map((count, move) => [this.#stepping.move(move).name, count]));
  }

  #witness(index: number): readonly string[] | undefined {
    const sight = this.#tally.sights[index];
    if (sight === undefined) return undefined;
    // Without claims: one that is broken in the same step would hide the witness.
    return this.#lastStep(sight, ({ seen }) => seen.includes(index), () => false).path;
  }

  #counterexample(sight: Sight): Counterexample {
    const { claim } = sight.outcome.broken!;
    const { path, outcome } = this.#lastStep(
      sight,
      ({ broken }) => broken?.claim === claim,
      (index) => index === claim,
    );
    return {
      claim: this.#tally.watch.claims[claim]!,
      why: outcome.broken!.why,
      path,
      atRest: sight.moment === "rest",
    };
  }

  /** The way to a sight and the step that shows it: from a renamed state it is a renamed step. */
  #lastStep(
    { at, moment, outcome }: Sight,
    shows: (outcome: Outcome) => boolean,
    isAsked: IsAsked,
  ): { path: readonly string[]; outcome: Outcome } {
    const { path, row } = this.#history.wayTo(at);
    if (moment === "start") return { path, outcome };
    if (moment === "rest") return { path, outcome: this.#tally.judgeRest(row, isAsked) };
    const after = new Int32Array(row.length);
    for (let move = 0; move < this.#stepping.moves; move++) {
      if (!this.#stepping.step(row, move, after)) continue;
      const shown = this.#tally.judge(move, row, after, isAsked);
      if (shows(shown)) return { path: [...path, this.#stepping.move(move).name], outcome: shown };
    }
    throw new Error("A renamed state shows something else: are the renamed actors really alike?");
  }
}
