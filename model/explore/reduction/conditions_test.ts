/** What each condition of an ample set is for: without it, something would be missed here. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { machine } from "../_machine.ts";
import type { Move, System } from "../system.ts";
import { nobody, type Watch, watchStates } from "../watch.ts";
import { actor, isIn, move, system } from "./_actors.ts";
import { findings, restsOf } from "./_compare.ts";

/** Explores a system whole and reduced, and demands the same. Returns how many states were spared. */
function spared(subject: System, watch: Watch = nobody): number {
  const [whole, reduced] = [findings(subject, watch, false), findings(subject, watch, true)];
  assertEquals(reduced.same, whole.same);
  assertEquals(restsOf(subject, true), restsOf(subject, false));
  return whole.states - reduced.states;
}

const isOne = ({ event }: { event: { k?: number } }) => event.k === 1;
const onceEach = { a: actor("0 goes 1"), b: actor("0 goes 1") };

describe("C0: something goes on wherever something can", () => {
  const fails: Move = { ...move("a.fails"), fault: true };

  it("and a fault alone does not count: without it a state may be at rest", () => {
    const actors = { a: actor("0 fails 1"), b: actor("0 works 1") };
    assertEquals(spared(system(actors, fails, move("b.works"))), 1);
  });

  it("nor does a step that changes nothing", () => {
    const actors = { a: actor("0 waits 0", "0 fails 1"), b: actor("0 works 1") };
    assertEquals(spared(system(actors, move("a.waits"), fails, move("b.works"))), 1);
  });
});

describe("C1: what is left out disturbs nothing that is followed, nor the other way round", () => {
  const looks = move("b.looks", (world) => isIn(world, "a", "0"));

  it("a step that another reads", () => {
    const actors = { a: actor("0 goes 1"), b: actor("0 looks 1") };
    assertEquals(spared(system(actors, move("a.goes"), looks)), 0);
  });

  it("a step that reads what another changes", () => {
    const actors = { a: actor("0 goes 1"), b: actor("0 looks 1") };
    assertEquals(spared(system(actors, looks, move("a.goes"))), 0);
  });

  it("a move that cannot happen yet, and what it waits for", () => {
    const actors = { a: actor("0 goes 1"), b: actor("0 works 1", "0 shuts 2") };
    const shuts = move("b.shuts", (world) => isIn(world, "a", "1"));
    assertEquals(spared(system(actors, move("b.works"), shuts, move("a.goes"))), 1);
  });

  it("a message that is not sent yet, and who may send it", () => {
    const actors = { a: actor("0 goes 1 -> b shuts"), b: actor("0 works 1", "0 shuts 2") };
    assertEquals(spared(system(actors, move("b.works"), move("a.goes"))), 1);
  });

  it("a message that its receiver still ignores, and what opens its ears", () => {
    const actors = {
      caller: actor("0 calls 1 -> middle hears"),
      middle: actor("deaf wakes open", "open hears done -> b shuts"),
      b: actor("0 works 1", "0 shuts 2"),
    };
    const moves = [move("b.works"), move("caller.calls"), move("middle.wakes")];
    assert(spared(system(actors, ...moves)) > 0);
  });

  it("an event that a chart ignores and its `always` rule does not", () => {
    const poked = ({ event }: { event: { type: string } }) => event.type === "looks";
    const b = machine({
      id: "b",
      initial: "0",
      on: { looks: {}, works: {} },
      states: { 0: { always: { guard: poked, target: "2" }, on: { works: "1" } }, 1: {}, 2: {} },
    });
    const when = move("b.looks", (world) => isIn(world, "a", "1"));
    const actors = { a: actor("0 goes 1"), b };
    assertEquals(spared(system(actors, move("b.works"), when, move("a.goes"))), 1);
  });

  it("each of the messages of one kind, not only the last", () => {
    const tell = (k: number) => ({
      type: "send",
      params: { to: "b", event: { type: "hears", k } },
    });
    const a = machine({
      id: "a",
      initial: "0",
      on: { goes: {} },
      states: { 0: { on: { goes: { target: "1", actions: [tell(1), tell(0)] } } }, 1: {} },
    });
    const b = machine({
      id: "b",
      initial: "0",
      on: { hears: {} },
      states: { 0: { on: { hears: { guard: isOne, target: "1" } } }, 1: {} },
    });
    const looks = move("c.looks", (world) => isIn(world, "b", "0"));
    const actors = { a, b, c: actor("0 looks 1") };
    assertEquals(spared(system(actors, move("a.goes"), looks)), 1);
  });

  it("two who neither read nor change the same, in one order", () => {
    assertEquals(spared(system(onceEach, move("a.goes"), move("b.goes"))), 1);
  });

  it("two who read different parts of one, in one order", () => {
    const both = machine({
      id: "both",
      type: "parallel",
      on: { left: {}, right: {} },
      states: {
        left: { initial: "0", states: { 0: { on: { left: "1" } }, 1: {} } },
        right: { initial: "0", states: { 0: { on: { right: "1" } }, 1: {} } },
      },
    });
    const goes = move("a.goes", (world) => world.state("both").matches({ right: "0" }));
    const actors = { a: actor("0 goes 1"), both };
    assertEquals(spared(system(actors, move("both.left"), goes)), 1);
  });
});

describe("C2: a step that shows is not put before others", () => {
  const claims = {
    "a does not go first": (at: Parameters<typeof isIn>[0]) =>
      !(isIn(at, "a", "1") && isIn(at, "b", "0")),
  };

  it("in what is asked of two actors", () => {
    const subject = system(onceEach, move("b.goes"), move("a.goes"));
    assertEquals(spared(subject, watchStates(claims)), 0);
    assertEquals(findings(subject, watchStates(claims), true).same.broken.length, 1);
  });

  it("but does not matter in what is asked of one, as each of its states comes about", () => {
    const watch = watchStates({ "a never goes": (at) => isIn(at, "a", "0") });
    assertEquals(spared(system(onceEach, move("b.goes"), move("a.goes")), watch), 1);
  });

  it("nor where it changes another part than the one that is asked about", () => {
    const actors = { a: actor("0 goes 1", "1 goes 2"), b: actor("0 goes 1") };
    const watch = watchStates({
      "not both": (at) => !(isIn(at, "a", "2") && isIn(at, "b", "1")),
    });
    assert(spared(system(actors, move("a.goes"), move("b.goes")), watch) > 0);
  });

  for (const first of ["a", "b"]) {
    it(`what is asked of a step belongs to the step: ${first} first`, () => {
      const moves = [move("a.goes"), move("b.goes")];
      if (first === "b") moves.reverse();
      const watch: Watch = {
        claims: [],
        witnesses: ["a goes before b", "a goes after b"],
        onMove: ({ move, before }) => {
          if (move.name !== "a.goes") return { met: [], seen: [] };
          return { met: [], seen: [isIn(before, "b", "0") ? 0 : 1] };
        },
      };
      assertEquals(spared(system(onceEach, ...moves), watch), 0);
      assertEquals(findings(system(onceEach, ...moves), watch, true).same.seen.length, 2);
    });
  }
});

describe("C3: nothing is left out for ever", () => {
  it("beside steps that go round", () => {
    const actors = { a: actor("0 ticks 1", "1 tocks 0"), b: actor("0 goes 1") };
    const moves = [move("a.ticks"), move("a.tocks"), move("b.goes")];
    assertEquals(spared(system(actors, ...moves)), 0);
  });
});
