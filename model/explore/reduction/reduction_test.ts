import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explore } from "../explore.ts";
import { ModelError } from "../model_error.ts";
import { replay } from "../replay.ts";
import type { Move, World } from "../system.ts";
import { counters, symmetricCounters } from "../toys/counters.ts";
import { diningPhilosophers } from "../toys/dining_philosophers.ts";
import { lock } from "../toys/lock.ts";
import { type Watch, watchStates } from "../watch.ts";
import { actor, isIn, move, system } from "./_actors.ts";

const reduction = true;

describe("a reduced exploration", () => {
  it("follows one order of what is independent: counters count one after the other", () => {
    const { states, edges, depth, rests, complete } = explore(counters(4, 5), { reduction });
    assertEquals({ states, edges, depth, rests, complete }, {
      states: 4 * 5 + 1,
      edges: 4 * 5,
      depth: 20,
      rests: 1,
      complete: true,
    });
  });

  it("says what it left out", () => {
    const found = explore(counters(2, 1), { reduction });
    assertEquals(found.reduction, { ample: 1, omitted: 1, restarts: 1 });
    assertEquals(explore(counters(2, 1)).reduction, undefined);
  });

  it("counts obligations and steps of what it followed", () => {
    const watch = watchStates({ sure: () => true });
    const { edges, obligations, taken } = explore(counters(3, 2), { watch, reduction });
    assertEquals([edges, obligations["sure"]], [6, 6 + 1]);
    assertEquals(Object.values(taken), [2, 2, 2]);
  });

  it("is refused where a symmetry is declared, in words", () => {
    const whole = explore(symmetricCounters(3, 3));
    assertEquals(explore(symmetricCounters(3, 3), { reduction }), {
      ...whole,
      reduction: { refused: "the system declares a symmetry", ample: 0, omitted: 0, restarts: 0 },
    });
  });

  it("tells a counterexample that happens, though it may be longer", () => {
    const { symmetry: _, ...philosophers } = diningPhilosophers(5);
    const watch = watchStates({
      "two neighbours never reach": (at) =>
        !(isIn(at, "philosopher1", "reaching") && isIn(at, "philosopher2", "reaching")),
    });
    const { violation } = explore(philosophers, { watch, reduction });
    assert(violation!.path.length >= 2);
    assertEquals(replay(philosophers, violation!.path).stuck, undefined);
  });

  it("stops where it is told to", () => {
    const found = explore(counters(4, 5), { reduction, maxStates: 10 });
    assertEquals([found.complete, found.states], [false, 11]);
  });

  it("is the same each time", () => {
    const once = explore(lock(4), { reduction });
    assertEquals(explore(lock(4), { reduction }), once);
    assertEquals([once.states, explore(lock(4)).states], [9, 48]);
  });
});

describe("what a move touches is learned", () => {
  /** Counts to 3 before it tells anybody. */
  const late: Move = {
    name: "a.goes",
    plan: (world) => {
      const go = { to: "a", event: { type: "goes" } };
      return isIn(world, "a", "3") ? [go, { to: "b", event: { type: "hears" } }] : [go];
    },
  };
  const actors = {
    a: actor("0 goes 1", "1 goes 2", "2 goes 3", "3 goes 4"),
    b: actor("0 works 1", "1 works 2", "0 hears h0", "1 hears h1", "2 hears h2"),
  };

  it("and where more is learned than was reckoned with, the search begins anew", () => {
    const subject = system(actors, late, move("b.works"));
    const [whole, reduced] = [explore(subject), explore(subject, { reduction })];
    assert(reduced.reduction!.restarts > 1);
    assert(reduced.states < whole.states);
    assertEquals(reduced.charts, whole.charts);
    assertEquals(reduced.rests, whole.rests);
  });

  it("and not where a claim is broken by then", () => {
    const watch = watchStates({ "a stays": (at) => isIn(at, "a", "0") });
    const subject = system(actors, late, move("b.works"));
    const found = explore(subject, { watch, reduction });
    assertEquals([found.violation?.path, found.complete], [["a.goes"], false]);
  });

  it("unless a plan asks for more than can be heard", () => {
    const same: Move = {
      name: "a.goes",
      plan: (world) =>
        world.state("a") === world.state("a") ? [{ to: "a", event: { type: "goes" } }] : undefined,
    };
    const subject = system(actors, same, move("b.works"));
    assertEquals(explore(subject).complete, true);
    assertThrows(
      () => explore(subject, { reduction }),
      ModelError,
      'The plan of move "a.goes" asks whether states are the same object',
    );
  });

  it("or a watch does", () => {
    const subject = system(actors, move("a.goes"), move("b.works"));
    const onMove: Watch["onMove"] = ({ before, after }) => {
      const broken = { claim: 0, why: "a moved" };
      return { met: [1], seen: [], ...before.state("a") !== after.state("a") && { broken } };
    };
    const stays = (at: World) => at.state("a") === at.state("a");
    for (
      const [watch, who] of [
        [{ claims: ["a stays"], witnesses: [], onMove }, 'The watch of move "b.works"'],
        [watchStates({ "a stays": stays }), '"a stays"'],
      ] as const
    ) {
      const message = `${who} asks whether states are the same object`;
      assertThrows(() => explore(subject, { watch, reduction }), ModelError, message);
    }
  });
});
