/**
 * Which kinds of moves may disturb each other, by what their moves were seen to read, to change and
 * to send.
 *
 * @module
 */
import type { Readings } from "../readings.ts";
import type { Stepping } from "../stepping.ts";
import type { Answer } from "./answer.ts";
import type { Charts } from "./charts.ts";
import type { Kinds } from "./kinds.ts";

const NONE: readonly number[] = [];

/**
 * What is taken for granted of all moves of a kind: that they read, change, bring and send no more
 * than was seen of them. Where one does, what was built on this has to be built anew.
 */
export class Dependence {
  /** True if more was seen since the last `settle`. */
  isOutgrown = false;
  readonly #stepping: Stepping;
  readonly #kinds: Kinds;
  readonly #readings: Readings;
  readonly #charts: Charts;
  readonly #reads: Set<number>[] = [];
  readonly #judged: Set<number>[] = [];
  readonly #changes: Set<number>[] = [];
  readonly #brings: Set<number>[] = [];
  readonly #sends: Set<number>[] = [];
  #readers: readonly (readonly number[])[] = [];
  #writers: readonly (readonly number[])[] = [];
  #senders: readonly (readonly number[])[] = [];
  /** By reading and by what stands in its slot. */
  #writersAt: (readonly number[])[][] = [];
  /** By kind, slot and state. */
  #takes: boolean[][][] = [];

  constructor(stepping: Stepping, kinds: Kinds, readings: Readings, charts: Charts) {
    this.#stepping = stepping;
    this.#kinds = kinds;
    this.#readings = readings;
    this.#charts = charts;
  }

  /** The kinds that may read something, or of whose steps a watch may. */
  readers(reading: number): readonly number[] {
    return this.#readers[reading] ?? NONE;
  }

  /** The kinds that may be the first to change a reading, by what stands in its slot now. */
  writers(reading: number, row: Int32Array): readonly number[] {
    const slot = this.#readings.slot(reading);
    const known = this.#writersAt[reading] ??= [];
    return known[row[slot]!] ??= (this.#writers[reading] ?? NONE)
      .filter((kind) => this.mayBring(kind, slot, row[slot]!));
  }

  /** The kinds that may send a message of a kind. */
  senders(kind: number): readonly number[] {
    return this.#senders[kind] ?? NONE;
  }

  /** May a move of a kind bring what an actor takes in a state? */
  mayBring(kind: number, slot: number, state: number): boolean {
    const known = (this.#takes[kind] ??= [])[slot] ??= [];
    return known[state] ??= this.#learnTakes(kind, slot, state);
  }

  /** What a watch may read of the steps of a kind. */
  judged(kind: number): Iterable<number> {
    return this.#judged[kind] ?? NONE;
  }

  /** Notes what a rule was seen to do. */
  learn({ kind, reads, changes, brings, sends }: Answer): void {
    this.#note(this.#reads, kind, reads);
    this.#note(this.#changes, kind, changes);
    this.#note(this.#brings, kind, brings);
    this.#note(this.#sends, kind, sends);
  }

  /** Notes that a watch reads something of a step. */
  learnJudged(kind: number, reading: number): void {
    this.#note(this.#judged, kind, [reading]);
  }

  /** From now on, what was seen is taken for granted. */
  settle(answers: Iterable<Answer>): void {
    for (const answer of answers) this.learn(answer);
    for (const sent of this.#sends) {
      for (const kind of sent ?? NONE) {
        const { slot } = this.#kinds.mail(kind)!;
        this.#note(this.#reads, kind, [this.#readings.number(slot, undefined)]);
      }
    }
    this.#readers = inverse(this.#reads, this.#judged);
    this.#writers = inverse(this.#changes);
    this.#senders = inverse(this.#sends);
    this.#writersAt = [];
    this.#takes = [];
    this.isOutgrown = false;
  }

  #learnTakes(kind: number, slot: number, state: number): boolean {
    const stepper = this.#stepping.steppers[slot]!;
    const brings = this.#kinds.mail(kind) === undefined ? this.#brings[kind] ?? NONE : [kind];
    return [...brings].some((brought) => {
      const mail = this.#kinds.mail(brought)!;
      return mail.slot === slot && this.#charts.mayTake(stepper, state, mail.type);
    });
  }

  #note(sets: Set<number>[], kind: number, found: readonly number[]): void {
    const known = sets[kind] ??= new Set();
    for (const each of found) {
      if (known.has(each)) continue;
      known.add(each);
      this.isOutgrown = true;
    }
  }
}

/** For each number, the places of the sets that hold it. */
function inverse(...lists: readonly (readonly (ReadonlySet<number> | undefined)[])[]): number[][] {
  const places: Set<number>[] = [];
  for (const sets of lists) {
    sets.forEach((set, place) => set?.forEach((each) => (places[each] ??= new Set()).add(place)));
  }
  return Array.from(places, (set) => [...set ?? []]);
}
