import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Exploration, explore } from "../explore.ts";
import { allocator } from "./allocator.ts";
import { boxes } from "./boxes.ts";
import { counters, symmetricCounters } from "./counters.ts";
import { dieHard } from "./die_hard.ts";
import { diningPhilosophers, oneLeftHanded } from "./dining_philosophers.ts";
import { lock } from "./lock.ts";
import { followers, partners } from "./followers.ts";
import { lossyPingPong } from "./lossy_network.ts";
import { missionariesAndCannibals, namelessMissionaries } from "./missionaries.ts";
import { peterson } from "./peterson.ts";
import { pingPong } from "./ping_pong.ts";
import { tokenRing } from "./token_ring.ts";
import { symmetricTwoPhaseCommit, twoPhaseCommit } from "./two_phase_commit.ts";

/** TLC counts the first state as generated, and depth in states. */
function asTlcCounts({ states, edges, depth }: Exploration) {
  return { distinct: states, generated: edges + 1, depth: depth + 1 };
}

function size({ states, edges, depth, rests }: Exploration) {
  return { states, edges, depth, rests };
}

/** Multisets of the ways that a manager can be in: 6, 4 and 2 ways. */
function orbitsOfTwoPhaseCommit(n: number): number {
  return choose(n + 5, 5) + choose(n + 3, 3) + choose(n + 1, 1);
}

function factorial(n: number): number {
  return n === 0 ? 1 : n * factorial(n - 1);
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : choose(n - 1, k - 1) * n / k;
}

describe("two-phase commit", () => {
  // Published by the TLA+ Examples (3), by Stateright (3, 5) and by a comment of TwoPhase.tla (6).
  const published = [
    [3, { distinct: 288, generated: 1146, depth: 11 }],
    [4, { distinct: 1568, generated: 8258, depth: 14 }],
    [5, { distinct: 8832, generated: 58146, depth: 17 }],
    [6, { distinct: 50816, generated: 402306, depth: 20 }],
    [7, { distinct: 296448, generated: 2744706, depth: 23 }],
  ] as const;

  for (const [n, counts] of published) {
    it(`has the states, steps and depth that TLC finds, with ${n} resource managers`, () => {
      assertEquals(asTlcCounts(explore(twoPhaseCommit(n))), counts);
      // A manager is in one of 4 ways while the TM collects, 6 once it aborted, 2 once it committed.
      assertEquals(counts.distinct, 6 ** n + 4 ** n + 2 ** n);
      assertEquals(
        counts.generated,
        n * 4 ** n + 4 ** n + 1 + 8 * n * 6 ** (n - 1) + n * 2 ** n + 1,
      );
    });
  }

  // Generated states under TLC's SYMMETRY; the formula counts multisets of the ways above.
  for (const [n, generated] of [[3, 318], [4, 869], [5, 2048], [6, 4328], [7, 8410]] as const) {
    it(`has the orbits that TLC finds, with ${n} interchangeable resource managers`, () => {
      assertEquals(asTlcCounts(explore(symmetricTwoPhaseCommit(n))), {
        distinct: orbitsOfTwoPhaseCommit(n),
        generated,
        depth: 3 * n + 2,
      });
    });
  }

  it("has 314 orbits with 5: Stateright publishes 665, as its least states leave ties", () => {
    assertEquals(orbitsOfTwoPhaseCommit(5), 314);
  });

  for (const n of [8, 10, 12]) {
    it(`has as many orbits as multisets with ${n}, without a list of ${factorial(n)} orders`, () => {
      const { states, unreduced, depth, symmetry } = explore(symmetricTwoPhaseCommit(n));
      assertEquals(
        { states, unreduced, depth, symmetry },
        {
          states: orbitsOfTwoPhaseCommit(n),
          unreduced: 6 ** n + 4 ** n + 2 ** n,
          depth: 3 * n + 1,
          symmetry: factorial(n),
        },
      );
    });
  }
});

describe("followers", () => {
  // OEIS A126285 and A001372: partial functions, and functions, up to who is who.
  const counts = [[2, 6, 3], [3, 16, 7], [4, 45, 19], [5, 121, 47], [6, 338, 130]] as const;
  for (const [n, partial, whole] of counts) {
    it(`of ${n} are the functions of a set to itself`, () => {
      const { states, unreduced, rests } = explore(followers(n));
      assertEquals([states, unreduced, rests], [partial, (n + 1) ** n, whole]);
    });
  }

  it("who pair off differ by how many pairs there are, be they 12", () => {
    const { states, symmetry } = explore(partners(12));
    assertEquals([states, symmetry], [7, factorial(12)]);
  });
});

describe("boxes", () => {
  it("are multisets of multisets of counts, one of them set apart if it is closed", () => {
    for (const [count, size, top] of [[2, 2, 2], [3, 2, 2], [4, 2, 1], [5, 4, 1]] as const) {
      const ways = choose(size + top, top);
      const open = choose(ways + count - 1, count);
      const closed = ways * choose(ways + count - 2, count - 1);
      const { states, symmetry } = explore(boxes(count, size, top));
      assertEquals([states, symmetry], [
        open + closed,
        factorial(size) ** count * factorial(count),
      ]);
    }
  });
});

describe("die hard", () => {
  it("has the states, steps and depth that TLC finds without an invariant", () => {
    // Nothing is refused: 6 steps from each of 16 states.
    assertEquals(asTlcCounts(explore(dieHard)), { distinct: 16, generated: 97, depth: 8 });
  });
});

describe("missionaries and cannibals", () => {
  it("has 16 states up to names: 20 safe ones less the 4 that cannot be reached", () => {
    assertEquals(explore(namelessMissionaries).states, 16);
  });

  it("has 64 states with names", () => {
    // East bank, boat on either side: all or none of the missionaries and any cannibals, 8 + 8 ways;
    // one of each, or two of each, 9 + 9 ways. Less the 4 out of reach, one way each.
    assertEquals(explore(missionariesAndCannibals).states, 2 * (8 + 8 + 9 + 9) - 4);
  });
});

describe("Peterson's mutual exclusion", () => {
  it("has the states, steps and depth that the TLA+ Examples publish", () => {
    assertEquals(asTlcCounts(explore(peterson())), { distinct: 42, generated: 77, depth: 11 });
  });
});

describe("a token ring", () => {
  for (const n of [3, 4, 6]) {
    const { symmetry: _, ...ring } = tokenRing(n);
    it(`of ${n} is counted by its holder, the holder's work and the wants of the others`, () => {
      const { states, edges } = explore(ring);
      const wants = 2 ** n;
      assertEquals(states, n * 3 * wants / 2 + wants);
      // With a holder: each idle other may want; the holder has 2 + 1 + 1 steps in its 3 works.
      const held = n * (3 * (n - 1) * wants / 4 + 4 * wants / 2);
      assertEquals(edges, held + n * wants / 2 + n * wants);
    });
  }

  it("has one orbit per place of the holder, and the necklaces of wants without one", () => {
    const necklaces = { 3: 4, 4: 6, 6: 14 } as const;
    for (const n of [3, 4, 6] as const) {
      assertEquals(explore(tokenRing(n)).states, 3 * 2 ** (n - 1) + necklaces[n]);
    }
  });
});

describe("dining philosophers", () => {
  // A fork is not in two hands: closed walks on thinking, reaching, eating in which nobody reaches
  // or eats to the right of one who eats. The matrix has the eigenvalues 0, 1 + sqrt 2, 1 - sqrt 2.
  for (const [n, states] of [[2, 6], [3, 14], [4, 34], [5, 82], [6, 198]] as const) {
    it(`have ${states} states with ${n} at the table, and one deadlock`, () => {
      const { symmetry: _, ...table } = diningPhilosophers(n);
      const exploration = explore(table);
      assertEquals([exploration.states, exploration.rests], [states, 1]);
      assertEquals(states, Math.round((1 + Math.SQRT2) ** n + (1 - Math.SQRT2) ** n));
    });
  }

  it("have 18 orbits with 5 at the table: 82 states, 2 of which look the same from each seat", () => {
    const { states, rests } = explore(diningPhilosophers(5));
    assertEquals([states, rests], [(82 - 2) / 5 + 2, 1]);
  });

  it("never rest if one is left-handed", () => {
    assertEquals(explore(oneLeftHanded(5)).rests, 0);
  });
});

describe("counters", () => {
  it("make a grid", () => {
    for (const [count, top] of [[1, 9], [2, 5], [3, 4], [4, 7]] as const) {
      assertEquals(size(explore(counters(count, top))), {
        states: (top + 1) ** count,
        edges: count * top * (top + 1) ** (count - 1),
        depth: count * top,
        rests: 1,
      });
    }
  });

  it("have multisets of counts as orbits", () => {
    for (const [count, top] of [[2, 5], [3, 4], [5, 3]] as const) {
      assertEquals(explore(symmetricCounters(count, top)).states, choose(count + top, count));
    }
  });
});

describe("ping pong", () => {
  it("has the 11 states that Stateright counts up to 5: messages stay sent", () => {
    assertEquals(size(explore(pingPong(5))), { states: 11, edges: 10, depth: 10, rests: 1 });
  });

  it("has the 14 and 4,094 states that Stateright counts over a lossy network", () => {
    // After k steps k + 1 messages were sent, any of which may be lost: 2^(k+1) states.
    assertEquals(explore(lossyPingPong(1)).states, 2 + 4 + 8);
    assertEquals(size(explore(lossyPingPong(5))), {
      states: 2 ** 12 - 2,
      edges: sum(11, (k) => (k + 1) * 2 ** k) + sum(10, (k) => 2 ** k),
      depth: 10 + 11,
      rests: sum(10, (k) => 2 ** k) + 2 ** 11,
    });
  });
});

describe("an allocator", () => {
  // Source: Merz, "The specification language TLA+", 2008; the depth is in the TLA+ Examples.
  for (const [resources, distinct, generated] of [[2, 400, 1633], [3, 8000, 45697]] as const) {
    it(`of ${resources} resources to 3 clients has the states and steps that TLC finds`, () => {
      const counts = asTlcCounts(explore(allocator(3, resources)));
      assertEquals([counts.distinct, counts.generated], [distinct, generated]);
      if (resources === 2) assertEquals(counts.depth, 6);
      // A resource is free or held by one of 3, and wanted or not by each who does not hold it.
      assertEquals(distinct, (2 ** 3 + 3 * 2 ** 2) ** resources);
    });
  }
});

describe("a lock", () => {
  it("for 2 threads has the 8 states and 15 steps that TLC finds", () => {
    const { distinct, generated } = asTlcCounts(explore(lock(2)));
    assertEquals([distinct, generated], [8, 15]);
  });

  it("is free, with each thread waiting or done, or is held by one of them", () => {
    for (const n of [1, 2, 3, 5]) {
      assertEquals(explore(lock(n)).states, 2 ** n + n * 2 ** (n - 1));
    }
  });
});

function sum(terms: number, term: (k: number) => number): number {
  return Array.from({ length: terms }, (_, k) => term(k)).reduce((a, b) => a + b);
}
