import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Block, blockOf } from "../block.ts";
import { Stepping } from "../stepping.ts";
import { Symmetry } from "../symmetry.ts";
import type { System } from "../system.ts";
import { boxes } from "../toys/boxes.ts";
import { symmetricToys } from "../toys/all.ts";
import { followers } from "../toys/followers.ts";
import { symmetricTwoPhaseCommit } from "../toys/two_phase_commit.ts";
import { Visited } from "../visited.ts";

/** Every state, none merged. */
function statesOf(stepping: Stepping): Visited {
  const states = new Visited(stepping.width);
  states.add(stepping.initial);
  const [row, next] = [new Int32Array(stepping.width), new Int32Array(stepping.width)];
  for (let at = 0; at < states.size; at++) {
    states.read(at, row);
    for (let move = 0; move < stepping.moves; move++) {
      if (stepping.step(row, move, next)) states.add(next);
    }
  }
  return states;
}

/** The least state of each orbit, as the numbers of its halves, and how large the orbit is. */
function leastBy(stepping: Stepping, rest: Block, alike: Block, listed: bigint) {
  const symmetry = new Symmetry(stepping, stepping.system.symmetry!, rest, alike, listed);
  return (row: Int32Array) => {
    const [one, other] = [rest.intern(row), alike.intern(row)];
    const least = `${symmetry.leastRest(one)} ${symmetry.leastAlike(one, other)}`;
    return { least, size: symmetry.renamings(one, other) };
  };
}

function orbits(system: System) {
  const stepping = new Stepping(system);
  const states = statesOf(stepping);
  const exchanged = new Set(system.symmetry!.flatMap(Object.keys));
  const slots = Array.from({ length: stepping.width }, (_, slot) => slot);
  const isAlike = (slot: number) => exchanged.has(stepping.names[slot]!);
  const rest = blockOf(slots.filter((slot) => !isAlike(slot)));
  const alike = blockOf(slots.filter(isAlike));
  const ways = [10_000n, 0n].map((limit) => leastBy(stepping, rest, alike, limit));
  const row = new Int32Array(stepping.width);
  const pairs = Array.from({ length: states.size }, (_, at) => {
    states.read(at, row);
    return ways.map((way) => way(row));
  });
  const [listed, searched] = [0, 1].map((way) =>
    new Set(pairs.map((pair) => pair[way]!.least)).size
  );
  const both = Map.groupBy(pairs, (ways) => ways.map(({ least }) => least).join(" and "));
  const sizes = [...both.values()].flatMap((orbit) =>
    orbit.flatMap((ways) => ways.map(({ size }) => size === orbit.length))
  );
  return { listed, searched, pairs: both.size, areSizesRight: !sizes.includes(false) };
}

describe("a search for the least state finds the orbits that a list of all renamings does, and their sizes", () => {
  for (
    const system of [...symmetricToys, symmetricTwoPhaseCommit(5), followers(4), boxes(3, 2, 2)]
  ) {
    it(`in ${system.name}`, () => {
      const { listed, searched, pairs, areSizesRight } = orbits(system);
      assertEquals([searched, pairs, areSizesRight], [listed, listed, true]);
    });
  }
});
