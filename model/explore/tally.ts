/**
 * What a watch says of the steps of a search, asked once per distinct thing it reads, and counted.
 *
 * @module
 */
import { type ReadSlot, Remembered } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Fork } from "./successors.ts";
import type { IsAsked, Outcome, Watch } from "./watch.ts";

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
  /** Where each claim broke that did, in the order in which they broke. */
  readonly broken: Sight[] = [];
  /** Where each witness was seen first. */
  readonly sights: (Sight | undefined)[];
  readonly #stepping: Stepping;
  readonly #all: boolean;
  #judged: (Remembered<Counted> | undefined)[] = [];
  #passed: (Passed | undefined)[] = [];
  #resting: Remembered<Counted>;
  readonly #outcomes: Counted[] = [];
  readonly #isSought = (witness: number) => this.sights[witness] === undefined;
  readonly #isAsked = (claim: number) => !this.broken.some((sight) => claimOf(sight) === claim);

  /** @param all Goes on when a claim is broken: the others are still asked. */
  constructor(stepping: Stepping, watch: Watch, all: boolean) {
    this.#stepping = stepping;
    this.watch = watch;
    this.sights = watch.witnesses.map(() => undefined);
    this.#all = all;
    this.#resting = this.#judgeRests();
  }

  /** Is there nothing left to look for? */
  get isOver(): boolean {
    return this.broken.length > 0 && !this.#all;
  }

  /** Counts what the first state shows. */
  start(row: Int32Array): void {
    const world = this.#stepping.look(row);
    const show = () => this.#count(this.watch.onStart?.(world, this.#isAsked) ?? NOTHING);
    while (this.#add(show(), 0, "start"));
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
    while (this.#add(this.#ask(before, effect), at, "step"));
  }

  /** Counts what a state shows that is at rest. */
  rest(at: number, row: Int32Array): void {
    while (this.#add(this.#resting.ask(row), at, "rest"));
  }

  /** What one step shows of some claims, every witness included, uncounted. */
  judge(move: number, before: Int32Array, after: Int32Array, isAsked: IsAsked): Outcome {
    const edge = {
      move: this.#stepping.move(move),
      before: this.#stepping.look(before),
      after: this.#stepping.look(after),
    };
    return this.watch.onMove(edge, () => true, isAsked);
  }

  /** What a state shows of some claims that is at rest, uncounted. */
  judgeRest(row: Int32Array, isAsked: IsAsked): Outcome {
    return this.watch.onRest?.(this.#stepping.look(row), isAsked) ?? NOTHING;
  }

  /** Obligations that arose and were met, claim by claim. */
  obligations(): Readonly<Record<string, number>> {
    this.#settle();
    const sums = this.watch.claims.map(() => 0);
    for (const { outcome, times } of this.#outcomes) {
      outcome.met.forEach((met, claim) => sums[claim]! += met * times);
    }
    return Object.fromEntries(this.watch.claims.map((claim, index) => [claim, sums[index]!]));
  }

  #ask(before: Int32Array, effect: Effect): Counted {
    const judged = this.#judged[effect.id] ??= this.#judge(effect);
    return judged.ask(before);
  }

  /** What takes part in an effect is known; all else stands in the row before. */
  #judge({ move: index, known, slots, values }: Effect): Remembered<Counted> {
    const move = this.#stepping.move(index);
    const changed = new Map(slots.map((slot, i) => [slot, values[i]!]));
    const reader =
      (facts: ReadonlyMap<number, number>, read: ReadSlot): ReadSlot => (slot, part) => {
        const value = facts.get(slot);
        if (value === undefined) return read(slot, part);
        return part === undefined ? value : part.of(value);
      };
    return new Remembered((read) => {
      const before = reader(known, read);
      const after = reader(changed, before);
      const edge = {
        move,
        before: this.#stepping.world(before),
        after: this.#stepping.world(after),
      };
      return this.#count(this.watch.onMove(edge, this.#isSought, this.#isAsked));
    });
  }

  #judgeRests(): Remembered<Counted> {
    return new Remembered((read) => {
      const world = this.#stepping.world(read);
      return this.#count(this.watch.onRest?.(world, this.#isAsked) ?? NOTHING);
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

  #count(outcome: Outcome): Counted {
    const counted = { outcome, times: 0 };
    this.#outcomes.push(counted);
    return counted;
  }

  /** True if the same must be asked again: a claim is broken, and hid the claims after it. */
  #add(counted: Counted, at: number, moment: Sight["moment"]): boolean {
    counted.times++;
    if (counted.times > 1) return false;
    const sight = { at, moment, outcome: counted.outcome };
    for (const witness of counted.outcome.seen) this.#see(witness, sight);
    return this.#break(counted, sight);
  }

  /** What was remembered is dropped, because it was said of claims that are asked no more. */
  #break(counted: Counted, sight: Sight): boolean {
    const claim = claimOf(sight);
    if (claim === undefined || !this.#isAsked(claim)) return false;
    this.broken.push(sight);
    if (!this.#all) return false;
    this.#drop();
    this.#resting = this.#judgeRests();
    // The others are counted when they are asked again.
    const met = counted.outcome.met.map((times, index) => index === claim ? times : 0);
    counted.outcome = { ...counted.outcome, met };
    return true;
  }

  /** Whoever looked for a witness read more than the others need: what was remembered is dropped. */
  #see(witness: number, sight: Sight): void {
    if (this.sights[witness]) return;
    this.sights[witness] = sight;
    this.#drop();
  }
}

/** What is known of the steps of a fork. */
interface Passed {
  /** How often the fork was passed since this is known. */
  times: number;
  /** What its steps show, where that is the same each time. */
  readonly settled: readonly Counted[];
  /** Steps that show one thing or another. */
  readonly open: readonly Effect[];
}

/** An outcome, and how often it was given. */
interface Counted {
  outcome: Outcome;
  times: number;
}

const NOTHING: Outcome = { met: [], seen: [] };

function claimOf({ outcome }: Sight): number | undefined {
  return outcome.broken?.claim;
}
