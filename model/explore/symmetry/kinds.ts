/**
 * The kinds of things that the numbers in a row stand for.
 *
 * @module
 */
import type { Stepper } from "../../step.ts";
import { keyOf } from "../key.ts";
import type { Post } from "../post.ts";
import { restKey } from "../state_key.ts";

/** What numbers stand for: local states, or sets of messages. */
export interface Kind {
  /** The number of the same under other names. */
  renamed(id: number, rename: (value: unknown) => unknown): number;
  /** All of it, as one text: equal texts, equal numbers. */
  key(id: number): string;
  /** What may speak of names, in no order, and all the rest as one text. */
  said(id: number): { readonly values: readonly unknown[]; readonly still: string };
}

/** The local states of a machine. */
export function statesOf(stepper: Stepper): Kind {
  return {
    renamed: (id, rename) => stepper.renamed(id, rename),
    key: (id) => stepper.keyOf(id),
    said(id) {
      const { context, output, value, status, historyValue, error } = stepper.snapshot(id);
      const still = restKey({ value, status, historyValue, output: undefined, error });
      return { values: [[context, output]], still };
    },
  };
}

/** Sets of messages. */
export function messagesOf(post: Post): Kind {
  const messages = (set: number) => [...post.messages(set)].map((id) => post.message(id));
  return {
    renamed: (set, rename) => post.renamed(set, rename),
    key: (set) => messages(set).map(keyOf).sort().join(),
    said: (set) => ({ values: messages(set), still: "" }),
  };
}
