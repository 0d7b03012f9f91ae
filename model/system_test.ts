import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Look, Names, orbitsOf, reach, whole } from "./_reachable.ts";
import type { Bounds } from "./bounds.ts";
import { explore } from "./explore/explore.ts";
import { watchStates } from "./explore/watch.ts";
import { segmentIn } from "./network/network.ts";
import { durableRecords } from "./segment/segment.ts";
import { faultsIn } from "./faults/outages.ts";
import { storageSystem } from "./system.ts";
import { placeCopies } from "./volume.ts";

const commits = (count: number) =>
  Array.from({ length: count }, (_, i) => [{ pg: "1", commits: `T${i + 1}` }]);
const three: Bounds = {
  volume: { groups: { "1": "threeCopies" } },
  workload: commits(2),
  lal: 10n,
  faults: { azs: 0, copies: 0 },
  steps: "merged",
  background: false,
};
const six: Bounds = { ...three, volume: { groups: { "1": "sixCopies" } } };

/** The system with every copy told from every other. */
function unreduced(name: string, bounds: Bounds) {
  const { symmetry: _, ...system } = storageSystem(name, bounds);
  return system;
}

/** Permutations of the copies 0 to 5, two in each AZ: exchanges in an AZ, and of whole AZs. */
const exchanges: number[][] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  .flatMap((azs) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((flips) =>
      [0, 1, 2, 3, 4, 5].map((copy) => {
        const az = copy >> 1;
        return 2 * azs[az]! + (copy & 1 ^ flips >> az & 1);
      })
    )
  );

/** Burnside: colourings of the copies up to permutations of them. */
function colourings(colours: number, permutations: readonly (readonly number[])[]): number {
  const fixed = permutations.map((permutation) => {
    const seen = new Set<number>();
    const cycles = permutation.filter((_, start) => {
      const isNew = !seen.has(start);
      for (let at = start; !seen.has(at); at = permutation[at]!) seen.add(at);
      return isNew;
    });
    return colours ** cycles.length;
  });
  return fixed.reduce((sum, count) => sum + count) / permutations.length;
}

describe("a storage system, counted by hand", () => {
  // Absent, then created; then each record, on each copy, is absent, stored, or stored and known
  // to the writer: 3 ways before the second record is allocated, 9 after.
  it("has 1 + 1 + 3^3 + 9^3 = 758 states with three copies, two records and no faults", () => {
    assertEquals(explore(unreduced("three", three)).states, 1 + 1 + 3 ** 3 + 9 ** 3);
  });

  it("has 1 + 1 + 3^3 = 29 with one record", () => {
    const bounds = { ...three, workload: commits(1) };
    assertEquals(explore(unreduced("three", bounds)).states, 1 + 1 + 3 ** 3);
  });

  // The second record comes when two copies or three are known to have the first: 3 * 2 + 1 of
  // the 27 ways. It is absent, stored or known on each copy then.
  it("has 1 + 1 + 3^3 + 7 * 3^3 = 218 where LAL lets no record in flight behind another", () => {
    const { states } = explore(unreduced("three", { ...three, lal: 1n }));
    assertEquals(states, 1 + 1 + 3 ** 3 + 7 * 3 ** 3);
  });

  it("has 2 + 56 + 16,215 of 532,172 with six copies, up to 48 exchanges of them", () => {
    assertEquals(exchanges.length, 48);
    const { states, symmetry } = explore(storageSystem("six", six));
    assertEquals(symmetry, 48);
    assertEquals(states, 2 + colourings(3, exchanges) + colourings(9, exchanges));
  });
});

/** All but what merged steps leave out of a copy: its incoming queue, what is sorted, its SCL. */
const merged: Look = (snapshot, actor) => {
  if (actor.length > 2) return whole(snapshot, actor);
  return [snapshot.value, durableRecords(snapshot.context).map(({ lsn }) => lsn)];
};

describe("exchanges of full and tail segments", () => {
  it("leave 6 of the 48: a full and a tail are not alike, 2 + 165 of 731 states are told apart", () => {
    const bounds: Bounds = {
      ...six,
      volume: { groups: { "1": "fullAndTail" } },
      workload: commits(1),
    };
    const alike = exchanges.filter((to) => to.every((copy, from) => (copy & 1) === (from & 1)));
    const { states, symmetry } = explore(storageSystem("full and tail", bounds));
    assertEquals([states, symmetry], [2 + colourings(3, alike), alike.length]);
    assertEquals(explore(unreduced("full and tail", bounds)).states, 2 + 3 ** 6);
  });
});

describe("steps taken as one", () => {
  it("change nothing in what is durable, what the writer knows, its points, and what is down", () => {
    const bounds = { ...three, faults: { azs: 0, copies: 1 } };
    const names = new Names();
    const one = reach(unreduced("merged", bounds), merged, names);
    const many = reach(unreduced("apart", { ...bounds, steps: "apart" }), merged, names);
    assert(many.size > one.size, "nothing is told apart");
    assertEquals([...one.states.symmetricDifference(many.states)], []);
    // The other way round it takes several: a copy may persist two records at once.
    assertEquals([...one.steps.difference(many.steps)], []);
  });
});

describe("exchanges of copies and AZs", () => {
  const { volume, ...rest } = { ...six, workload: commits(1) };
  const worlds: Record<string, Bounds> = {
    three,
    "three, steps apart": { ...three, workload: commits(1), steps: "apart" },
    "three, one down": { ...three, faults: { azs: 0, copies: 1 } },
    "three, in the background": { ...three, workload: commits(1), background: true },
    "six": { volume, ...rest },
    "six, full and tail": { ...rest, volume: { groups: { "1": "fullAndTail" } } },
    "two groups": {
      ...rest,
      volume: { groups: { "1": "threeCopies", "2": "threeCopies" } },
      workload: [...commits(1), [{ pg: "2", commits: "T2" }]],
    },
  };
  for (const [name, bounds] of Object.entries(worlds)) {
    it(`lose no state and invent none: ${name}`, () => {
      const system = storageSystem(name, bounds);
      assertEquals(explore(system).states, orbitsOf(system));
    });
  }
});

describe("outages", () => {
  const bounds: Bounds = { ...six, workload: commits(1), faults: { azs: 1, copies: 1 } };
  const members = Object.entries(placeCopies("sixCopies", 0));

  it("take down the copies of a lost AZ and those that crashed, and no other: at most AZ+1", () => {
    const isDown = (world: Parameters<typeof segmentIn>[0], segment: string) =>
      world.state(segment).matches("crashed");
    const { violation, witnesses, complete } = explore(storageSystem("outages", bounds), {
      watch: watchStates({
        "a copy is down if its AZ is lost, or if it crashed": (world) => {
          const { azs, copies } = faultsIn(world);
          return members.every(([segment, { az }]) =>
            isDown(world, segment) === Boolean(azs[az] || copies[segment])
          );
        },
        "three copies are up": (world) =>
          members.filter(([segment]) => !isDown(world, segment)).length >= 3,
      }, {
        "AZ+1": (world) => members.filter(([segment]) => isDown(world, segment)).length === 3,
        "an AZ without a copy that was down before": (world) => {
          const { azs, copies } = faultsIn(world);
          return members.some(([segment, { az }]) => azs[az] && copies[segment]);
        },
      }),
    });
    assertEquals([violation, complete], [undefined, true]);
    assertEquals(Object.values(witnesses).map((path) => path?.length), [2, 2]);
  });
});

describe("a tail segment", () => {
  it("stages the log it keeps, and has no blocks to coalesce, so nothing to collect (S18 §4.2)", () => {
    const bounds: Bounds = { ...six, volume: { groups: { "1": "fullAndTail" } }, background: true };
    const inBackground = (copy: string) =>
      storageSystem("full and tail", bounds).moves.flatMap(({ deed }) =>
        "segment" in deed && deed.segment === copy &&
          ["coalesce", "stage", "collect"].includes(deed.does)
          ? deed.does
          : []
      );
    assertEquals(inBackground("a1"), ["coalesce", "stage", "collect"]);
    assertEquals(inBackground("a2"), ["stage"]);
  });
});

describe("an exploration of a storage system", () => {
  it("is the same each time", () => {
    const run = () => explore(storageSystem("three", { ...three, faults: { azs: 0, copies: 1 } }));
    assertEquals(run(), run());
  });

  it("gives each move a name of its own", () => {
    const bounds: Bounds = { ...six, faults: { azs: 1, copies: 1 }, background: true };
    for (const steps of ["merged", "apart"] as const) {
      const names = storageSystem("six", { ...bounds, steps }).moves.map(({ name }) => name);
      assertEquals([...new Set(names)], names);
    }
  });
});
