/**
 * What can be told of a state: everything that a number of one peer stands for.
 *
 * @module
 */
import { keyOf } from "../key.ts";
import type { Stepping } from "../stepping.ts";
import { localIn, textOfLocal } from "./local_text.ts";
import { textOf, valueIn } from "./plain_text.ts";

/** Words that are no number of a block: what they say follows. */
export const SAYS = {
  /** This peer has nothing more to say of the level. */
  end: -1,
  /** A local state or a message: its kind, its number, its text. */
  thing: -2,
  /** A set of messages: its number, its messages. */
  post: -3,
  /** What the actors are in that are not alike: its number, and what stands in each slot. */
  rest: -4,
  /** The same of those that are alike. */
  alike: -5,
  /** A change: its number, how many slots change, these, what comes to stand there, messages. */
  change: -6,
  /** The changes that sleep in the state that is told of next. */
  asleep: -7,
} as const;

/** Things that are told as texts, by number. */
interface Kind {
  /** Equal things, equal keys. */
  keyOf(id: number): string;
  textOf(id: number): string;
  idOf(text: string): number;
}

/** How one peer numbers what all of them know. */
export class Tongue {
  /** The kinds of local states, machine by machine, and messages last. */
  readonly kinds: readonly Kind[];
  /** The kind of what stands in each slot: sets of messages, in the last one, have none. */
  readonly kindOf: readonly number[];
  readonly stepping: Stepping;

  constructor(stepping: Stepping) {
    const { steppers, post } = stepping;
    const distinct = [...new Set(steppers)];
    this.kinds = [
      ...distinct.map((stepper): Kind => ({
        keyOf: (id) => stepper.keyOf(id),
        textOf: (id) => textOfLocal(stepper, id),
        idOf: (text) => localIn(stepper, text),
      })),
      {
        keyOf: (id) => keyOf(post.message(id)),
        textOf: (id) => textOf(post.message(id)),
        idOf: (text) => post.id(valueIn(text)),
      },
    ];
    this.kindOf = [...steppers.map((stepper) => distinct.indexOf(stepper)), -1];
    this.stepping = stepping;
  }

  /** The kind of messages. */
  get messages(): number {
    return this.kinds.length - 1;
  }
}
