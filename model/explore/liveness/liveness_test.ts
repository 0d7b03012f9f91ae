import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { machine } from "../_machine.ts";
import { explore } from "../explore.ts";
import { ModelError } from "../model_error.ts";
import type { System } from "../system.ts";
import { named, toys } from "../toys/all.ts";
import { counters } from "../toys/counters.ts";
import { dieHard, litresIn } from "../toys/die_hard.ts";
import { tokenRing } from "../toys/token_ring.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import type { Situation } from "../watch.ts";
import type { LivenessProgress } from "./explored_graph.ts";
import { weak, weakEach } from "./fairness.ts";
import { checkLiveness, livenessOf, type LivenessOptions } from "./liveness.ts";
import { alwaysEventually, eventually, eventuallyAlways, leadsTo } from "./property.ts";

const count = (counter: string): Situation => (world) => world.state(counter).context.count === 3;
const full = count("counter1");
const never: Situation = () => false;

/** Verdict, obligations and components of one property. */
function judged(system: System, options: LivenessOptions) {
  const { verdict, obligations, components } = checkLiveness(system, options).verdicts[0]!;
  return { verdict, obligations, components };
}

describe("obligations", () => {
  // One counter to 3: four states in a row, the last of which is the goal.
  const fairness = [weakEach("*")];
  it("are the states on the way to the goal", () => {
    assertEquals(judged(counters(1, 3), { properties: [eventually("full", full)], fairness }), {
      verdict: "holds",
      obligations: 3,
      components: 3,
    });
  });

  it("of leadsTo() begin where it says", () => {
    const two: Situation = (world) => world.state("counter1").context.count === 2;
    const from = leadsTo("two leads to full", two, full);
    assertEquals(judged(counters(1, 3), { properties: [from], fairness }).obligations, 1);
    // Three more counters go their own way meanwhile: 4 x 4 x 4 states, each a component.
    assertEquals(judged(counters(4, 3), { properties: [from], fairness }), {
      verdict: "holds",
      obligations: 64,
      components: 64,
    });
  });

  it("of alwaysEventually() are all states but the goal", () => {
    const fourLitres = alwaysEventually("4 litres", (world) => litresIn(world, "big") === 4);
    const { verdict, obligations } = judged(dieHard, { properties: [fourLitres] });
    assertEquals([verdict, obligations], ["violated", 16 - 2]);
  });

  it("of eventuallyAlways() are the states in which the goal is false", () => {
    const stays = { properties: [eventuallyAlways("full", full)], fairness };
    assertEquals(judged(counters(1, 3), stays), {
      verdict: "holds",
      obligations: 3,
      components: 4,
    });
    const odd: Situation = (world) => world.state("counter1").context.count % 2 === 1;
    const { verdict, obligations } = judged(counters(1, 3), {
      properties: [eventuallyAlways("even", (world) => !odd(world))],
      fairness,
    });
    assertEquals([verdict, obligations], ["violated", 2]);
  });

  it("that never arise leave a property unjudged", () => {
    for (
      const property of [
        leadsTo("never owed", never, full),
        leadsTo("met at once", full, full),
        eventually("met at the start", () => true),
      ]
    ) {
      assertEquals(judged(counters(1, 3), { properties: [property], fairness }), {
        verdict: "unjudged",
        obligations: 0,
        components: 0,
      });
    }
  });
});

describe("a system that is explored once", () => {
  it("can be asked again, under other assumptions", () => {
    const ask = livenessOf(counters(1, 3));
    const stays = { properties: [eventuallyAlways("full", full)], fairness: [weakEach("*")] };
    const [assumed, bare] = [stays, { properties: stays.properties }];
    for (const question of [assumed, bare, assumed]) {
      assertEquals(ask(question), checkLiveness(counters(1, 3), question));
    }
    assertEquals(ask(assumed).verdicts[0]?.verdict, "holds");
    assertEquals(ask(bare).verdicts[0]?.verdict, "violated");
  });
});

describe("a lasso", () => {
  it("says for each assumption why it is fair", () => {
    const ring = tokenRing(2);
    const property = leadsTo(
      "station 1 gets in",
      (world) => world.state("station1").matches({ work: "waiting" }),
      (world) => world.state("station1").matches({ work: "critical" }),
    );
    const fairness = [weak("station1.enters"), weakEach("station2.*")];
    const { assumptions, verdicts } = checkLiveness(ring, { properties: [property], fairness });
    assertEquals(assumptions, [
      "weak fairness of station1.enters",
      "weak fairness of station2.starts",
      "weak fairness of station2.wants",
      "weak fairness of station2.enters",
      "weak fairness of station2.leaves",
      "weak fairness of station2.passes",
    ]);
    assertEquals(verdicts[0]?.lasso, {
      stem: ["station1.wants", "station2.starts"],
      cycle: ["station2.wants", "station2.enters", "station2.leaves"],
      fair: [
        { assumption: assumptions[0]!, because: "never enabled" },
        { assumption: assumptions[1]!, because: "never enabled" },
        { assumption: assumptions[2]!, because: "taken" },
        { assumption: assumptions[3]!, because: "taken" },
        { assumption: assumptions[4]!, because: "taken" },
        { assumption: assumptions[5]!, because: "not always enabled" },
      ],
    });
  });

  it("is fair to the delivery of a message that it never sends", () => {
    const { verdicts } = checkLiveness(twoPhaseCommit(1), {
      properties: [eventually("committed", (world) => world.state("rm1").matches("committed"))],
      fairness: [weak("rm1.commit"), weak("rm1.abort")],
    });
    assertEquals(verdicts[0]?.lasso, {
      stem: [],
      cycle: [],
      fair: [
        { assumption: "weak fairness of rm1.commit", because: "never enabled" },
        { assumption: "weak fairness of rm1.abort", because: "never enabled" },
      ],
    });
  });

  it("is the same each time", () => {
    const options = {
      properties: [alwaysEventually("4", (world) => litresIn(world, "big") === 4)],
      fairness: [weakEach("*")],
    } satisfies LivenessOptions;
    const found = checkLiveness(dieHard, options);
    assertEquals(found.verdicts[0]?.verdict, "violated");
    assertEquals(checkLiveness(dieHard, options), found);
  });
});

describe("a check of liveness", () => {
  const properties = [eventually("full", full)];

  it("visits the states and steps that explore() does, without symmetry", () => {
    for (const system of toys) {
      const { states, edges, complete } = checkLiveness(system, {
        properties: [eventually("never", never)],
      });
      const all = explore(named(system));
      assertEquals({ states, edges, complete }, {
        states: all.states,
        edges: all.edges,
        complete: true,
      });
    }
  });

  it("says what breaks within a limit, and is unjudged where nothing does", () => {
    const cut = { properties, maxStates: 20 };
    const { complete, states, verdicts } = checkLiveness(counters(3, 3), cut);
    assertEquals([complete, states < 30, verdicts[0]?.verdict], [false, true, "violated"]);
    const fairly = { ...cut, fairness: [weakEach("*")] };
    assertEquals(checkLiveness(counters(3, 3), fairly).verdicts[0]?.verdict, "unjudged");
    assertEquals(checkLiveness(counters(3, 3), { ...fairly, maxStates: 64 }).complete, true);
  });

  it("tells its progress", () => {
    const told: LivenessProgress[] = [];
    const onProgress = (progress: LivenessProgress) => told.push(progress);
    checkLiveness(counters(4, 9), { properties, onProgress });
    assertEquals(told.length, Math.ceil(10_000 / 4096));
    assertEquals(told[0], { states: 1, frontier: 1, edges: 0 });
  });

  it("refuses no properties, and two of one name", () => {
    const check = (...properties: LivenessOptions["properties"]) => () =>
      checkLiveness(counters(1, 3), { properties });
    assertThrows(check(), ModelError, "There is no property to check");
    assertThrows(
      check(eventually("full", full), alwaysEventually("full", full)),
      ModelError,
      'Two properties are named "full"',
    );
  });

  it("fails as the model fails, with the path", () => {
    const deaf = machine({ id: "deaf", initial: "a", states: { a: { on: { go: "b" } }, b: {} } });
    const moves = [{ name: "it.goes", plan: () => [{ to: "it", event: { type: "go" } }] }];
    const error = assertThrows(
      () => checkLiveness({ name: "deaf", actors: { it: deaf }, moves }, { properties }),
      ModelError,
      'Machine "deaf" in state "b" has no answer to event "go"',
    );
    assertEquals(error.path, ["it.goes", "it.goes"]);
  });

  it("fails as a property fails, by name", () => {
    const wrong = eventually("four", (world) => world.state("counter1").context.litres.big === 4);
    assertThrows(
      () => checkLiveness(counters(1, 3), { properties: [wrong] }),
      ModelError,
      'Property "four" fails in a state: Cannot read properties of undefined',
    );
  });
});
