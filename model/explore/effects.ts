/**
 * What moves do to rows, made of what the actors answer.
 *
 * @module
 */
import { namingActor } from "./blame.ts";
import { type Change, type Effect, Facts } from "./effect.ts";
import type { Output } from "./inert.ts";
import { KnownEffects } from "./known_effects.ts";
import { Pairs } from "./pairs.ts";
import type { Post } from "./post.ts";
import type { ReadSlot } from "./remembered.ts";
import { REFUSED, type Stepper } from "../step.ts";

/** A delivery in numbers. */
export interface Step {
  readonly slot: number;
  readonly event: number;
}

const NOTHING: readonly number[] = [];

/** Makes effects. */
export class Effects {
  /** All that were made. */
  readonly known: KnownEffects = new KnownEffects();
  readonly #names: readonly string[];
  readonly #steppers: readonly Stepper[];
  readonly #post: Post;
  /** Sequences of changes: a change is a slot and a value, or what is sent. */
  readonly #sequences = new Pairs();
  /** What changes, by the number of the change. */
  readonly #changes: Change[] = [];

  /**
   * @param names Names of the actors, slot by slot.
   * @param steppers Their steppers.
   */
  constructor(names: readonly string[], steppers: readonly Stepper[], post: Post) {
    this.#names = names;
    this.#steppers = steppers;
    this.#post = post;
  }

  /**
   * What the actors make of what they are delivered: undefined if one of them does not take it.
   *
   * @param readings What is read: more comes to it.
   * @param now The number of the state at hand: steps are noted with it.
   */
  of(
    move: number,
    deliveries: readonly Step[],
    read: ReadSlot,
    readings: readonly number[],
    now: number,
  ): Effect | undefined {
    const slots: number[] = [];
    const before: number[] = [];
    const after: number[] = [];
    const locals: number[] = [];
    let sends = NOTHING;
    for (const { slot, event } of deliveries) {
      let at = slots.indexOf(slot);
      if (at < 0) {
        at = slots.push(slot) - 1;
        before.push(read(slot));
        after.push(before[at]!);
      }
      const local = after[at]!;
      const next = namingActor(this.#names[slot]!, () => this.#steppers[slot]!.next(local, event));
      if (next === REFUSED) return undefined;
      after[at] = next;
      locals.push(local);
      const sent = this.sent(slot, this.#steppers[slot]!.outputs(local, event));
      if (sent.length > 0) sends = [...sends, ...sent];
    }
    // Only now: a move that one actor refuses happens for none.
    deliveries.forEach(({ slot, event }, nth) =>
      this.#steppers[slot]!.took(locals[nth]!, event, now)
    );
    return this.#effect(move, slots, before, after, sends, readings);
  }

  /** The messages among what an actor says. */
  sent(slot: number, outputs: readonly Output[]): readonly number[] {
    if (outputs.length === 0) return NOTHING;
    return namingActor(
      this.#names[slot]!,
      () => outputs.flatMap(({ type, params }) => type === "send" ? [this.#post.id(params)] : []),
    );
  }

  #effect(
    move: number,
    all: readonly number[],
    before: readonly number[],
    after: readonly number[],
    sends: readonly number[],
    readings: readonly number[],
  ): Effect {
    const changed = all.filter((_, at) => after[at] !== before[at]).sort(ascending);
    // Most effects are kept, and lists that have grown keep room to grow: copies do not.
    const actors = all.slice();
    const slots = changed.length === 1 && all.length === 1 ? actors : changed.slice();
    const values = slots.map((slot) => after[all.indexOf(slot)]!);
    const change = this.#numberOf(slots, values, sends);
    const known = new Facts(actors, before.slice());
    const id = this.known.size;
    const effect: Effect = { id, move, change, known, slots, values, sends, readings };
    this.known.add(effect);
    this.#changes[change] ??= effect;
    return effect;
  }

  /** The change with a number. */
  change(number: number): Change {
    return this.#changes[number]!;
  }

  /** The number of a change of some slots, and of what is sent. */
  changeOf(
    slots: readonly number[],
    values: readonly number[],
    sends: readonly number[] = NOTHING,
  ): number {
    const change = this.#numberOf(slots, values, sends);
    this.#changes[change] ??= { slots, values, sends };
    return change;
  }

  /** Numbers that stand for a sequence are below zero, so that they are no slots. */
  #numberOf(
    slots: readonly number[],
    values: readonly number[],
    sends: readonly number[],
  ): number {
    let change = -1;
    for (let i = 0; i < slots.length; i++) {
      const slot = change < 0 ? slots[i]! : -2 - this.#sequences.intern(-2 - change, slots[i]!);
      change = this.#sequences.intern(slot, values[i]!);
    }
    for (const message of sends) change = this.#sequences.intern(-2 - change, -1 - message);
    return change < 0 ? this.#sequences.intern(-1, 0) : change;
  }
}

function ascending(one: number, other: number): number {
  return one - other;
}
