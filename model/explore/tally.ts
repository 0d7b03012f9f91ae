/**
 * What a watch says of the steps of a search, asked once per distinct thing it reads, and counted.
 *
 * @module
 */
import type { Moment } from "./asking.ts";
import { type Effect, Facts } from "./effect.ts";
import { type Node, type ReadSlot, Remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
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
  /** Which judgements hold: others are made when less is asked than before. */
  edition = 0;
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
  #resting: Remembered<Counted>;
  readonly #counted: Counted[] = [];
  /** The witnesses that are looked for: all who judge agree on them. */
  #sought = new Set<number>();
  #isStale = true;
  readonly #isSought = (witness: number) => this.#sought.has(witness);
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
    this.#isStale = true;
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
    const counted = this.#count((isAsked) => watch.onStart?.(world, isAsked));
    counted.times++;
    this.#note(counted, 0, "start");
  }

  /** Forgets what was said of steps where less is asked now. To be done between two states. */
  refresh(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.edition++;
    this.#judged = [];
    this.#sought = new Set(
      this.sights.keys().filter((witness) => this.sights[witness] === undefined),
    );
  }

  /** What a step shows, by what is read for it. */
  judgement(effect: Effect): Remembered<Counted> {
    return this.#judged[effect.id] ??= this.#judge(effect);
  }

  /**
   * What a step from a state shows. It is taken note of; how often it is shown, the caller counts.
   *
   * @param from A question that comes up in the judgement of this step.
   */
  judge(effect: Effect, at: number, before: Int32Array, from?: Node<Counted>): Counted {
    const counted = this.judgement(effect).ask(before, from);
    if (!counted.isKnown) this.#likeness?.step(before, effect.move);
    this.#note(counted, at, "step");
    return counted;
  }

  /** Counts what was shown some times more. */
  count(number: number, times: number): void {
    this.#counted[number]!.times += times;
  }

  /** Counts what a state shows that is at rest. */
  rest(at: number, row: Int32Array): void {
    const counted = this.#resting.ask(row);
    counted.times++;
    this.#note(counted, at, "rest");
  }

  /** Obligations that arose and were met, claim by claim. */
  obligations(): Record<string, number> {
    const sums = this.watch.claims.map(() => 0);
    for (const { met, times } of this.#counted) {
      if (times === 0) continue;
      for (let i = 0; i < met.length; i += 2) sums[met[i]!]! += met[i + 1]! * times;
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
      const counted = {
        met: (outcome?.met ?? []).flatMap((count, claim) => count > 0 ? [claim, count] : []),
        seen: [...seen],
        broken,
        number: this.#counted.length,
        times: 0,
        isKnown: false,
      };
      this.#counted.push(counted);
      return counted;
    }
  }

  #note(counted: Counted, at: number, moment: Moment): void {
    if (counted.isKnown) return;
    counted.isKnown = true;
    for (const claim of counted.broken) {
      if (!this.broken.has(claim)) this.broken.set(claim, { at, moment });
    }
    for (const witness of counted.seen) this.#see(witness, { at, moment });
  }

  /** Whoever looked for a witness read more than the others need. */
  #see(witness: number, sight: Sight): void {
    if (this.sights[witness]) return;
    this.sights[witness] = sight;
    this.#isStale = true;
  }
}

/** Where something was seen by another one who searches. */
export const ELSEWHERE: Sight = { at: Infinity, moment: "step" };

/** What is shown, and how often it was. */
export interface Counted {
  /** Claims with obligations that arose and were met, each with the number of these behind it. */
  readonly met: readonly number[];
  /** Witnesses that were seen. */
  readonly seen: readonly number[];
  /** Claims that are broken. */
  readonly broken: readonly number[];
  /** Its number: no other one has it. */
  readonly number: number;
  times: number;
  /** Was it taken note of? */
  isKnown: boolean;
}

/** Reads what is known, and all else where it stands. */
function knowing(facts: Facts, read: ReadSlot): ReadSlot {
  return (slot, part) => {
    const value = facts.get(slot);
    if (value === undefined) return read(slot, part);
    return part === undefined ? value : part.of(value);
  };
}
