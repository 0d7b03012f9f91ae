import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Asleep } from "./asleep.ts";
import { Expansion } from "./expansion.ts";
import { explore } from "./explore.ts";
import { History } from "./history.ts";
import { actor, isIn, move, system } from "./reduction/_actors.ts";
import { type Case, systemOf, systems } from "./reduction/_random.ts";
import { Stepping } from "./stepping.ts";
import type { LocalState, System } from "./system.ts";
import { cases, systemOf as friends } from "./symmetry/_alike.ts";
import { Tally } from "./tally.ts";
import { toys } from "./toys/all.ts";
import { counters, symmetricCounters } from "./toys/counters.ts";
import { followers } from "./toys/followers.ts";
import { swaps } from "./toys/names.ts";
import { nobody } from "./watch.ts";

/** Random systems may be large. */
const MOST = 3200;

/**
 * A whole search, with sleep sets or without: every state as a pair, and how often one was looked up.
 *
 * @param most So many words sleep sets take.
 */
function search(system: System, sleeps: boolean, most?: number) {
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
  const asleep = sleeps ? new Asleep(history, stepping, most) : undefined;
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

/** A system in which all actors are one machine, and whatever one may do, the others may. */
function alike(one: Case): System {
  const [first] = one.charts;
  const charts = one.charts.map(() => first!);
  const moves = one.charts.flatMap((_, turn) =>
    [1, -1].flatMap((way) => {
      const turned = (actor: number) => (turn + way * actor + charts.length) % charts.length;
      const at = <T extends { readonly actor: number }>(all: readonly T[]) =>
        all.map((each) => ({ ...each, actor: turned(each.actor) }));
      return one.moves.map((each) => ({
        ...each,
        when: at(each.when),
        to: at(each.to),
        tells: each.tells === null ? null : turned(each.tells),
      }));
    })
  );
  const silent = charts.map((chart) =>
    chart.map((rules) => rules.map((rule) => rule && { ...rule, sends: null }))
  );
  const { actors, ...system } = systemOf({ ...one, charts: silent, moves });
  const [machine] = Object.values(actors);
  const all = Object.keys(actors);
  return {
    ...system,
    actors: Object.fromEntries(all.map((name) => [name, machine!])),
    symmetry: swaps(all),
  };
}

function compare(system: System): void {
  const [whole, sleeping] = [search(system, false), search(system, true)];
  assertEquals(sleeping.found, whole.found);
  times[sleeping.looks < whole.looks ? "fewer" : "same"]++;
}

describe("a search with sleep sets", () => {
  for (const system of [...toys, symmetricCounters(5, 2), followers(5)]) {
    it(`finds all states in the same order: ${system.name}`, () => compare(system));
  }

  it("finds all states of random systems in the same order", () => {
    const given = systems(4, 3, 8);
    fc.assert(fc.property(given, (one) => compare(systemOf(one))), {
      seed: 20261122,
      numRuns: 200,
    });
  });

  it("finds all states of random systems in the same order, up to a renaming", () => {
    const given = [systems(3, 3, 3).map(alike), cases("nothing").map(friends)];
    for (const each of given) {
      fc.assert(fc.property(each, compare), { seed: 20261122, numRuns: 800 });
    }
  });

  it("lets nobody sleep for one who sends, up to a renaming", () => {
    const one = actor("0 shouts 1 -> other hears", "0 goes 1");
    const moves = ["a.shouts", "b.shouts", "other.comes", "a.goes", "b.goes"].map((name) =>
      move(name)
    );
    const other = actor("0 comes 1", "1 hears 2");
    compare({ ...system({ a: one, b: one, other }, ...moves), symmetry: swaps(["a", "b"]) });
  });

  it("looks up less, often enough to matter", () => {
    assert(times.fewer > 50, JSON.stringify(times));
  });

  it("looks each state up once where no step disturbs another", () => {
    const { found, looks } = search(counters(4, 3), true);
    assertEquals([found.rows.length, found.edges, looks], [256, 768, 255]);
    assertEquals(search(counters(4, 3), false).looks, 768);
  });

  it("looks each state up once, be there many states or many changes", () => {
    assertEquals(search(counters(5, 4), true).looks, 5 ** 5 - 1);
    assertEquals(search(counters(2, 40), true).looks, 41 ** 2 - 1);
  });

  it("looks up more where sleep sets may take few words only, and finds the same", () => {
    const [whole, few] = [search(counters(4, 3), false), search(counters(4, 3), true, 40)];
    assertEquals(few.found, whole.found);
    assert(255 < few.looks && few.looks < whole.looks, `${few.looks}`);
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
