import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ModelError } from "../model_error.ts";
import type { Move, System } from "../system.ts";
import { counters } from "../toys/counters.ts";
import { lossyPingPong } from "../toys/lossy_network.ts";
import { pingPong } from "../toys/ping_pong.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import { type Fairness, strong, strongEach, weak, weakEach } from "./fairness.ts";
import { checkLiveness } from "./liveness.ts";
import { eventually } from "./property.ts";

const never = eventually("never", () => false);

/** What is assumed, in words. */
function assumed(system: System, ...fairness: Fairness[]): readonly string[] {
  return checkLiveness(system, { properties: [never], fairness }).assumptions;
}

const three = counters(3, 1);

describe("an action", () => {
  it("is a move by name", () => {
    assertEquals(assumed(three, weak("counter2.increments")), [
      "weak fairness of counter2.increments",
    ]);
  });

  it("is all moves of a pattern as one, or each of them by itself", () => {
    assertEquals(
      assumed(three, strong("counter*"), strongEach("*er2*"), weakEach("*3.increments")),
      [
        "strong fairness of counter*",
        "strong fairness of counter2.increments",
        "weak fairness of counter3.increments",
      ],
    );
    assertEquals(assumed(three, weakEach("*")).length, 3);
  });

  it("is a list of names and patterns", () => {
    const names = ["counter1.*", "counter3.increments"];
    assertEquals(assumed(three, weak(names), weakEach(names)), [
      "weak fairness of counter1.* or counter3.increments",
      "weak fairness of counter1.increments",
      "weak fairness of counter3.increments",
    ]);
  });

  it("is a rule over moves", () => {
    const isNoFault = ({ fault }: Move) => !fault;
    const system = lossyPingPong(1);
    assertEquals(assumed(system, weak(isNoFault), strong((move) => move.name.length > 3)), [
      "weak fairness of isNoFault",
      "strong fairness of the moves that a rule picks",
    ]);
    assertEquals(
      assumed(system, weakEach(isNoFault)).length,
      system.moves.filter(isNoFault).length,
    );
  });

  it("is the delivery of a message", () => {
    assertEquals(assumed(twoPhaseCommit(2), weakEach("rm*.abort")), [
      "weak fairness of rm1.abort",
      "weak fairness of rm2.abort",
    ]);
    assertEquals(assumed(pingPong(1), weakEach("*")), [
      "weak fairness of ponger.ping.n.0",
      "weak fairness of pinger.pong.n.0",
      "weak fairness of ponger.ping.n.1",
    ]);
  });

  it("has moves: a misspelt one is told", () => {
    for (const name of ["counter1.increment", "counter.*", "Counter*"]) {
      assertThrows(
        () => assumed(three, weak("counter1.increments"), weakEach(name)),
        ModelError,
        `Fairness is assumed of ${name}, but there is no such move, there is ` +
          "counter1.increments, counter2.increments, counter3.increments",
      );
    }
    assertThrows(
      () => assumed(counters(22, 0), weak("no")),
      ModelError,
      "20.increments and 2 more",
    );
  });

  it("may be a message that was not sent within a limit", () => {
    const within = (maxStates: number) =>
      checkLiveness(twoPhaseCommit(1), {
        properties: [never],
        fairness: [weak("rm1.commit")],
        maxStates,
      }).assumptions;
    assertEquals([within(2), within(1000)], [[], ["weak fairness of rm1.commit"]]);
  });
});
