/**
 * Stubborn sets: kinds of moves that whatever happens outside of them neither disturbs nor is
 * disturbed by. What can happen inside of one is an ample set of what can happen at all.
 * Source: Valmari, "Stubborn sets for reduced state space generation", 1990; Godefroid,
 * "Partial-Order Methods for the Verification of Concurrent Systems", LNCS 1032, 1996, chapter 4.
 *
 * @module
 */
import type { Readings } from "../readings.ts";
import type { Answer } from "./answer.ts";
import type { Answers } from "./answers.ts";
import type { Dependence } from "./dependence.ts";
import type { Kinds } from "./kinds.ts";

/** Finds the stubborn sets of a row. */
export class Stubborn {
  readonly #kinds: Kinds;
  readonly #readings: Readings;
  readonly #dependence: Dependence;
  readonly #answers: Answers;
  /** The set that is being built, as numbers of kinds that have a mark. */
  #inside = new Marks(0);
  /** Readings that nobody outside of it changes first. */
  #kept = new Marks(0);
  /** Kinds that no proper subset of what can happen goes with. */
  #hopeless = new Marks(0);
  readonly #open: number[] = [];
  #row: Int32Array = new Int32Array();
  /** Steps that can happen and are not inside. */
  #outside = 0;

  /** @param answers What can happen in the row at hand, and what cannot. */
  constructor(
    kinds: Kinds,
    readings: Readings,
    dependence: Dependence,
    answers: Answers,
  ) {
    this.#kinds = kinds;
    this.#readings = readings;
    this.#dependence = dependence;
    this.#answers = answers;
  }

  /** Gets ready for as many kinds and readings as are known by now. */
  resize(): void {
    this.#inside = new Marks(this.#kinds.size);
    this.#hopeless = new Marks(this.#kinds.size);
    this.#kept = new Marks(this.#readings.size);
  }

  /** Turns to the row that was asked about last. */
  begin(row: Int32Array): void {
    this.#row = row;
    this.#hopeless.clear();
  }

  /**
   * What can happen inside a small such set that holds a kind, in the order of the moves. Undefined
   * if that is all that can happen.
   */
  ampleWith(kind: number): Answer[] | undefined {
    this.#inside.clear();
    this.#kept.clear();
    this.#open.length = 0;
    this.#outside = this.#answers.enabled.length;
    this.#add([kind]);
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      this.#close(next);
      if (this.#outside > 0) continue;
      this.#hopeless.add(kind);
      return undefined;
    }
    return this.#answers.enabled.filter((answer) => this.#inside.has(answer.kind));
  }

  #close(kind: number): void {
    const mail = this.#kinds.mail(kind);
    if (mail !== undefined) this.#keepAway(kind, mail.slot);
    const answers = this.#answers.ofKind[kind] ?? [];
    const size = this.#answers.sizes[kind] ?? 0;
    for (let i = 0; i < size; i++) {
      const answer = answers[i]!;
      if (answer.effect === undefined) this.#keepSome(answer.reasons);
      else this.#closeStep(answer);
    }
  }

  /** What happens does the same whatever happened before outside, and disturbs nobody outside. */
  #closeStep({ kind, reads, changes }: Answer): void {
    this.#keep(reads);
    this.#keep(this.#dependence.judged(kind));
    for (const reading of changes) this.#add(this.#dependence.readers(reading));
  }

  /** A message that is still to be sent is not sent first, or its receiver still ignores it. */
  #keepAway(kind: number, slot: number): void {
    if (this.#dependence.mayBring(kind, slot, this.#row[slot]!)) {
      this.#add(this.#dependence.senders(kind));
    } else this.#keep([this.#readings.number(slot, undefined)]);
  }

  /** What cannot happen cannot for one reason at least. */
  #keepSome(reasons: Answer["reasons"]): void {
    const isKept = (reason: readonly number[]) =>
      reason.every((reading) => this.#kept.has(reading));
    this.#keep(reasons.find(isKept) ?? reasons[0]!);
  }

  #keep(readings: Iterable<number>): void {
    for (const reading of readings) {
      if (this.#kept.add(reading)) this.#add(this.#dependence.writers(reading, this.#row));
    }
  }

  #add(kinds: readonly number[]): void {
    for (let i = 0; i < kinds.length; i++) {
      const kind = kinds[i]!;
      if (!this.#inside.add(kind)) continue;
      this.#open.push(kind);
      this.#outside = this.#hopeless.has(kind)
        ? 0
        : this.#outside - (this.#answers.counts[kind] ?? 0);
      if (this.#outside === 0) return;
    }
  }
}

/** A set of small numbers that is emptied at once. */
class Marks {
  readonly #marks: Uint32Array;
  #mark = 1;

  constructor(size: number) {
    this.#marks = new Uint32Array(size);
  }

  has(number: number): boolean {
    return this.#marks[number] === this.#mark;
  }

  /** False if it was in the set. */
  add(number: number): boolean {
    if (this.has(number)) return false;
    this.#marks[number] = this.#mark;
    return true;
  }

  clear(): void {
    this.#mark++;
  }
}
