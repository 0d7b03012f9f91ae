/**
 * What was sent: sets of messages, interned as small numbers.
 *
 * @module
 */
import { deepFreeze, keyOf } from "./key.ts";
import { messageName } from "./message_name.ts";
import { ModelError } from "./model_error.ts";
import type { Part } from "./remembered.ts";
import type { Event, Message } from "./system.ts";

/** Sets of messages, numbered in the order in which they are met. Set 0 is empty. */
export class Post {
  readonly #messages: Message[] = [];
  readonly #messageIds = new Map<string, number>();
  readonly #sets: ReadonlySet<number>[] = [new Set()];
  readonly #setIds = new Map<string, number>([["", 0]]);
  readonly #grown: number[][] = [[]];
  readonly #onNew: (id: number, message: Message, name: string) => void;

  /** @param onNew Told of each message when it is met first, with its name. */
  constructor(onNew: (id: number, message: Message, name: string) => void) {
    this.#onNew = onNew;
  }

  /** The message with a number. */
  message(id: number): Message {
    return this.#messages[id]!;
  }

  /** The messages of a set. */
  messages(set: number): Iterable<number> {
    return this.#sets[set]!;
  }

  /** Whether a message is in a set, as something that can be read of it. */
  part(message: number): Part {
    return { of: (set) => this.#sets[set]!.has(message) ? 1 : 0 };
  }

  /** The set with one more message: a set that has it stays the same. */
  with(set: number, message: number): number {
    return this.#grown[set]![message] ??= this.#intern([...this.#sets[set]!, message]);
  }

  /** The set with more messages. */
  withAll(set: number, messages: readonly number[]): number {
    let all = set;
    for (const message of messages) all = this.with(all, message);
    return all;
  }

  /** The set in which all messages have other names. */
  renamed(set: number, rename: (message: unknown) => unknown): number {
    return this.#intern(
      [...this.#sets[set]!].map((id) => this.id(rename(this.#messages[id]!))),
    );
  }

  /**
   * The number of a message.
   *
   * @throws {ModelError} for what is no message.
   */
  id(message: unknown): number {
    demandMessage(message);
    const key = keyOf(message);
    const known = this.#messageIds.get(key);
    if (known !== undefined) return known;
    const id = this.#messages.length;
    this.#onNew(id, deepFreeze(message), messageName(message));
    // Known only now: whoever refuses a message refuses it again.
    this.#messages.push(message);
    this.#messageIds.set(key, id);
    return id;
  }

  #intern(messages: readonly number[]): number {
    const set = new Set([...messages].sort((a, b) => a - b));
    const key = [...set].join();
    const known = this.#setIds.get(key);
    if (known !== undefined) return known;
    this.#setIds.set(key, this.#sets.length);
    this.#grown.push([]);
    return this.#sets.push(set) - 1;
  }
}

function demandMessage(params: unknown): asserts params is Message {
  const { to, event } = (params ?? {}) as { to?: unknown; event?: Partial<Event> };
  if (typeof to === "string" && typeof event?.type === "string") return;
  throw new ModelError(
    `The params of "send" are { to: actor, event: { type, ... } }, not ${keyOf(params)}`,
  );
}
