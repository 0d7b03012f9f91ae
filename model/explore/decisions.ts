/**
 * Questions about rows in flat memory: each answer leads to a fork, and each fork to what is found
 * there and to more questions. A row is followed without a look at any object.
 *
 * @module
 */
import { Cells } from "./cells.ts";
import type { Reading } from "./frame.ts";
import { Lists } from "./lists.ts";
import { doubled } from "./pairs.ts";
import { PartNumbers } from "./part_numbers.ts";
import type { Part } from "./remembered.ts";

/** Where an answer does not lead to a fork. */
export const NOWHERE = -1;

/** Each takes some hundred bytes, with all that is known of it. */
const MOST = 1 << 20;

/**
 * What becomes of an answer that has no fork: the number of its fork, or `NOWHERE`.
 *
 * @param isNew Was the question never answered so before?
 */
export type Meet = (question: number, answer: number, isNew: boolean, row: Int32Array) => number;

/** Questions and forks. */
export class Decisions {
  /** What was found in the row that was followed last: the first `size` are meant. */
  found: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** How much was found. */
  size = 0;
  /** How often each fork was passed since that was last set to 0. */
  times: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** How many forks there are. */
  forks = 0;
  readonly #meet: Meet;
  readonly #parts = new PartNumbers();
  #questions = 0;
  /** By question: which slot is read, and which part of it, -1 for the whole. */
  #slots = new Int32Array(64);
  #partsRead = new Int32Array(64);
  /** By question: where its answers stand, and how many have room there. */
  #starts = new Int32Array(64);
  #rooms = new Int32Array(64);
  /** By question: how many of its answers stand there. */
  #filed = new Int32Array(64);
  /** Forks plus two, 1 for an answer that was given once, 0 for none. */
  #answers = new Int32Array(1024);
  #answersEnd = 0;
  /** The same of answers that do not stand there. */
  readonly #larger = new Cells();
  /** By fork, where its questions end: those of the next one begin there. */
  #questionEnds = new Int32Array(64);
  /** By fork, what is found there. */
  readonly #yields = new Lists();
  #open = new Int32Array(64);
  readonly #roots: number;
  readonly #most: number;

  /**
   * @param first Questions that are asked of every row: question 0 and on.
   * @param meet Told of answers that lead nowhere yet. It may add a fork.
   * @param most So many forks are made, more or less.
   */
  constructor(first: readonly Reading[], meet: Meet, most = MOST) {
    this.#most = most;
    this.#roots = first.length;
    this.#meet = meet;
    for (const { slot, part } of first) this.#ask(slot, part);
    this.#questionEnds[0] = first.length;
  }

  /** Adds a fork: what is found there, and the questions that follow, which are numbered on. */
  fork(yields: readonly number[], questions: readonly Reading[]): number {
    const fork = this.forks++;
    if (fork + 2 > this.times.length) {
      this.times = doubled(this.times);
      this.#questionEnds = doubled(this.#questionEnds);
    }
    for (const { slot, part } of questions) this.#ask(slot, part);
    this.#questionEnds[fork + 1] = this.#questions;
    this.#yields.add(yields);
    return fork;
  }

  /** Follows a row: passes all forks that its answers lead to, and finds what they yield. */
  follow(row: Int32Array): void {
    let { times } = this;
    let slots = this.#slots;
    let partsRead = this.#partsRead;
    let starts = this.#starts;
    let rooms = this.#rooms;
    let answers = this.#answers;
    let questionEnds = this.#questionEnds;
    let { begins, numbers } = this.#yields;
    let open = this.#open;
    let top = 0;
    this.size = 0;
    for (let question = this.#roots - 1; question >= 0; question--) open[top++] = question;
    while (top > 0) {
      const question = open[--top]!;
      const part = partsRead[question]!;
      let answer = row[slots[question]!]!;
      if (part >= 0) answer = this.#parts.read(part, answer);
      let fork = -2;
      if (answer < rooms[question]!) fork = answers[starts[question]! + answer]! - 2;
      if (fork < 0) {
        fork = this.#lead(question, answer, row);
        if (fork < 0) continue;
        times = this.times;
        slots = this.#slots;
        partsRead = this.#partsRead;
        starts = this.#starts;
        rooms = this.#rooms;
        answers = this.#answers;
        questionEnds = this.#questionEnds;
        ({ begins, numbers } = this.#yields);
        open = this.#open;
      }
      times[fork]!++;
      const end = begins[fork + 1]!;
      for (let i = begins[fork]!; i < end; i++) this.find(numbers[i]!);
      const first = questionEnds[fork]!;
      for (let next = questionEnds[fork + 1]! - 1; next >= first; next--) open[top++] = next;
    }
  }

  /** Adds to what is found in the row at hand. */
  find(what: number): void {
    if (this.size === this.found.length) this.found = doubled(this.found);
    this.found[this.size++] = what;
  }

  /** An answer that is not at hand, or that leads nowhere yet. */
  #lead(question: number, answer: number, row: Int32Array): number {
    const isNear = answer < this.#rooms[question]!;
    let known = isNear ? this.#answers[this.#starts[question]! + answer]! : 0;
    if (known === 0) known = this.#larger.get(question, answer);
    if (known > 1) {
      if (isNear) this.#file(question, answer, known);
      return known - 2;
    }
    // Where there are many forks, what leads to more of them stays new.
    const isFull = this.forks >= this.#most;
    if (known === 0 && !isFull) this.#file(question, answer, 1);
    const fork = this.#meet(question, answer, known === 0 || isFull, row);
    if (fork !== NOWHERE) this.#file(question, answer, fork + 2);
    return fork;
  }

  /** Answers stand in a row as long as at least a quarter of the row is taken. */
  #file(question: number, answer: number, value: number): void {
    const room = this.#rooms[question]!;
    if (answer >= room) {
      const more = Math.max(4, 2 ** Math.ceil(Math.log2(answer + 1)));
      if (4 * (this.#filed[question]! + 4) < more) return this.#larger.set(question, answer, value);
      this.#extend(question, more);
    }
    const at = this.#starts[question]! + answer;
    if (this.#answers[at] === 0) this.#filed[question]!++;
    this.#answers[at] = value;
  }

  /** Moves the answers to a question to where there is more room. */
  #extend(question: number, room: number): void {
    const [start, end] = [this.#answersEnd, this.#answersEnd + room];
    while (end > this.#answers.length) this.#answers = doubled(this.#answers);
    const old = this.#starts[question]!;
    this.#answers.copyWithin(start, old, old + this.#rooms[question]!);
    this.#answersEnd = end;
    this.#starts[question] = start;
    this.#rooms[question] = room;
  }

  #ask(slot: number, part: Part | undefined): void {
    const question = this.#questions++;
    if (question === this.#slots.length) {
      this.#slots = doubled(this.#slots);
      this.#partsRead = doubled(this.#partsRead);
      this.#starts = doubled(this.#starts);
      this.#rooms = doubled(this.#rooms);
      this.#filed = doubled(this.#filed);
      this.#open = doubled(this.#open);
    }
    this.#slots[question] = slot;
    this.#partsRead[question] = part === undefined ? -1 : this.#parts.of(part);
  }
}
