/**
 * What is known of the steps of a row after some of what stands in it was told.
 *
 * @module
 */
import type { Reading } from "./frame.ts";
import { type Branch, following, type Leaf, type Node, type Remembered } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Counted, Tally } from "./tally.ts";

/** Of what has so few values, all is asked at once: parts would be asked for one after the other. */
const FEW = 16;

/** Not so behind so many questions: their answers multiply, and parts have fewer. */
const DEEP = 4;

/** Who has a question: the rule of a move, or who judges a step. */
export interface Asker {
  readonly asks: Remembered<unknown>;
  /** The question that comes next, or the answer: undefined for the first one. */
  readonly node: Node<unknown> | undefined;
  /** The step that is judged. */
  readonly judges?: Effect;
  /** What stands in this slot is asked for before anything else of what is not known of each row. */
  readonly slot?: number;
}

/** A question that several ask. */
export interface Question extends Reading {
  readonly askers: Asker[];
  /** The question that was answered before. */
  readonly before?: Question;
  /** How many questions were answered before, those that are asked first not among them: -1 of these. */
  readonly depth: number;
  /** Of a question that is asked first: those that are asked next, whatever the answer is. */
  readonly then?: readonly Reading[];
}

/** What is known then, whatever else a row holds. */
export interface Fork {
  /** What can happen. */
  readonly effects: Effect[];
  /** What steps show. */
  readonly shown: Counted[];
  /** The questions that are left. */
  readonly questions: Question[];
}

/** Makes forks. */
export class Forks {
  readonly #stepping: Stepping;
  readonly #tally: Tally;

  constructor(stepping: Stepping, tally: Tally) {
    this.#stepping = stepping;
    this.#tally = tally;
  }

  /**
   * Tells those who asked a question what the row of a state answers: they go on from there, each to
   * its next question or to the end.
   */
  learn(question: Question, askers: readonly Asker[], at: number, row: Int32Array): Fork {
    const fork: Fork = { effects: [], shown: [], questions: [] };
    const [next, ...then] = question.then ?? [];
    if (next) {
      fork.questions.push({
        ...next,
        askers: [...askers],
        before: question,
        depth: question.depth,
        then,
      });
      return fork;
    }
    for (const asker of askers) this.#tell(asker, question, fork, at, row);
    if (question.then) fork.questions.push(this.#messages(question));
    return fork;
  }

  /** What was sent is asked for of every row: who has an interest in it depends on the answer. */
  #messages(before: Question): Question {
    return { slot: this.#stepping.width - 1, part: undefined, askers: [], before, depth: 0 };
  }

  #tell(asker: Asker, question: Question, fork: Fork, at: number, row: Int32Array): void {
    const { asks, judges } = asker;
    let { node } = asker;
    if (judges) this.#tally.judge(judges, at, row, node as Node<Counted>);
    else asks.ask(row, node);
    node ??= asks.root!;
    while (node.slot >= 0 && isAnswered(node as Branch<unknown>, question)) {
      node = following(node as Branch<unknown>, row)!;
    }
    if (node.slot >= 0) return this.#file({ ...asker, node }, question, fork.questions);
    const { answer } = node as Leaf<unknown>;
    if (judges) fork.shown.push(answer as Counted);
    else if (answer !== undefined) {
      const effect = answer as Effect;
      fork.effects.push(effect);
      this.#tally.judge(effect, at, row);
      const judgement = this.#tally.judgement(effect);
      const judge = { asks: judgement, node: judgement.root!, judges: effect };
      this.#tell(judge, question, fork, at, row);
    }
  }

  /** Those who go on with the same question ask it together. */
  #file(asker: Asker, before: Question, questions: Question[]): void {
    const depth = before.depth + 1;
    const { slot, part } = depth === 0 ? firstOf(asker, before) : this.#nextOf(asker, depth);
    const same = questions.find((question) => question.slot === slot && question.part === part);
    if (same) same.askers.push(asker);
    else questions.push({ slot, part, askers: [asker], before, depth });
  }

  #nextOf({ node }: Asker, depth: number): Reading {
    const { slot, part } = node as Branch<unknown>;
    return { slot, part: depth < DEEP && this.#hasFew(slot) ? undefined : part };
  }

  #hasFew(slot: number): boolean {
    const { steppers } = this.#stepping;
    return slot < steppers.length && steppers[slot]!.states <= FEW;
  }
}

/** Wholes are asked for, which many ask for. */
function firstOf({ node, slot }: Asker, before: Question): Reading {
  const first = { slot: slot ?? -1, part: undefined };
  return first.slot < 0 || isAnswered(first, before)
    ? { slot: node!.slot, part: undefined }
    : first;
}

/** Is a question answered where another one is? Whoever knows the whole knows its parts. */
function isAnswered({ slot, part }: Reading, where: Question): boolean {
  for (let asked: Question | undefined = where; asked; asked = asked.before) {
    if (asked.slot === slot && (asked.part === undefined || asked.part === part)) return true;
  }
  return false;
}
