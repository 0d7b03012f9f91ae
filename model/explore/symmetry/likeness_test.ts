import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assigns, machine } from "../_machine.ts";
import { explore } from "../explore.ts";
import { ModelError } from "../model_error.ts";
import type { Move, System, World } from "../system.ts";
import { symmetricCounters } from "../toys/counters.ts";
import { names, swaps } from "../toys/names.ts";
import { symmetricTwoPhaseCommit } from "../toys/two_phase_commit.ts";
import { type Watch, watchStates } from "../watch.ts";

const commit = symmetricTwoPhaseCommit(3);
const rms = names("rm", 3);
const aborted = (world: World) => rms.filter((rm) => world.state(rm).matches("aborted"));
const counted = (world: World, actor: string): number => world.state(actor).context.count;
const three = symmetricCounters(3, 2);
const all = names("counter", 3);

/** Why a system is refused. */
function refusal(system: System, watch?: Watch): string {
  const { message } = assertThrows(() => explore(system, { ...watch && { watch } }), ModelError);
  assertStringIncludes(message, "tells apart what is declared alike");
  return message;
}

/** A watch that says something of steps. */
function watching(met: (to: World) => number): Watch {
  return {
    claims: ["met"],
    witnesses: [],
    onMove: ({ after }) => ({ met: [met(after)], seen: [] }),
  };
}

describe("a watch is refused", () => {
  it("where a claim names one of those that are alike: the message has both states", () => {
    const watch = watchStates({
      "rm1 is not the first to abort": (world) => aborted(world).join() !== "rm1",
    });
    assertEquals(
      refusal(commit, watch),
      'Claim "rm1 is not the first to abort" tells apart what is declared alike. It is broken by ' +
        'rm1.giveUp in the state { rm1 "working", rm2 "working", rm3 "working" }, and where ' +
        "rm1 is rm2, rm2 is rm3, rm3 is rm1 it holds once by rm2.giveUp: " +
        '{ rm1 "working", rm2 "working", rm3 "working" }',
    );
  });

  it("where a claim names one of them in some states only, and never breaks", () => {
    const watch = watching((world) =>
      aborted(world).length === 2 && aborted(world)[0] === "rm2" ? 2 : 1
    );
    assertStringIncludes(refusal(commit, watch), "holds 2 times");
  });

  it("where a witness names one of them", () => {
    const watch = watchStates({}, { "rm3 aborts": (world) => aborted(world).includes("rm3") });
    assertStringIncludes(refusal(commit, watch), 'Witness "rm3 aborts"');
  });

  it("for what it says of the first state", () => {
    const bold = machine({ context: { name: "counter2" }, on: { increment: {} } });
    const system = { ...three, actors: { ...three.actors, bold } };
    const watch = watchStates({
      "somebody else": (world) => world.state("bold").context.name !== "counter2",
    });
    assertStringIncludes(refusal(system, watch), "is broken at the start in the state");
  });

  it("for what it says of a state at rest", () => {
    const watch = {
      ...watching(() => 1),
      onRest: (world: World) => ({ met: [counted(world, "counter1")], seen: [] }),
    };
    // But for faults, it rests where the three counters have come to 3.
    const resting = systemWith((world) => all.reduce((sum, of) => sum + counted(world, of), 0) < 3);
    const faults = three.moves.map((move) => ({ ...move, name: `${move.name}.late`, fault: true }));
    const system = { ...resting, moves: [...resting.moves, ...faults] };
    assertStringIncludes(refusal(system, watch), "at rest");
  });
});

describe("a system is refused", () => {
  it("where a plan lets one of those that are alike do what the others may not", () => {
    const eager = systemWith((world, name) =>
      name === "counter2" || counted(world, "counter2") < 2
    );
    assertStringIncludes(refusal(eager), "can happen in the state");
  });

  it("where a machine knows one of them by its name", () => {
    assertStringIncludes(refusal(visited("n2")), "Move");
    assertEquals(explore(visited("nobody")).symmetry, 6);
  });

  it("where one of them has a move more", () => {
    const moves = three.moves.filter(({ name }) => name === "counter1.increments");
    assertStringIncludes(
      refusal({ ...three, moves: [...three.moves, ...moves.map(twice)] }),
      "Move",
    );
  });

  it("where what is a fault of one is none of another", () => {
    const moves = three.moves.map((move, index) => ({ ...move, fault: index === 0 }));
    assertStringIncludes(refusal({ ...three, moves }), "Move");
  });

  it("with the states and the renaming: no path is told, there may be none", () => {
    const { path } = assertThrows(
      () => explore({ ...three, moves: three.moves.slice(1) }),
      ModelError,
    );
    assertEquals(path, undefined);
  });
});

/** Three counters, each of which counts where a rule lets it. */
function systemWith(may: (world: World, name: string) => boolean): System {
  const moves = three.moves.map((move, index): Move => ({
    ...move,
    plan: (world) => may(world, all[index]!) ? move.plan(world) : undefined,
  }));
  return { ...three, moves };
}

/** Three that are alike, and one that each of them visits and that turns one away. */
function visited(unwelcome: string): System {
  const guests = names("n", 3);
  const host = machine({
    context: { last: "nobody" },
    on: {
      visit: {
        guard: ({ event }: { event: { of: string } }) => event.of !== unwelcome,
        actions: assigns(({ event }) => ({ last: event["of"] })),
      },
    },
  });
  const guest = machine({});
  return {
    name: "visits",
    actors: { ...Object.fromEntries(guests.map((name) => [name, guest])), host },
    moves: guests.map((of) => ({
      name: `${of}.visits`,
      plan: () => [{ to: "host", event: { type: "visit", of } }],
    })),
    symmetry: swaps(guests),
  };
}

/** The same move under another name. */
function twice(move: Move): Move {
  return { ...move, name: `${move.name}.again` };
}
