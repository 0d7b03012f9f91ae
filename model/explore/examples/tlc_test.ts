/**
 * Systems that TLC counts. The figures are those of the TLA+ Examples, in the `manifest.json` beside
 * each specification (`distinctStates`, `totalStates`, `stateDepth`).
 */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Exploration, explore, watchStates } from "../mod.ts";
import { chandyMisra } from "./chandy_misra.ts";
import { changRoberts } from "./chang_roberts.ts";
import * as ring from "./ewd840.ts";
import * as safra from "./ewd998.ts";
import { insiders, lamportMutex } from "./lamport_mutex.ts";
import { schedulingAllocator } from "./scheduling_allocator.ts";
import { terminationDetection } from "./termination_detection.ts";
import { isAgreed, voting } from "./voting.ts";

/** TLC counts the first state as generated, and depth in states. */
function asTlcCounts({ states, edges, depth }: Exploration) {
  return { distinct: states, generated: edges + 1, depth: depth + 1 };
}

/** TLC begins in many states: here a first state leads to each of them by a move. */
function asTlcCountsFromMany({ states, edges, depth }: Exploration) {
  return { distinct: states - 1, generated: edges, depth };
}

describe("EWD840", () => {
  const sound = (count: number) =>
    watchStates({
      sound: (world) => !ring.isDetected(world) || ring.isTerminated(world, count),
    }, { detected: ring.isDetected });

  // specifications/ewd840, EWD840.cfg with N = 3. Its depth of 10 is one more than ours; TLC's is
  // exact with one worker only, as in the next figure.
  it("has the states and steps that TLC finds with 3 nodes", () => {
    const { depth: _, ...counts } = asTlcCountsFromMany(explore(ring.ewd840(3)));
    assertEquals(counts, { distinct: 302, generated: 2001 });
  });

  // specifications/ewd840, EWD840_json.cfg with N = 4.
  it("has the states, steps and depth that TLC finds with 4 nodes, and detects nothing too early", () => {
    const found = explore(ring.ewd840(4), { watch: sound(4) });
    assertEquals(asTlcCountsFromMany(found), { distinct: 1566, generated: 15986, depth: 12 });
    assertEquals([found.violation, found.witnesses["detected"]?.length], [undefined, 5]);
  });
});

describe("termination detection", () => {
  // specifications/ewd998, AsyncTerminationDetection.cfg with 4 nodes and at most 3 pending messages.
  it("has the states, steps and depth that TLC finds", () => {
    const counts = asTlcCountsFromMany(explore(terminationDetection(4)));
    assertEquals(counts, { distinct: 4097, generated: 53271, depth: 14 });
    // Each node is active or not, with up to 3 messages; and all at rest, and seen to be.
    assertEquals(counts.distinct, (2 * 4) ** 4 + 1);
  });
});

describe("EWD998", () => {
  // specifications/ewd998, EWD998PCal.cfg with N = 3 and counters below 3.
  it("has the 321,370 states, steps and depth that TLC finds", () => {
    const counts = asTlcCountsFromMany(explore(safra.ewd998(3)));
    assertEquals(counts, { distinct: 321_370, generated: 2_808_396, depth: 47 });
  });

  it("detects nothing too early with 2 nodes", () => {
    const watch = watchStates({
      sound: (world) => !safra.isDetected(world) || safra.isTerminated(world, 2),
    }, { detected: safra.isDetected });
    const { violation, complete, witnesses } = explore(safra.ewd998(2), { watch });
    assertEquals([violation, complete, witnesses["detected"]?.length], [undefined, true, 5]);
  });
});

describe("leader election by Chang and Roberts", () => {
  // specifications/chang_roberts, MCChangRoberts.cfg with N = 3.
  it("has the states, steps and depth that TLC finds", () => {
    const counts = asTlcCountsFromMany(explore(changRoberts(3)));
    assertEquals(counts, { distinct: 137, generated: 227, depth: 10 });
  });
});

describe("mutual exclusion by Lamport", () => {
  // The 724,274 states that TLC finds with 3 processes are counted by bench/oracles_bench.ts.
  it("lets each of two processes in, one at a time", () => {
    const watch = watchStates({ exclusive: (world) => insiders(world, 2) <= 1 }, {
      "the first is in": (world) => world.state("process1").context.isInside,
      "the second is in": (world) => world.state("process2").context.isInside,
    });
    const { complete, violation, witnesses } = explore(lamportMutex(2, 6), { watch });
    assertEquals([complete, violation], [true, undefined]);
    // Each asks, is acknowledged, which takes two more steps, and enters.
    assertEquals(Object.values(witnesses).map((path) => path?.length), [4, 4]);
  });
});

describe("philosophers who hand on their forks", () => {
  // specifications/DiningPhilosophers, DiningPhilosophers.cfg with NP = 5.
  it("have the states, steps and depth that TLC finds, and never rest", () => {
    const found = explore(chandyMisra(5));
    assertEquals(asTlcCounts(found), { distinct: 67, generated: 336, depth: 29 });
    assertEquals(found.rests, 0);
  });
});

describe("a scheduling allocator", () => {
  // specifications/allocator, SchedulingAllocator.cfg with 3 clients and 2 resources.
  it("has the states, steps and depth that TLC finds", () => {
    const counts = asTlcCounts(explore(schedulingAllocator(3, 2)));
    assertEquals(counts, { distinct: 1690, generated: 5854, depth: 7 });
  });
});

describe("voting", () => {
  // specifications/Paxos, MCVoting.cfg: 3 acceptors, 2 values, 2 ballots, all up to symmetry.
  it("has the orbits, steps and depth that TLC finds, and chooses one value", () => {
    const found = explore(voting(), { watch: watchStates({ agreed: isAgreed }) });
    assertEquals(asTlcCounts(found), { distinct: 77, generated: 451, depth: 11 });
    assertEquals([found.symmetry, found.violation], [12, undefined]);
  });
});
