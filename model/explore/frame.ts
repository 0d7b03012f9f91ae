/**
 * What is asked of every row before all else. Some things have few values, and most rules come to
 * ask for them, each behind other questions: whoever knows them first asks less.
 *
 * @module
 */
import { Readings } from "./readings.ts";
import type { Part } from "./remembered.ts";

/** Something that is read of a row: what stands in a slot, or a part of it. */
export interface Reading {
  readonly slot: number;
  readonly part: Part | undefined;
}

/** What is asked first has so many values at most. */
const FEW = 4;

/** All of it together may have so many: what is known of rows is known for each of them. */
const WAYS = 64;

/** It was asked so often of a row, behind other questions. */
const OFTEN = 1.5;

/** Rows before a choice; the next comes after as many times more. */
const FIRST = 1 << 6;
const MORE = 4;

/** Keeps count of readings, and chooses what is asked first. */
export class Frame {
  /** What is asked first, one after the other. */
  chosen: readonly Reading[] = [];
  readonly #numbers = new Readings();
  readonly #readings: Reading[] = [];
  /** By reading: what was read, and how often it was read behind other questions. */
  readonly #answers: Set<number>[] = [];
  readonly #times: number[] = [];
  readonly #anywhere = new Map<Part, Part>();
  /** Rows till a choice, and since the last one. */
  #period = FIRST;
  #rows = 0;

  /** How a reading is asked for where no rule may ask for it: a part may fail there. */
  anywhere({ slot, part }: Reading): Reading {
    if (part === undefined) return { slot, part };
    let anywhere = this.#anywhere.get(part);
    if (anywhere === undefined) this.#anywhere.set(part, anywhere = new Anywhere(part));
    return { slot, part: anywhere };
  }

  /** Counts a row. True if it is time to choose. */
  isDue(): boolean {
    return ++this.#rows === this.#period;
  }

  /** Counts what was read. */
  count({ slot, part }: Reading, answer: number, times: number, isFirst: boolean): void {
    const number = this.#numbers.number(slot, part);
    if (number === this.#readings.length) {
      this.#readings.push({ slot, part });
      this.#answers.push(new Set());
      this.#times.push(0);
    }
    const answers = this.#answers[number]!;
    if (answers.size <= FEW) answers.add(answer);
    if (!isFirst) this.#times[number]! += times;
  }

  /** Chooses anew. True the first time, and where the choice is another one. */
  choose(): boolean {
    const before = this.chosen;
    const isFirst = this.#period === FIRST;
    let ways = 1;
    this.chosen = this.#byUse().filter((number) => {
      const { size } = this.#answers[number]!;
      if (size > FEW || ways * size > WAYS) return false;
      ways *= size;
      return true;
    }).map((number) => this.#readings[number]!);
    this.#rows = 0;
    this.#period *= MORE;
    this.#times.fill(0);
    return isFirst || this.chosen.length !== before.length ||
      this.chosen.some((reading, at) => reading !== before[at]);
  }

  /** What was chosen before, and then what was read often: the most often first. */
  #byUse(): number[] {
    const isChosen = (number: number) => this.chosen.includes(this.#readings[number]!);
    const rank = (number: number) => isChosen(number) ? Infinity : this.#times[number]!;
    return [...this.#readings.keys()]
      .filter((number) => rank(number) > OFTEN * this.#rows)
      .sort((one, other) => rank(other) === rank(one) ? one - other : rank(other) - rank(one));
  }
}

/** Where a part fails: no part has so many values. */
const NO_PART = 2 ** 30;

/** A part that only some states have. */
class Anywhere implements Part {
  readonly #part: Part;

  constructor(part: Part) {
    this.#part = part;
  }

  of(id: number): number {
    try {
      return this.#part.of(id);
    } catch {
      return NO_PART;
    }
  }
}
