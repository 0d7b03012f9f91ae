/**
 * What the rules of all moves answer in a row, with what each of them read for its answer.
 *
 * @module
 */
import { type Branch, following, type Leaf } from "../remembered.ts";
import type { Effect, Stepping } from "../stepping.ts";
import { type Answer, Learning } from "./answer.ts";
import type { Kinds } from "./kinds.ts";

type Rule = Leaf<Effect | undefined>;
type Node = Rule | Branch<Effect | undefined>;

/** The answers in one row after the other. */
export class Answers {
  /**
   * By kind, what its moves answer in the row at hand, deliveries of what was not sent aside: the
   * first `sizes` are meant.
   */
  readonly ofKind: Answer[][] = [];
  /** By kind, how many answers there are. */
  readonly sizes: number[] = [];
  /** By kind, how many of them say that a move can happen. */
  readonly counts: number[] = [];
  /** Those that say that a move can happen, in the order of the moves. */
  readonly enabled: Answer[] = [];
  readonly #stepping: Stepping;
  readonly #declared: number;
  readonly #learning: Learning;
  readonly #known = new Map<Rule, Answer>();
  /** By set of messages. */
  readonly #deliveries: (readonly number[])[] = [];
  readonly #onNew: (answer: Answer) => void;

  /** @param onNew Told of each answer that was not given before. */
  constructor(
    stepping: Stepping,
    kinds: Kinds,
    learning: Learning,
    onNew: (answer: Answer) => void,
  ) {
    this.#stepping = stepping;
    this.#declared = kinds.declared;
    this.#learning = learning;
    this.#onNew = onNew;
  }

  /** Every answer so far. */
  get known(): Iterable<Answer> {
    return this.#known.values();
  }

  /** Asks all rules about a row. */
  ask(row: Int32Array): void {
    this.enabled.length = 0;
    for (let kind = 0; kind < this.ofKind.length; kind++) {
      this.sizes[kind] = 0;
      this.counts[kind] = 0;
    }
    for (let move = 0; move < this.#declared; move++) this.#add(move, row);
    const deliveries = this.#deliveriesOf(row[row.length - 1]!);
    for (let i = 0; i < deliveries.length; i++) this.#add(deliveries[i]!, row);
  }

  /** The moves that deliver what is in a set of messages. */
  #deliveriesOf(set: number): readonly number[] {
    const { post } = this.#stepping;
    return this.#deliveries[set] ??= Array.from(
      post.messages(set),
      (message) => this.#stepping.deliveryOf(message),
    ).sort((a, b) => a - b);
  }

  #add(move: number, row: Int32Array): void {
    const leaf = this.#leaf(move, row);
    let answer = this.#known.get(leaf);
    if (answer === undefined) {
      answer = this.#learning.answer(move, row, leaf.answer);
      this.#known.set(leaf, answer);
      this.#onNew(answer);
    }
    const { kind, effect } = answer;
    while (this.ofKind.length <= kind) {
      this.ofKind.push([]);
      this.sizes.push(0);
      this.counts.push(0);
    }
    this.ofKind[kind]![this.sizes[kind]!++] = answer;
    if (effect === undefined) return;
    this.enabled.push(answer);
    this.counts[kind]!++;
  }

  #leaf(move: number, row: Int32Array): Rule {
    const rule = this.#stepping.effects(move);
    let node: Node | undefined = rule.root;
    while (node !== undefined && node.slot >= 0) {
      node = following(node as Branch<Effect | undefined>, row);
    }
    if (node !== undefined) return node as Rule;
    rule.ask(row);
    return this.#leaf(move, row);
  }
}
