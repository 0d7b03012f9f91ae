/**
 * What is known of the steps of a row after some of what stands in it was told.
 *
 * @module
 */
import {
  type Branch,
  following,
  type Leaf,
  type Node,
  type Part,
  type Remembered,
} from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Counted, Tally } from "./tally.ts";

/** Of what has so few values, all is asked at once: parts would be asked for one after the other. */
const FEW = 16;

/** Not so behind so many questions: their answers multiply, and parts have fewer. */
const DEEP = 4;

/** Who has a question: the rule of a move, or who judges a step. */
export interface Asker {
  readonly asks: Remembered<unknown>;
  /** The question that comes next, or the answer. */
  readonly node: Node<unknown>;
  /** The step that is judged. */
  readonly judges?: Effect;
}

/** A question that several ask. */
export interface Question {
  readonly slot: number;
  readonly part: Part | undefined;
  readonly askers: Asker[];
  /** The question that was answered before. */
  readonly before?: Question;
  /** How many questions were answered before. */
  readonly depth: number;
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
    for (const asker of askers) this.#tell(asker, question, fork, at, row);
    return fork;
  }

  #tell(asker: Asker, question: Question, fork: Fork, at: number, row: Int32Array): void {
    const { asks, judges } = asker;
    let { node } = asker;
    if (judges) this.#tally.judge(judges, at, row, node as Node<Counted>);
    else asks.ask(row, node);
    while (isAnswered(node, question)) node = following(node as Branch<unknown>, row)!;
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
    const { slot, part: asked } = asker.node as Branch<unknown>;
    const depth = before.depth + 1;
    const part = depth < DEEP && this.#hasFew(slot) ? undefined : asked;
    const same = questions.find((question) => question.slot === slot && question.part === part);
    if (same) same.askers.push(asker);
    else questions.push({ slot, part, askers: [asker], before, depth });
  }

  #hasFew(slot: number): boolean {
    const { steppers } = this.#stepping;
    return slot < steppers.length && steppers[slot]!.states <= FEW;
  }
}

/** Is a question answered where another one is? Whoever knows the whole knows its parts. */
function isAnswered(node: Asker["node"], where: Question): boolean {
  if (node.slot < 0) return false;
  const { slot, part } = node as Branch<unknown>;
  for (let asked: Question | undefined = where; asked; asked = asked.before) {
    if (asked.slot === slot && (asked.part === undefined || asked.part === part)) return true;
  }
  return false;
}
