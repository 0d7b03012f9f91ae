import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { enqueueActions } from "xstate";
import { machine } from "./_machine.ts";
import { explore } from "./explore.ts";
import { twoPhaseCommit } from "./toys/two_phase_commit.ts";

describe("an exploration says", () => {
  it("how many steps were worked out, and how few of them were asked of XState", () => {
    const { asked, unspecialised } = explore(twoPhaseCommit(5));
    assertEquals(asked, { steps: 484, ofXState: 36 });
    assertEquals(unspecialised, {});
  });

  it("which machine has no specialised step, and why", () => {
    const states = { a: { on: { go: "b" } }, b: { on: { go: "a" } } };
    const moves = ["plain", "other"].map((to) => ({
      name: `${to}.goes`,
      plan: () => [{ to, event: { type: "go" } }],
    }));
    const { asked, unspecialised } = explore({
      name: "two",
      actors: {
        plain: machine({ id: "plain", initial: "a", states }),
        other: machine({ id: "other", initial: "a", states, exit: enqueueActions(() => {}) }),
      },
      moves,
    });
    assertEquals(unspecialised, { other: "action xstate.enqueueActions" });
    assertEquals(asked, { steps: 4, ofXState: 4 });
  });
});
