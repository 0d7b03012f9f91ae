/**
 * What a watch says of the steps of a search, asked once per distinct thing it reads, and counted.
 *
 * @module
 */
import type { Moment } from "./asking.ts";
import { type Effect, Facts } from "./effect.ts";
import { type ReadSlot, Remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
import type { Fork } from "./successors.ts";
import type { Likeness } from "./symmetry/likeness.ts";
import type { IsAsked, Outcome, Watch } from "./watch.ts";

/** Where something was seen first. */
export interface Sight {
  /** Number of the state before the step. */
  readonly at: number;
  /** Whether it was seen in a step, or in the state itself: the first, or one at rest. */
  readonly moment: Moment;
}

/** Keeps count of what a watch says. */
export class Tally {
  readonly watch: Watch;
  /** Where each claim broke that did. */
  readonly broken: Map<number, Sight> = new Map();
  /** Where each witness was seen first. */
  readonly sights: (Sight | undefined)[];
  readonly #stepping: Stepping;
  /** Does it go on when a claim is broken? */
  readonly all: boolean;
  readonly #dismissed: Set<number>;
  readonly #likeness: Likeness | undefined;
  #judged: (Remembered<Counted> | undefined)[] = [];
  #passed: (Passed | undefined)[] = [];
  #resting: Remembered<Counted>;
  readonly #counted: Counted[] = [];
  readonly #isSought = (witness: number) => this.sights[witness] === undefined;
  readonly #isAsked = (claim: number) => !this.#dismissed.has(claim);

  /**
   * @param all Goes on when a claim is broken: the others are still asked, in the same step even.
   * @param dismissed Claims that are not asked.
   * @param likeness Told of steps that may show what none did before.
   */
  constructor(
    stepping: Stepping,
    watch: Watch,
    all: boolean,
    dismissed: Iterable<number> = [],
    likeness?: Likeness,
  ) {
    this.#likeness = likeness;
    this.#stepping = stepping;
    this.watch = watch;
    this.sights = watch.witnesses.map(() => undefined);
    this.all = all;
    this.#dismissed = new Set(dismissed);
    this.#resting = this.#judgeRests();
  }

  /** Is there nothing left to look for? */
  get isOver(): boolean {
    return this.broken.size > 0 && !this.all;
  }

  /** Claims that are not asked. */
  get dismissed(): ReadonlySet<number> {
    return this.#dismissed;
  }

  /** Asks these claims no more. */
  dismiss(claims: Iterable<number>): void {
    const before = this.#dismissed.size;
    for (const claim of claims) this.#dismissed.add(claim);
    if (this.#dismissed.size === before) return;
    this.#drop();
    this.#resting = this.#judgeRests();
  }

  /** Looks no more for witnesses that were seen elsewhere. */
  spare(witnesses: Iterable<number>): void {
    for (const witness of witnesses) this.#see(witness, ELSEWHERE);
  }

  /** Counts what the first state shows. */
  start(row: Int32Array): void {
    const world = this.#stepping.look(row);
    const { watch } = this;
    this.#add(this.#count((isAsked) => watch.onStart?.(world, isAsked)), 0, "start");
  }

  /** Counts what the steps of a fork show. */
  pass(at: number, before: Int32Array, fork: Fork): void {
    const passed = this.#passed[fork.id];
    if (passed === undefined) return this.#meet(at, before, fork);
    passed.times++;
    for (let i = 0; i < passed.open.length; i++) this.move(at, before, passed.open[i]!);
  }

  /** The first time, all steps are judged; of most it is known then whatever else a row holds. */
  #meet(at: number, before: Int32Array, { id, effects }: Fork): void {
    const passing = this.#passed;
    for (const effect of effects) this.move(at, before, effect);
    if (passing !== this.#passed) return;
    const judged = effects.map((effect) => ({
      effect,
      counted: this.#judged[effect.id]!.constant,
    }));
    passing[id] = {
      times: 0,
      settled: judged.flatMap(({ counted }) => counted ?? []),
      open: judged.flatMap(({ effect, counted }) => counted ? [] : effect),
    };
  }

  /** Counts what one step shows. */
  move(at: number, before: Int32Array, effect: Effect): void {
    const judged = this.#judged[effect.id] ??= this.#judge(effect);
    const counted = judged.ask(before);
    if (counted.times === 0) this.#likeness?.step(before, effect.move);
    this.#add(counted, at, "step");
  }

  /** Counts what a state shows that is at rest. */
  rest(at: number, row: Int32Array): void {
    this.#add(this.#resting.ask(row), at, "rest");
  }

  /** Obligations that arose and were met, claim by claim. */
  obligations(): Record<string, number> {
    this.#settle();
    const sums = this.watch.claims.map(() => 0);
    for (const { met, times } of this.#counted) {
      met.forEach((count, claim) => sums[claim]! += count * times);
    }
    return Object.fromEntries(this.watch.claims.map((claim, index) => [claim, sums[index]!]));
  }

  /** What takes part in an effect is known; all else stands in the row before. */
  #judge({ move: index, known, slots, values }: Effect): Remembered<Counted> {
    const move = this.#stepping.move(index);
    return new Remembered((read) => {
      const before = knowing(known, read);
      const after = knowing(new Facts(slots, values), before);
      const edge = {
        move,
        before: this.#stepping.world(before),
        after: this.#stepping.world(after),
      };
      return this.#count((isAsked) => this.watch.onMove(edge, this.#isSought, isAsked));
    });
  }

  #judgeRests(): Remembered<Counted> {
    return new Remembered((read) => {
      const world = this.#stepping.world(read);
      return this.#count((isAsked) => this.watch.onRest?.(world, isAsked));
    });
  }

  /** Forgets what was said of steps. */
  #drop(): void {
    this.#settle();
    this.#passed = [];
    this.#judged = [];
  }

  /** Counts what was passed. */
  #settle(): void {
    for (const passed of this.#passed) {
      if (passed === undefined) continue;
      for (const counted of passed.settled) counted.times += passed.times;
      passed.times = 0;
    }
  }

  /** A broken claim hides the claims after it: they are asked again without it. */
  #count(ask: (isAsked: IsAsked) => Outcome | undefined): Counted {
    const broken: number[] = [];
    const seen = new Set<number>();
    const isAsked = (claim: number) => this.#isAsked(claim) && !broken.includes(claim);
    for (;;) {
      const outcome = ask(isAsked);
      for (const witness of outcome?.seen ?? []) seen.add(witness);
      const claim = outcome?.broken?.claim;
      const isNew = claim !== undefined && isAsked(claim);
      if (isNew) broken.push(claim);
      if (isNew && this.all) continue;
      const counted = { met: outcome?.met ?? [], seen: [...seen], broken, times: 0 };
      this.#counted.push(counted);
      return counted;
    }
  }

  #add(counted: Counted, at: number, moment: Moment): void {
    counted.times++;
    if (counted.times > 1) return;
    for (const claim of counted.broken) {
      if (!this.broken.has(claim)) this.broken.set(claim, { at, moment });
    }
    for (const witness of counted.seen) this.#see(witness, { at, moment });
  }

  /** Whoever looked for a witness read more than the others need: what was remembered is dropped. */
  #see(witness: number, sight: Sight): void {
    if (this.sights[witness]) return;
    this.sights[witness] = sight;
    this.#drop();
  }
}

/** Where something was seen by another one who searches. */
export const ELSEWHERE: Sight = { at: Infinity, moment: "step" };

/** What is known of the steps of a fork. */
interface Passed {
  /** How often the fork was passed since this is known. */
  times: number;
  /** What its steps show, where that is the same each time. */
  readonly settled: readonly Counted[];
  /** Steps that show one thing or another. */
  readonly open: readonly Effect[];
}

/** What is shown, and how often it was. */
interface Counted {
  /** Obligations of each claim that arose and were met. */
  readonly met: readonly number[];
  /** Witnesses that were seen. */
  readonly seen: readonly number[];
  /** Claims that are broken. */
  readonly broken: readonly number[];
  times: number;
}

/** Reads what is known, and all else where it stands. */
function knowing(facts: Facts, read: ReadSlot): ReadSlot {
  return (slot, part) => {
    const value = facts.get(slot);
    if (value === undefined) return read(slot, part);
    return part === undefined ? value : part.of(value);
  };
}
