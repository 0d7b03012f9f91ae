/**
 * What a message is called: paths are made of names, so the search and the replay must agree.
 *
 * @module
 */
import { keyOf } from "./key.ts";
import type { Message } from "./system.ts";

/** The names of a message. */
export interface MessageNames {
  /** Receiver, type and whatever the event says: other messages may be called the same. */
  readonly short: string;
  /** Receiver and the whole event: no other message is called so. */
  readonly whole: string;
}

/** The names of a message. A search uses the short one unless another message has it already. */
export function namesOf({ to, event }: Message): MessageNames {
  const { type, ...rest } = event;
  return {
    short: [to, type, ...Object.values(rest).map(word)].join("."),
    whole: `${to}.${keyOf(event)}`,
  };
}

function word(value: unknown): string {
  return typeof value === "object" ? keyOf(value) : String(value);
}
