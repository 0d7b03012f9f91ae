/**
 * What a watch says of the steps of a search, asked once per distinct thing it reads, and counted.
 *
 * @module
 */
import { Remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
import type { Outcome, Watch } from "./watch.ts";

/** Where something was seen first. */
export interface Sight {
  /** Number of the state before the step. */
  readonly at: number;
  /** Whether it was seen in a step, or in the state itself: the first, or one at rest. */
  readonly moment: "start" | "step" | "rest";
  /** What was seen. */
  readonly outcome: Outcome;
}

/** Keeps count of what a watch says. */
export class Tally {
  readonly watch: Watch;
  /** Where a claim broke, if one did. */
  broken: Sight | undefined;
  /** Where each witness was seen first. */
  readonly sights: (Sight | undefined)[];
  readonly #stepping: Stepping;
  readonly #pair: Int32Array;
  #judged: Remembered<Counted>[] = [];
  readonly #resting: Remembered<Counted>;
  readonly #outcomes: Counted[] = [];
  readonly #isSought = (witness: number) => this.sights[witness] === undefined;

  constructor(stepping: Stepping, watch: Watch) {
    this.#stepping = stepping;
    this.watch = watch;
    this.sights = watch.witnesses.map(() => undefined);
    this.#pair = new Int32Array(stepping.width * 2);
    this.#resting = new Remembered((read) => {
      const world = stepping.world(read);
      return this.#count(watch.onRest?.(world) ?? { met: [], seen: [] });
    });
  }

  /** Counts what the first state shows. */
  start(row: Int32Array): void {
    const outcome = this.watch.onStart?.(this.#stepping.look(row));
    if (outcome) this.#add(this.#count(outcome), 0, "start");
  }

  /** Counts what one step shows. */
  move(at: number, move: number, before: Int32Array, after: Int32Array): void {
    this.#add(this.#ask(move, before, after), at, "step");
  }

  /** Counts what a state shows that is at rest. */
  rest(at: number, row: Int32Array): void {
    this.#add(this.#resting.ask(row), at, "rest");
  }

  /** What one step shows, every witness included, uncounted. */
  judge(move: number, before: Int32Array, after: Int32Array): Outcome {
    const edge = {
      move: this.#stepping.move(move),
      before: this.#stepping.look(before),
      after: this.#stepping.look(after),
    };
    return this.watch.onMove(edge, () => true);
  }

  /** What a state shows that is at rest, uncounted. */
  judgeRest(row: Int32Array): Outcome {
    return this.#resting.ask(row).outcome;
  }

  /** Obligations that arose and were met, claim by claim. */
  obligations(): Readonly<Record<string, number>> {
    const sums = this.watch.claims.map(() => 0);
    for (const { outcome, times } of this.#outcomes) {
      outcome.met.forEach((met, claim) => sums[claim]! += met * times);
    }
    return Object.fromEntries(this.watch.claims.map((claim, index) => [claim, sums[index]!]));
  }

  #ask(move: number, before: Int32Array, after: Int32Array): Counted {
    this.#pair.set(before);
    this.#pair.set(after, before.length);
    this.#judged[move] ??= this.#judge(move);
    return this.#judged[move].ask(this.#pair);
  }

  #judge(index: number): Remembered<Counted> {
    const move = this.#stepping.move(index);
    return new Remembered((read) => {
      const before = this.#stepping.world(read);
      const after = this.#stepping.world(read, this.#stepping.width);
      return this.#count(this.watch.onMove({ move, before, after }, this.#isSought));
    });
  }

  #count(outcome: Outcome): Counted {
    const counted = { outcome, times: 0 };
    this.#outcomes.push(counted);
    return counted;
  }

  #add(counted: Counted, at: number, moment: Sight["moment"]): void {
    counted.times++;
    if (counted.times > 1) return;
    const sight = { at, moment, outcome: counted.outcome };
    for (const witness of counted.outcome.seen) this.#see(witness, sight);
    if (counted.outcome.broken) this.broken ??= sight;
  }

  /** Whoever looked for a witness read more than the others need: what was remembered is dropped. */
  #see(witness: number, sight: Sight): void {
    if (this.sights[witness]) return;
    this.sights[witness] = sight;
    this.#judged = [];
  }
}

/** An outcome, and how often it was given. */
interface Counted {
  readonly outcome: Outcome;
  times: number;
}
