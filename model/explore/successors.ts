/**
 * Everything that can happen in a row, and what it shows, without trying every move: moves that ask
 * the same of a row are asked together, and so are those who judge the steps.
 *
 * @module
 */
import { Decisions, NOWHERE } from "./decisions.ts";
import { type Asker, Forks, type Question } from "./forks.ts";
import { Frame, type Reading } from "./frame.ts";
import { Lists } from "./lists.ts";
import type { Node } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Counted, Tally } from "./tally.ts";

/** The same of every row: whatever has to be asked is asked behind it. */
const ALL: Reading = { slot: 0, part: { of: () => 0 } };

/** Finds the effects that a row allows, and has each step judged. */
export class Successors {
  /** How often each move was taken, as far as that is settled. */
  readonly taken: number[] = [];
  readonly #stepping: Stepping;
  readonly #tally: Tally;
  readonly #forks: Forks;
  /** The slot of what was sent. */
  readonly #post: number;
  readonly #frame = new Frame();
  #questions: Question[] = [];
  /** By fork, the question whose answer leads there, and the answer. */
  #questionOf: Question[] = [];
  #answerOf: number[] = [];
  /** By fork, the numbers of what can happen there, and of what that shows. */
  #effectsOf = new Lists();
  #shownOf = new Lists();
  #decisions!: Decisions;
  /** Whose judgements the forks hold. */
  #edition = 0;
  /** The state at hand. */
  #at = 0;
  #settledSteps = 0;

  constructor(stepping: Stepping, tally: Tally) {
    this.#stepping = stepping;
    this.#tally = tally;
    this.#forks = new Forks(stepping, tally);
    this.#post = stepping.width - 1;
    this.#begin();
  }

  /** The numbers of the effects that can change the row: the first `size` are meant. */
  get found(): Int32Array {
    return this.#decisions.found;
  }

  /** How many were found. */
  get size(): number {
    return this.#decisions.size;
  }

  /** Steps so far. */
  get steps(): number {
    const { times, forks } = this.#decisions;
    const { begins } = this.#effectsOf;
    let steps = this.#settledSteps;
    for (let fork = 0; fork < forks; fork++) {
      steps += times[fork]! * (begins[fork + 1]! - begins[fork]!);
    }
    return steps;
  }

  /** Finds what can happen in the row of a state, and has it judged. */
  find(at: number, row: Int32Array): void {
    this.#at = at;
    this.#renew();
    if (this.#frame.isDue()) this.#choose();
    this.#decisions.follow(row);
  }

  /** Has one step of a state judged, whatever else can happen there. */
  judge(at: number, row: Int32Array, effect: Effect): void {
    this.#renew();
    this.#count(effect, 1);
    this.#tally.judge(effect, at, row).times++;
  }

  /** Adds up what was passed since this was done last. */
  settle(): void {
    const { times, forks } = this.#decisions;
    for (let fork = 0; fork < forks; fork++) {
      const passed = times[fork]!;
      if (passed === 0) continue;
      times[fork] = 0;
      const question = this.#questionOf[fork]!;
      this.#frame.count(question, this.#answerOf[fork]!, passed, question.depth < 1);
      for (const effect of this.#effectsOf.of(fork)) {
        this.#count(this.#stepping.known.get(effect), passed);
      }
      for (const shown of this.#shownOf.of(fork)) this.#tally.count(shown, passed);
    }
  }

  /** Begins anew where other things are asked. */
  #renew(): void {
    this.#tally.refresh();
    if (this.#edition === this.#tally.edition) return;
    this.settle();
    this.#begin();
  }

  /** Begins anew where other things are asked first. */
  #choose(): void {
    this.settle();
    if (this.#frame.choose()) this.#begin();
  }

  #begin(): void {
    const { system } = this.#stepping;
    const askers = system.moves.map((_, move) => ({
      asks: this.#stepping.effects(move),
      node: undefined,
      slot: this.#stepping.known.taker(move),
    }));
    this.#questions = [{ ...ALL, askers, depth: -1, then: this.#frame.chosen }];
    this.#questionOf = [];
    this.#answerOf = [];
    this.#effectsOf = new Lists();
    this.#shownOf = new Lists();
    this.#decisions = new Decisions([ALL], (question, answer, isNew, row) => {
      const asked = this.#questions[question]!;
      // An answer may never come again: the first time, all who ask are asked one by one.
      if (!isNew) return this.#learn(asked, answer, row);
      this.#tryAll(this.#askersOf(asked, answer), row);
      if (asked.then) this.#tryAll(this.#deliveries(row[this.#post]!), row);
      return NOWHERE;
    });
    this.#edition = this.#tally.edition;
  }

  /** Who asks this: of a set of messages, those that are in it. */
  #askersOf({ slot, part, askers }: Question, answer: number): readonly Asker[] {
    return slot === this.#post && part === undefined ? this.#deliveries(answer) : askers;
  }

  #deliveries(sent: number): Asker[] {
    return Array.from(this.#stepping.post.messages(sent), (message) => {
      const asks = this.#stepping.effects(this.#stepping.deliveryOf(message));
      return { asks, node: asks.root };
    });
  }

  #tryAll(askers: readonly Asker[], row: Int32Array): void {
    for (const { asks, node, judges } of askers) {
      if (judges) this.#tally.judge(judges, this.#at, row, node as Node<Counted>).times++;
      const effect = judges ? undefined : asks.ask(row, node) as Effect | undefined;
      if (effect === undefined) continue;
      this.#tally.judge(effect, this.#at, row).times++;
      this.#count(effect, 1);
      this.#decisions.find(effect.id);
    }
  }

  #learn(question: Question, answer: number, row: Int32Array): number {
    const askers = this.#askersOf(question, answer);
    const { effects, shown, questions } = this.#forks.learn(question, askers, this.#at, row);
    this.#questionOf.push(question);
    this.#answerOf.push(answer);
    this.#effectsOf.add(effects.map(({ id }) => id));
    this.#shownOf.add(shown.map(({ number }) => number));
    this.#questions.push(...questions);
    const asked = questions.map((each) => each.then ? this.#frame.anywhere(each) : each);
    return this.#decisions.fork(this.#changesOf(effects).map(({ id }) => id), asked);
  }

  #count({ move }: Effect, times: number): void {
    this.#settledSteps += times;
    this.taken[move] = (this.taken[move] ?? 0) + times;
  }

  /** The effects that can change something, each change once, and once more as a fault. */
  #changesOf(effects: readonly Effect[]): Effect[] {
    const { ranks } = this.#stepping.order;
    const kinds = new Set<string>();
    const inOrder = effects.toSorted((one, other) => ranks[one.move]! - ranks[other.move]!);
    return inOrder.filter(({ change, move, slots, sends }) => {
      if (slots.length + sends.length === 0) return false;
      const kind = `${change} ${this.#stepping.move(move).fault ?? false}`;
      return kinds.size < kinds.add(kind).size;
    });
  }
}
