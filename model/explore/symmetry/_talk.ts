/** Systems whose actors may be in any state: what they speak of names is set by an event. For tests. */
import { assign, createMachine } from "xstate";
import { blockOf } from "../block.ts";
import { Stepping } from "../stepping.ts";
import { Symmetry } from "../symmetry.ts";
import type { Message, Renaming, System } from "../system.ts";
import { names, swaps, turn } from "../toys/names.ts";
import { messagesOf } from "./kinds.ts";

const talker = () =>
  createMachine({
    context: { says: "nothing" },
    on: { say: { actions: assign(({ event }) => ({ says: event["what"] })) } },
  });

/** A talker for each name that is alike, and one witness that is not. */
export function talking(alike: readonly string[], symmetry: readonly Renaming[]): System {
  const one = talker();
  return {
    name: "talk",
    actors: { ...Object.fromEntries(alike.map((name) => [name, one])), witness: talker() },
    moves: [],
    symmetry,
  };
}

/** What is said in a state. */
export interface Said {
  /** By each actor alike. */
  readonly alike: readonly unknown[];
  /** By the witness. */
  readonly witness: unknown;
  /** What was sent. */
  readonly sent: readonly Message[];
}

/** Rows of a talk, and the least of their renamings. */
export class Talk {
  readonly stepping: Stepping;
  readonly #alike: readonly string[];
  readonly #rest;
  readonly #others;
  readonly #symmetry: Symmetry;

  /** @param listed Groups up to this order are listed. */
  constructor(system: System, listed: bigint) {
    const { symmetry = [] } = system;
    this.stepping = new Stepping(system);
    this.#alike = this.stepping.names.slice(0, -1);
    this.#others = blockOf(this.#alike.map((_, slot) => slot));
    this.#rest = blockOf([this.#alike.length, this.#alike.length + 1]);
    this.#symmetry = new Symmetry(this.stepping, symmetry, this.#rest, this.#others, listed);
  }

  get order(): number {
    return this.#symmetry.order;
  }

  /** All of a state, as one text. */
  text(said: Said): string {
    return this.#textOf(this.#row(said));
  }

  /** The same of its least renaming. */
  least(said: Said): string {
    const row = this.#row(said);
    const [rest, others] = [this.#rest.intern(row), this.#others.intern(row)];
    this.#rest.read(this.#symmetry.leastRest(rest), row);
    this.#others.read(this.#symmetry.leastAlike(rest, others), row);
    return this.#textOf(row);
  }

  #row({ alike, witness, sent }: Said): Int32Array {
    const { steppers, post } = this.stepping;
    const states = [...alike, witness].map((what, slot) => {
      const stepper = steppers[slot]!;
      return stepper.next(stepper.initial, stepper.eventId({ type: "say", what }));
    });
    return Int32Array.from([...states, post.withAll(0, sent.map((each) => post.id(each)))]);
  }

  #textOf(row: Int32Array): string {
    const { steppers, post } = this.stepping;
    return [...row].map((id, slot) =>
      slot < steppers.length ? steppers[slot]!.keyOf(id) : messagesOf(post).key(id)
    ).join("\n");
  }
}

/** A state in which everything has another name. */
export function renamedTalk(said: Said, alike: readonly string[], renaming: Renaming): Said {
  const rename = (value: unknown): unknown => {
    if (typeof value === "string") return renaming[value] ?? value;
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [renaming[key] ?? key, rename(field)]),
    );
  };
  const sayers = alike.map((name) => renaming[name] ?? name);
  return {
    alike: alike.map((name) => rename(said.alike[sayers.indexOf(name)])),
    witness: rename(said.witness),
    sent: said.sent.map(rename) as Message[],
  };
}

const six = names("n", 6);
const copies = ["a1", "a2", "b1", "b2", "c1", "c2"];

/** Groups of renamings, each with the actors that it renames. */
export const groups: Readonly<Record<string, readonly [readonly string[], readonly Renaming[]]>> = {
  "all orders of six": [six, swaps(six)],
  "all orders of three, twice": [six, [...swaps(six.slice(0, 3)), ...swaps(six.slice(3))]],
  "turns of a ring": [six, turn(six)],
  "turns and mirrors of a ring": [six, [
    ...turn(six),
    exchange(["n1", "n6"], ["n2", "n5"], ["n3", "n4"]),
  ]],
  "three pairs that go together": [copies, [
    exchange(["a1", "b1"], ["a2", "b2"]),
    exchange(["b1", "c1"], ["b2", "c2"]),
  ]],
  "copies in an AZ, and AZs": [copies, [
    ...["a", "b", "c"].map((az) => exchange([`${az}1`, `${az}2`])),
    exchange(["a", "b"], ["a1", "b1"], ["a2", "b2"]),
    exchange(["b", "c"], ["b1", "c1"], ["b2", "c2"]),
  ]],
  "even orders of five": [six, [3, 4, 5].map((n) => turn(["n1", "n2", `n${n}`])[0]!)],
  "two exchanges at once": [six, [exchange(["n1", "n2"], ["n3", "n4"])]],
};

/** Exchanges of two, at once. */
export function exchange(...pairs: readonly (readonly [string, string])[]): Renaming {
  return Object.fromEntries(pairs.flatMap(([one, other]) => [[one, other], [other, one]]));
}

/** All renamings that some generate, listed the plain way. */
export function listed(all: readonly string[], generators: readonly Renaming[]): Renaming[] {
  const found = new Map([[all.join(), all]]);
  for (const order of found.values()) {
    for (const generator of generators) {
      const next = order.map((name) => generator[name] ?? name);
      if (!found.has(next.join())) found.set(next.join(), next);
    }
  }
  return [...found.values()].map((order) =>
    Object.fromEntries(all.map((name, i) => [name, order[i]!]))
  );
}
