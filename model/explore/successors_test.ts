import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { assigns, machine } from "./_machine.ts";
import { explore } from "./explore.ts";
import { Stepping } from "./stepping.ts";
import type { LocalState, System, World } from "./system.ts";
import { Visited } from "./visited.ts";
import { nobody, type Watch } from "./watch.ts";

/** More values than are asked for at once: parts of them are asked for. */
const TOP = 24;
const LOW = 20;

const number = ({ context }: LocalState): number => context.n;
const parts = [
  (state: LocalState) => number(state) % 2,
  (state: LocalState) => number(state) % 3,
  (state: LocalState) => Number(number(state) > TOP / 2),
];

interface Look {
  readonly actor: number;
  readonly part: number;
  readonly is: number;
}

interface Case {
  readonly moves: readonly {
    readonly when: readonly Look[];
    readonly to: number;
    readonly by: number;
  }[];
  /** By move: obligations where these are so, before a step or after. */
  readonly asks: readonly { readonly looks: readonly Look[]; readonly before: boolean }[];
}

const ACTORS = ["a", "b"];
const actor = fc.nat(ACTORS.length - 1);
const look = fc.record({ actor, part: fc.nat(parts.length), is: fc.nat(1) });
const looks = fc.array(look, { maxLength: 3 });
const cases: fc.Arbitrary<Case> = fc.record({
  moves: fc.array(fc.record({ when: looks, to: actor, by: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 3,
    maxLength: 6,
  }),
  asks: fc.array(fc.record({ looks, before: fc.boolean() }), { minLength: 6, maxLength: 6 }),
});

/** The last part is the whole. */
function isSo(world: World, { actor, part, is }: Look): boolean {
  const [name, of] = [ACTORS[actor]!, parts[part]];
  return of ? world.part(name, of) === is : number(world.state(name)) % 4 === is;
}

const counter = machine({
  context: { n: 0 },
  on: {
    add: {
      actions: assigns(({ context, event }) => ({
        n: (context["n"]! + Number(event["by"])) % TOP,
      })),
    },
  },
});

function systemOf({ moves }: Case): System {
  return {
    name: "counters",
    actors: Object.fromEntries(ACTORS.map((name) => [name, counter])),
    moves: moves.map(({ when, to, by }, index) => ({
      name: `${index}`,
      plan: (world) =>
        when.every((look) => isSo(world, look))
          ? [{ to: ACTORS[to]!, event: { type: "add", by } }]
          : undefined,
    })),
  };
}

function watchOf({ asks }: Case): Watch {
  return {
    claims: ["one", "other"],
    witnesses: [],
    onMove({ move, before, after }) {
      const ask = asks[Number(move.name)]!;
      const met = ask.looks.filter((look) => isSo(ask.before ? before : after, look)).length;
      return { met: [met, Number(move.name)], seen: [] };
    },
  };
}

/** The same counts, each move tried in each state. */
function plainly(system: System, watch: Watch) {
  const stepping = new Stepping(system);
  const states = new Visited(stepping.width);
  const [row, next] = [new Int32Array(stepping.width), new Int32Array(stepping.width)];
  const met = [0, 0];
  const taken: Record<string, number> = {};
  states.add(stepping.initial);
  for (let at = 0; at < states.size; at++) {
    states.read(at, row);
    for (const [index, move] of system.moves.entries()) {
      taken[move.name] ??= 0;
      if (move.plan(stepping.look(row)) === undefined) continue;
      stepping.step(row, index, next);
      taken[move.name]!++;
      const edge = { move, before: stepping.look(row), after: stepping.look(next) };
      watch.onMove(edge, () => true, () => true).met.forEach((count, n) => met[n]! += count);
      states.add(next);
    }
  }
  const obligations = { one: met[0]!, other: met[1]! } as Readonly<Record<string, number>>;
  return { states: states.size, taken, obligations };
}

/** A part that only low numbers have: it is asked for where a number is low. */
function withoutPart(): System {
  const low = (state: LocalState) => number(state) < LOW;
  const half = (state: LocalState) => {
    if (number(state) >= LOW) throw new Error("only low numbers have a half");
    return number(state) % 2;
  };
  const turns = (to: string, by: number) => ({ to, event: { type: "add", by } });
  const jumps = Array.from({ length: TOP }, (_, by) => ({
    name: `a jumps by ${by}`,
    plan: () => [turns("a", by)],
  }));
  const waits = ["b", "c"].map((to) => ({
    name: `${to} turns`,
    plan: (world: World) =>
      world.part("a", low) && world.part("a", half) === 0 ? [turns(to, 4)] : undefined,
  }));
  const actors = Object.fromEntries(["a", "b", "c"].map((name) => [name, counter]));
  return { name: "three counters", actors, moves: [...jumps, ...waits] };
}

describe("what can happen, and what it shows", () => {
  it("is asked for by parts where rules ask for them: elsewhere a part may fail", () => {
    const system = withoutPart();
    const { states, taken } = explore(system);
    const plain = plainly(system, nobody);
    assertEquals({ states, taken }, { states: plain.states, taken: plain.taken });
    assertEquals(states, TOP * 6 ** 2);
  });

  it("is what each move and each claim says for itself, whatever parts they read", () => {
    let most = 0;
    fc.assert(
      fc.property(cases, (one) => {
        const [system, watch] = [systemOf(one), watchOf(one)];
        const { states, taken, obligations } = explore(system, { watch });
        assertEquals({ states, taken, obligations }, plainly(system, watch));
        most = Math.max(most, states);
      }),
      { seed: 20261122, numRuns: 60 },
    );
    assertEquals(most, TOP ** 2);
  });
});
