/**
 * Random walks through a system that is too large to be explored to the end.
 *
 * @module
 */
import { blamed } from "./blame.ts";
import { confirm } from "./confirm.ts";
import { type ChartCoverage, chartsOf } from "./coverage.ts";
import type { Counterexample } from "./explore.ts";
import { Judge } from "./judge.ts";
import { Random } from "./random.ts";
import { Stepping } from "./stepping.ts";
import type { Move, System } from "./system.ts";
import { type Break, shortestOf } from "./walk_break.ts";
import { Footprints } from "./footprints.ts";
import { nobody, type Outcome, type Watch } from "./watch.ts";
import { type Way, Ways } from "./ways.ts";

/** How far a simulation goes, and which way. */
export interface SimulateOptions {
  /** Same seed, same walks. A whole number from 0 to 2^53 - 1. Default: 1. */
  readonly seed?: number;
  /** What is asked of every step that is taken. Default: nothing. */
  readonly watch?: Watch;
  /** Steps after which a walk ends, and another one begins. Default: 200. */
  readonly depth?: number;
  /** Steps of all walks together. Default: 100,000. */
  readonly steps?: number;
  /** How often a move is taken compared with others that can happen. Default: all alike. */
  readonly weight?: (move: Move) => number;
  /** Asked now and then: false ends the simulation. A bound in time is one of these. */
  readonly keepGoing?: () => boolean;
  /** Told now and then how far the simulation is. */
  readonly onProgress?: (progress: Walked) => void;
}

/** How far a simulation is. */
export interface Walked {
  /** Walks begun. */
  readonly walks: number;
  /** Steps taken. */
  readonly steps: number;
  /** Distinct states met, up to symmetry where the system declares one. */
  readonly states: number;
}

/** What a simulation found. */
export interface Simulation extends Walked {
  /** The seed that gives the same again. */
  readonly seed: number;
  /** Why it ended: a claim broke, all steps were taken, it was told to, or no step was possible. */
  readonly ended: "broken" | "steps" | "told" | "nowhere";
  /** How many states there are, estimated from below: see `fromBelow`. */
  readonly fromBelow: number;
  /** Steps of the longest walk. */
  readonly longest: number;
  /** How often a walk was at rest: nothing but faults could change anything. */
  readonly rests: number;
  /** How often each move was taken. */
  readonly taken: Readonly<Record<string, number>>;
  /** Obligations that arose and were met, claim by claim. */
  readonly obligations: Readonly<Record<string, number>>;
  /** Witnesses that were not seen. */
  readonly unseen: readonly string[];
  /** Which states and transitions of each chart were exercised, machine by machine. */
  readonly charts: readonly ChartCoverage[];
  /** The claim that broke, with a path from which no step can be left out. */
  readonly violation?: Counterexample;
  /** The walk on which it broke, from 1, and the steps it had taken. */
  readonly brokenAt?: { readonly walk: number; readonly steps: number };
}

/**
 * Walks from the first state, again and again, taking one of the moves that can happen, up to a
 * broken claim or a limit. A walk ends earlier where nothing can change any more.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 * @throws {RangeError} for a seed or a weight that is none.
 */
export function simulate(system: System, options: SimulateOptions = {}): Simulation {
  const found = new Walker(new Stepping(system), options).run();
  if (found.violation) confirm(system, options.watch ?? nobody, found.violation);
  return found;
}

const ASK_EVERY = 256;

class Walker {
  readonly #stepping: Stepping;
  readonly #options: SimulateOptions;
  readonly #watch: Watch;
  readonly #random: Random;
  readonly #judge: Judge;
  readonly #ways: Ways;
  readonly #prints: Footprints;
  readonly #row: Int32Array;
  #walks = 0;
  #steps = 0;
  #longest = 0;
  #rests = 0;
  #path: number[] = [];
  #ended: Simulation["ended"] | undefined;
  #break: Break | undefined;

  constructor(stepping: Stepping, options: SimulateOptions) {
    this.#stepping = stepping;
    this.#options = options;
    this.#watch = options.watch ?? nobody;
    this.#random = new Random(options.seed ?? 1);
    this.#judge = new Judge(stepping, this.#watch);
    this.#ways = new Ways(stepping);
    this.#prints = new Footprints(stepping);
    this.#row = new Int32Array(stepping.width);
  }

  run(): Simulation {
    this.#heed(this.#judge.start(), "start");
    while (this.#ended === undefined) {
      try {
        this.#walk();
      } catch (error) {
        throw blamed(error, this.#stepping, this.#row, this.#names(this.#path));
      }
    }
    return this.#result();
  }

  #walk(): void {
    const { depth = 200 } = this.#options;
    this.#walks++;
    this.#path = [];
    this.#row.set(this.#stepping.initial);
    this.#prints.stand(this.#row, this.#walks);
    while (this.#path.length < depth && this.#ended === undefined) {
      const ways = this.#ways.from(this.#row);
      if (ways.every(({ changes, fault }) => fault || !changes)) this.#rest();
      if (this.#ended !== undefined || !ways.some(({ changes }) => changes)) break;
      this.#take(this.#choose(ways));
    }
    this.#longest = Math.max(this.#longest, this.#path.length);
    if (this.#path.length === 0) this.#ended ??= "nowhere";
  }

  #rest(): void {
    this.#rests++;
    this.#heed(this.#judge.rest(this.#row), "rest");
  }

  #take({ effect }: Way): void {
    this.#path.push(effect.move);
    this.#heed(this.#judge.step(this.#row, effect), "step");
    this.#prints.step(this.#row, effect);
    this.#stepping.step(this.#row, effect.move, this.#row);
    this.#prints.stand(this.#row, this.#walks);
    this.#steps++;
    if (this.#steps % ASK_EVERY === 0) this.#report();
    if (this.#steps >= (this.#options.steps ?? 100_000)) this.#ended ??= "steps";
  }

  #report(): void {
    this.#options.onProgress?.(this.#walked);
    if (this.#options.keepGoing?.() === false) this.#ended ??= "told";
  }

  #choose(ways: readonly Way[]): Way {
    const { weight } = this.#options;
    if (weight === undefined) return ways[Math.floor(this.#random.fraction() * ways.length)]!;
    const weights = ways.map(({ effect }) => weighed(weight, this.#stepping.move(effect.move)));
    const sum = weights.reduce((a, b) => a + b, 0);
    let left = this.#random.fraction() * sum;
    return ways.find((_, i) => (left -= weights[i]!) < 0) ?? ways.at(-1)!;
  }

  #heed({ broken }: Outcome, moment: Break["moment"]): void {
    if (broken === undefined) return;
    this.#break = { claim: broken.claim, moment };
    this.#ended = "broken";
  }

  get #walked(): Walked {
    return { walks: this.#walks, steps: this.#steps, states: this.#prints.states };
  }

  #result(): Simulation {
    return {
      seed: this.#options.seed ?? 1,
      ended: this.#ended!,
      ...this.#walked,
      fromBelow: this.#prints.fromBelow(this.#walks),
      longest: this.#longest,
      rests: this.#rests,
      taken: this.#prints.taken,
      obligations: this.#judge.obligations(),
      unseen: this.#judge.unseen,
      charts: chartsOf(this.#stepping, (stepper) => this.#prints.marks(stepper)),
      ...this.#break && this.#violation(this.#break),
    };
  }

  #violation(broken: Break): Pick<Simulation, "violation" | "brokenAt"> {
    const { path, why } = shortestOf(this.#stepping, this.#watch, this.#path, broken);
    return {
      violation: {
        claim: this.#watch.claims[broken.claim]!,
        why,
        path: this.#names(path),
        atRest: broken.moment === "rest",
      },
      brokenAt: { walk: this.#walks, steps: this.#path.length },
    };
  }

  #names(path: readonly number[]): string[] {
    return path.map((move) => this.#stepping.move(move).name);
  }
}

function weighed(weight: (move: Move) => number, move: Move): number {
  const given = weight(move);
  if (given >= 0 && given < Infinity) return given;
  throw new RangeError(`the weight of "${move.name}" is ${given}: give a number from 0 up`);
}
