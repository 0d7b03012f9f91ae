/**
 * States per second of exploration, beside `xstate/graph` on the same machine in the same run.
 *
 *     deno run bench/explore_bench.ts
 *
 * `xstate/graph` explores one machine only, so the two meet on a machine of four counters, for
 * which exploration has nothing to remember but whole states; then exploration goes on alone, to
 * what it is made for: the same counters as four actors, and two-phase commit.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import { getAdjacencyMap } from "xstate/graph";
import { explore } from "../model/explore/explore.ts";
import type { System } from "../model/explore/system.ts";
import { counters } from "../model/explore/toys/counters.ts";
import { twoPhaseCommit } from "../model/explore/toys/two_phase_commit.ts";

const TOP = 17;
const FIELDS = ["a", "b", "c", "d"] as const;
type Field = typeof FIELDS[number];

const fourCounters: AnyStateMachine = setup({
  types: { context: {} as Record<Field, number>, events: {} as { type: Field } },
  guards: { isBelowTop: ({ context, event }) => context[event.type] < TOP },
  actions: {
    increment: assign(({ context, event }) => ({ [event.type]: context[event.type] + 1 })),
  },
}).createMachine({
  id: "four counters",
  context: { a: 0, b: 0, c: 0, d: 0 },
  on: Object.fromEntries(
    FIELDS.map((field) => [field, { guard: "isBelowTop", actions: "increment" }]),
  ),
});

const oneActor: System = {
  name: `4 counters to ${TOP} in one machine`,
  actors: { all: fourCounters },
  moves: FIELDS.map((type) => ({ name: type, plan: () => [{ to: "all", event: { type } }] })),
};

function graph(): Omit<Measured, "seconds"> {
  const events = FIELDS.map((type) => ({ type }));
  return { states: Object.keys(getAdjacencyMap(fourCounters, { events })).length };
}

/** How long it took, in seconds, how many states there are, and what they take. */
interface Measured {
  readonly seconds: number;
  readonly states: number;
  /** Memory of the states and the ways back, if it is known. Unit: bytes. */
  readonly bytes?: number;
}

/** The best of several rounds, and what it found. */
function best(rounds: number, count: () => Omit<Measured, "seconds">): Measured {
  let [seconds, found] = [Infinity, { states: 0 }];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    found = count();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { seconds, ...found };
}

function main(): void {
  console.log(`Deno ${Deno.version.deno}, V8 ${Deno.version.v8}, ${Deno.build.target}, one thread`);
  const { seconds, states } = best(2, graph);
  const baseline = states / seconds;
  const show = (what: string, { seconds, states, bytes }: Measured) => {
    const rate = states / seconds;
    const each = bytes === undefined
      ? ""
      : `${(bytes / states).toFixed(1).padStart(6)} bytes/state`;
    console.log(
      `${what.padEnd(46)} ${thousands(states).padStart(9)} states ${
        seconds.toFixed(2).padStart(6)
      } s ` +
        `${thousands(rate).padStart(9)} states/s ${
          (rate / baseline).toFixed(1).padStart(5)
        } x${each}`,
    );
  };
  show(`xstate/graph: 4 counters to ${TOP} in one machine`, { seconds, states });
  for (const system of [oneActor, counters(4, TOP), twoPhaseCommit(7), twoPhaseCommit(8)]) {
    show(system.name, best(2, () => explore(system)));
  }
}

function thousands(count: number): string {
  return Math.round(count).toLocaleString("en");
}

if (import.meta.main) main();
