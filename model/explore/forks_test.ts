import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { counts, machine } from "./_machine.ts";
import { Forks, type Question } from "./forks.ts";
import type { Reading } from "./frame.ts";
import { Stepping } from "./stepping.ts";
import type { LocalState, System } from "./system.ts";
import { Tally } from "./tally.ts";
import { nobody } from "./watch.ts";

const counter = machine({ context: { n: 0 }, on: { add: { actions: counts("n") } } });
const isEven = ({ context }: LocalState): boolean => context.n % 2 === 0;
const add = (...names: string[]) => names.map((to) => ({ to, event: { type: "add" } }));

/** Each reads a part first of one who takes no part in it, or does so beside another. */
const system: System = {
  name: "two counters",
  actors: { a: counter, b: counter },
  moves: [
    { name: "one", plan: (world) => world.part("a", isEven) ? add("b") : undefined },
    { name: "both", plan: (world) => world.part("b", isEven) ? add("a", "b") : undefined },
    { name: "either", plan: (world) => world.part("b", isEven) ? add("a") : add("b") },
  ],
};

/** What is asked in the first state of those who ask nothing yet, after some questions. */
function asked(then: readonly Reading[], moves: readonly number[]): string[] {
  const stepping = new Stepping(system);
  const forks = new Forks(stepping, new Tally(stepping, nobody, false));
  const row = stepping.initial;
  const odd = Int32Array.from(row);
  stepping.step(row, 0, odd);
  for (const move of moves) for (const state of [odd, row]) stepping.effects(move).ask(state);
  const askers = moves.map((move) => ({
    asks: stepping.effects(move),
    node: undefined,
    slot: stepping.known.taker(move),
  }));
  const all: Question = { slot: 0, part: { of: () => 0 }, askers, depth: -1, then };
  let [fork, log] = [forks.learn(all, askers, 0, row), ""];
  for (const _ of then) {
    const [question] = fork.questions;
    log += `${stepping.names[question!.slot]} `;
    fork = forks.learn(question!, question!.askers, 0, row);
  }
  const names = fork.questions.map(({ slot, part }) => {
    const name = stepping.names[slot] ?? "messages";
    return part === undefined ? name : `part of ${name}`;
  });
  return [...log.trim().split(" ").filter(Boolean), "then", ...names];
}

describe("what is asked of a row of which nothing is known", () => {
  it("is what the only one who takes part in a move is in, and which messages were sent", () => {
    assertEquals(asked([], [0]), ["then", "b", "messages"]);
  });

  it("is what a move reads first, where several take part", () => {
    assertEquals(asked([], [1]), ["then", "b", "messages"]);
    assertEquals(asked([], [0, 1]), ["then", "b", "messages"]);
    assertEquals(asked([], [2]), ["then", "b", "messages"]);
  });

  it("comes after what is asked of every row, and is not that again", () => {
    const [a, b] = [{ slot: 0, part: undefined }, { slot: 1, part: undefined }];
    assertEquals(asked([a], [0]), ["a", "then", "b", "messages"]);
    assertEquals(asked([b], [0]), ["b", "then", "a", "messages"]);
    assertEquals(asked([b, a], [0, 1]), ["b", "a", "then", "messages"]);
  });
});
