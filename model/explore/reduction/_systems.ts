/** Systems that explorations are compared on, each with what it promises, for tests. */
import { abdRegister } from "../examples/abd_register.ts";
import { chandyMisra } from "../examples/chandy_misra.ts";
import { changRoberts } from "../examples/chang_roberts.ts";
import * as ring from "../examples/ewd840.ts";
import * as safra from "../examples/ewd998.ts";
import { increment, isExact } from "../examples/increment.ts";
import { insiders, lamportMutex } from "../examples/lamport_mutex.ts";
import { pnueliZuck } from "../examples/pnueli_zuck.ts";
import { isLinearizable } from "../examples/register_history.ts";
import { schedulingAllocator } from "../examples/scheduling_allocator.ts";
import { singleCopyRegister } from "../examples/single_copy_register.ts";
import { terminationDetection } from "../examples/termination_detection.ts";
import { isAgreed, voting } from "../examples/voting.ts";
import { named, toys } from "../toys/all.ts";
import { litresIn } from "../toys/die_hard.ts";
import { diningPhilosophers } from "../toys/dining_philosophers.ts";
import { lock } from "../toys/lock.ts";
import { isInside, peterson } from "../toys/peterson.ts";
import { tokenRing } from "../toys/token_ring.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import type { System, World } from "../system.ts";
import type { Situation } from "../watch.ts";

/** Systems of the toys and the examples, small enough for a test, in which names are told apart. */
export const systems: readonly System[] = [
  ...toys,
  increment(3),
  singleCopyRegister(1, 2),
  singleCopyRegister(2, 2),
  abdRegister(2, 2),
  chandyMisra(5),
  changRoberts(3),
  ring.ewd840(3),
  terminationDetection(3),
  lamportMutex(2, 4),
  pnueliZuck(3),
  schedulingAllocator(2, 2),
].map(named);

const actorsIn = (world: World, names: readonly string[], state: string) =>
  names.filter((name) => world.state(name).matches(state)).length;

/** Systems with claims about several actors: some hold, and some do not. */
export const promises: readonly (readonly [System, Readonly<Record<string, Situation>>])[] = [
  [twoPhaseCommit(3), {
    "all decide the same": (at) =>
      !(actorsIn(at, ["rm1", "rm2", "rm3"], "committed") > 0 &&
        actorsIn(at, ["rm1", "rm2", "rm3"], "aborted") > 0),
    "the first is not alone": (at) =>
      !(actorsIn(at, ["rm1"], "committed") > 0 && actorsIn(at, ["rm2"], "prepared") > 0),
  }],
  [named(diningPhilosophers(4)), {
    "neighbours never eat together": (at) =>
      actorsIn(at, ["philosopher1", "philosopher2"], "eating") < 2,
    "others never eat together": (at) =>
      actorsIn(at, ["philosopher1", "philosopher3"], "eating") < 2,
  }],
  [lock(3), {
    "one holds the lock": (at) => actorsIn(at, ["thread1", "thread2", "thread3"], "holding") < 2,
    "two are never done": (at) => actorsIn(at, ["thread1", "thread2", "thread3"], "done") < 2,
  }],
  [peterson(), { "one is inside": (at) => !(isInside(at, "p1") && isInside(at, "p2")) }],
  [peterson(false), { "one is inside": (at) => !(isInside(at, "p1") && isInside(at, "p2")) }],
  [named(tokenRing(4)), {
    "one is inside": (at) =>
      actorsIn(at, ["station1", "station2", "station3", "station4"], "work.critical") < 2,
    "nobody waits beside one inside": (at) =>
      !(at.state("station1").matches({ work: "critical" }) &&
        at.state("station2").matches({ work: "waiting" })),
  }],
  [toys.find(({ name }) => name === "die hard")!, {
    "nobody measures four litres": (at) => litresIn(at, "big") !== 4,
    "the jugs are not full together": (at) => litresIn(at, "big") + litresIn(at, "small") < 8,
  }],
  [named(increment(3)), { exact: (at) => isExact(at, 3) }],
  [singleCopyRegister(1, 2), { linearizable: isLinearizable }],
  [singleCopyRegister(2, 2), { linearizable: isLinearizable }],
  [abdRegister(2, 2), { linearizable: isLinearizable }],
  [ring.ewd840(3), { sound: (at) => !ring.isDetected(at) || ring.isTerminated(at, 3) }],
  [safra.ewd998(2), { sound: (at) => !safra.isDetected(at) || safra.isTerminated(at, 2) }],
  [lamportMutex(2, 4), { exclusive: (at) => insiders(at, 2) <= 1 }],
  [named(voting()), { agreed: isAgreed }],
];
