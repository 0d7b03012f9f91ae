/**
 * Everything that can happen in a row, without trying every move: moves that ask the same of a row
 * are asked together, and share the answer.
 *
 * @module
 */
import type { Branch, Leaf, Part, Remembered } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";

type Node = Branch<Effect | undefined> | Leaf<Effect | undefined>;

/** A move, and the question that its rule comes to next. */
interface Asked {
  readonly effects: Remembered<Effect | undefined>;
  readonly node: Node;
}

/** A question that several moves ask. */
interface Question {
  readonly slot: number;
  readonly part: Part | undefined;
  readonly asked: readonly Asked[];
  /** Where each answer leads: null where it was given once. */
  readonly next: (Fork | null | undefined)[];
}

/** What is known of the moves after some answers. */
export class Fork {
  /** Its number among those that have effects. */
  readonly id: number;
  /** What can happen whatever else a row holds, in the order of the moves. */
  readonly effects: readonly Effect[];
  /** The effects that can change something, each change once, and once more as a fault. */
  readonly changes: readonly Effect[];
  /** How often a row came by. */
  times = 0;
  readonly questions: readonly Question[];

  constructor(
    id: number,
    effects: readonly Effect[],
    changes: readonly Effect[],
    questions: readonly Question[],
  ) {
    this.id = id;
    this.effects = effects;
    this.changes = changes;
    this.questions = questions;
  }
}

/** Finds the effects that a row allows. */
export class Successors {
  /** The forks that a row passed last and that have effects: the first `size` are meant. */
  readonly found: Fork[] = [];
  /** How many were found. */
  size = 0;
  /** The effects besides: the first `singles` are meant. */
  readonly single: Effect[] = [];
  /** How many there are. */
  singles = 0;
  readonly #stepping: Stepping;
  /** The slot of what was sent. */
  readonly #post: number;
  /** For each slot, what follows from the number in it. */
  readonly #first: readonly (Question & { readonly asked: Asked[] })[];
  /** The moves that are known. */
  readonly #asked: Asked[] = [];
  #known = 0;
  readonly #forks: Fork[] = [];

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#post = stepping.width - 1;
    this.#first = Array.from(
      { length: stepping.width },
      (_, slot) => ({ slot, part: undefined, asked: [], next: [] }),
    );
  }

  /** Every fork so far, those that have effects. */
  get forks(): readonly Fork[] {
    return this.#forks;
  }

  /** Finds what can happen in a row. */
  find(row: Int32Array): void {
    this.size = 0;
    this.singles = 0;
    if (this.#known < this.#stepping.moves) this.#meet(row);
    for (let slot = 0; slot < row.length; slot++) {
      this.#follow(this.#first[slot]!, row[slot]!, row);
    }
  }

  #pass(fork: Fork, row: Int32Array): void {
    if (fork.effects.length > 0) this.found[this.size++] = fork;
    const { questions } = fork;
    for (let i = 0; i < questions.length; i++) {
      const question = questions[i]!;
      const value = row[question.slot]!;
      const answer = question.part === undefined ? value : question.part.of(value);
      this.#follow(question, answer, row);
    }
  }

  #follow(question: Question, answer: number, row: Int32Array): void {
    const fork = question.next[answer];
    if (fork) this.#pass(fork, row);
    else if (fork === null) this.#pass(this.#learn(question, answer, row), row);
    else this.#try(question, answer, row);
  }

  /** An answer may never come again: for the first time, the moves are asked one by one. */
  #try(question: Question, answer: number, row: Int32Array): void {
    question.next[answer] = null;
    for (const { effects } of this.#askedOf(question, answer)) {
      const effect = effects.ask(row);
      if (effect !== undefined) this.single[this.singles++] = effect;
    }
  }

  /**
   * Files new moves under the slot that their rules read first: all of the system, and later the
   * deliveries of messages that are sent for the first time. What is known of other sets of messages
   * stays true then.
   */
  #meet(row: Int32Array): void {
    for (; this.#known < this.#stepping.moves; this.#known++) {
      const effects = this.#stepping.effects(this.#known);
      effects.ask(row);
      const node = effects.root!;
      this.#asked.push({ effects, node });
      const isDelivery = node.slot === this.#post;
      if (!isDelivery) this.#first[Math.max(0, node.slot)]!.asked.push(this.#asked.at(-1)!);
    }
  }

  /** Who asks this: of a set of messages, those that are in it. */
  #askedOf({ slot, part, asked }: Question, answer: number): readonly Asked[] {
    if (slot !== this.#post || part !== undefined) return asked;
    const { post } = this.#stepping;
    return Array.from(
      post.messages(answer),
      (message) => this.#asked[this.#stepping.deliveryOf(message)]!,
    );
  }

  #learn(question: Question, answer: number, row: Int32Array): Fork {
    const reached: Effect[] = [];
    const open: Asked[] = [];
    for (const { effects, node } of this.#askedOf(question, answer)) {
      effects.ask(row);
      const next = node.slot < 0 ? node : following(node as Branch<Effect | undefined>, row);
      if (next.slot >= 0) open.push({ effects, node: next });
      else if ((next as Leaf<Effect | undefined>).answer) {
        reached.push((next as Leaf<Effect | undefined>).answer!);
      }
    }
    const { ranks } = this.#stepping.order;
    reached.sort((one, other) => ranks[one.move]! - ranks[other.move]!);
    const fork = new Fork(this.#forks.length, reached, this.#changesOf(reached), questionsOf(open));
    if (reached.length > 0) this.#forks.push(fork);
    return question.next[answer] = fork;
  }

  #changesOf(effects: readonly Effect[]): Effect[] {
    const kinds = new Set<string>();
    return effects.filter(({ change, move, slots, sends }) => {
      if (slots.length + sends.length === 0) return false;
      const kind = `${change} ${this.#stepping.move(move).fault ?? false}`;
      return kinds.size < kinds.add(kind).size;
    });
  }
}

function following({ slot, part, next }: Branch<Effect | undefined>, row: Int32Array): Node {
  return next[part === undefined ? row[slot]! : part.of(row[slot]!)]!;
}

/** Moves that go on with the same question ask it together. */
function questionsOf(open: readonly Asked[]): Question[] {
  const questions: (Question & { readonly asked: Asked[] })[] = [];
  for (const one of open) {
    const { slot, part } = one.node as Branch<Effect | undefined>;
    const same = questions.find((question) => question.slot === slot && question.part === part);
    if (same) same.asked.push(one);
    else questions.push({ slot, part, asked: [one], next: [] });
  }
  return questions;
}
