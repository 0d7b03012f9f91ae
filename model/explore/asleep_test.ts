import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Asleep } from "./asleep.ts";
import { Expansion } from "./expansion.ts";
import { explore } from "./explore.ts";
import { History } from "./history.ts";
import { actor, isIn, move, system } from "./reduction/_actors.ts";
import { systemOf, systems } from "./reduction/_random.ts";
import { Stepping } from "./stepping.ts";
import type { LocalState, System } from "./system.ts";
import { Tally } from "./tally.ts";
import { symmetricToys, toys } from "./toys/all.ts";
import { counters } from "./toys/counters.ts";
import { nobody } from "./watch.ts";

/** Random systems may be large. */
const MOST = 3000;

/** A whole search, with sleep sets or without: every state as a pair, and how often one was looked up. */
function search(system: System, sleeps: boolean) {
  const stepping = new Stepping(system);
  const history = new History(stepping);
  const row = new Int32Array(stepping.width);
  let looks = 0;
  const store = {
    renamings: (at: number) => history.renamings(at),
    take(...step: Parameters<History["take"]>) {
      looks++;
      return history.take(...step);
    },
  };
  const asleep = sleeps ? new Asleep(history, stepping) : undefined;
  const expansion = new Expansion(stepping, new Tally(stepping, nobody, false), store, asleep);
  for (let at = 0; at < history.size && at < MOST; at++) {
    history.read(at, row);
    expansion.expand(at, row);
  }
  const rows = Array.from({ length: history.size }, (_, at) => {
    history.read(at, row);
    return `${row} from ${history.parentOf(at)}`;
  });
  const { edges, rests } = expansion;
  return { found: { rows, edges, rests, taken: expansion.taken() }, looks };
}

const times = { fewer: 0, same: 0 };

function compare(system: System): void {
  const [whole, sleeping] = [search(system, false), search(system, true)];
  assertEquals(sleeping.found, whole.found);
  times[sleeping.looks < whole.looks ? "fewer" : "same"]++;
}

describe("a search with sleep sets", () => {
  for (const system of new Set([...toys, ...symmetricToys])) {
    it(`finds all states in the same order: ${system.name}`, () => compare(system));
  }

  it("finds all states of random systems in the same order", () => {
    const given = systems(4, 3, 8);
    fc.assert(fc.property(given, (one) => compare(systemOf(one))), {
      seed: 20261122,
      numRuns: 200,
    });
  });

  it("looks up less, often enough to matter", () => {
    assert(times.fewer > 50, JSON.stringify(times));
  });

  it("looks each state up once where all steps are apart", () => {
    const { found, looks } = search(counters(4, 3), true);
    assertEquals([found.rows.length, found.edges, looks], [256, 768, 255]);
    assertEquals(search(counters(4, 3), false).looks, 768);
  });

  it("asks for no part of a state that no rule asks for", () => {
    const light = actor("off turns on", "on turns off");
    const hue = (state: LocalState) => {
      if (state.value !== "on") throw new Error("what is off has no hue");
      return "red";
    };
    const blinking = system(
      { light, other: actor("a goes b") },
      move("light.turns"),
      move(
        "other.goes",
        (world) => isIn(world, "light", "on") && world.part("light", hue) === "red",
      ),
    );
    assertEquals(explore(blinking).states, 4);
  });
});
