import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { actor, move, system } from "../reduction/_actors.ts";
import { counters } from "../toys/counters.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import { homeOf } from "./home.ts";

describe("states are at home", () => {
  const managers = twoPhaseCommit(6);
  const post = Object.keys(managers.actors).length;

  it("where one slot has most values, of those that are not alike", () => {
    assertEquals(homeOf(managers, 2), [post]);
  });

  it("where all of these together have many, if none has by itself", () => {
    assertEquals(homeOf(counters(8, 9), 2), [4, 5, 6, 7, 8]);
  });

  it("anywhere, if even these have few", () => {
    assertEquals(homeOf(counters(4, 2), 2), [2, 3, 4, 0, 1]);
  });

  it("anywhere in a system that is wrong: those who search it say so", () => {
    const light = actor("0 turns 1");
    const wrong = move("light.turns", () => {
      throw new Error("no bulb");
    });
    assertEquals(homeOf(system({ light, other: actor("0 goes 1") }, wrong), 2), [0, 1, 2]);
  });
});
