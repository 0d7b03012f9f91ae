/**
 * Partial-order reduction: how much of each system it leaves out, and at which price. Each system is
 * explored whole and reduced. If claims, witnesses, the number of states at rest or the coverage of
 * charts then differ, the run ends with an error.
 *
 *     deno run bench/reduction_bench.ts
 *
 * Smaller systems are compared in tests, in `model/explore/reduction/` and `spec/reduction_test.ts`.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { nobody, type Watch, watchStates } from "../model/explore/watch.ts";
import type { System } from "../model/explore/mod.ts";
import { isLinearizable } from "../model/explore/examples/register_history.ts";
import { insiders, lamportMutex } from "../model/explore/examples/lamport_mutex.ts";
import { paxos } from "../model/explore/examples/paxos.ts";
import { pnueliZuck } from "../model/explore/examples/pnueli_zuck.ts";
import { type Findings, findings } from "../model/explore/reduction/_compare.ts";
import { named } from "../model/explore/toys/all.ts";
import { allocator } from "../model/explore/toys/allocator.ts";
import { counters } from "../model/explore/toys/counters.ts";
import { diningPhilosophers } from "../model/explore/toys/dining_philosophers.ts";
import { lock } from "../model/explore/toys/lock.ts";
import { tokenRing } from "../model/explore/toys/token_ring.ts";
import { twoPhaseCommit } from "../model/explore/toys/two_phase_commit.ts";
import { invariants } from "../spec/invariants/all.ts";
import { systemOf } from "../spec/system_of.ts";
import { watchModel } from "../spec/watch_model.ts";
import { witnesses } from "../spec/witnesses/all.ts";

const commit: Watch = watchStates({
  "two of seven decide the same": (at) => {
    const decided = ["rm1", "rm2"].map((rm) => at.state(rm));
    return !(decided.some((one) => one.matches("committed")) &&
      decided.some((one) => one.matches("aborted")));
  },
});

const CASES: readonly (readonly [System, string, Watch])[] = [
  [counters(6, 5), "", nobody],
  [lock(8), "", nobody],
  [named(diningPhilosophers(8)), "", nobody],
  [named(diningPhilosophers(10)), "", nobody],
  [twoPhaseCommit(6), "", nobody],
  [twoPhaseCommit(7), "", nobody],
  [twoPhaseCommit(7), "a claim", commit],
  [named(tokenRing(8)), "", nobody],
  [allocator(3, 2), "", nobody],
  [lamportMutex(3, 3), "", nobody],
  [lamportMutex(3, 3), "a claim", watchStates({ one: (at) => insiders(at, 3) <= 1 })],
  [paxos(3, 2), "a claim", watchStates({ linearizable: isLinearizable })],
  [named(pnueliZuck(3)), "", nobody],
  ...["full-tail", "mtr", "background"].map((scope) => {
    const system = systemOf(scope);
    const watch = watchModel(system, invariants, witnesses);
    return [named(system), "all claims", watch] as const;
  }),
];

function timed(explore: () => Findings): { readonly found: Findings; readonly seconds: number } {
  const start = performance.now();
  const found = explore();
  return { found, seconds: (performance.now() - start) / 1000 };
}

function main(): void {
  for (const [system, asked, watch] of CASES) {
    const whole = timed(() => findings(system, watch, false));
    const reduced = timed(() => findings(system, watch, true));
    assertEquals(reduced.found.same, whole.found.same, system.name);
    const counts = [whole.found, reduced.found].map(({ states, edges }) =>
      `${states.toLocaleString("en").padStart(9)} ${edges.toLocaleString("en").padStart(11)}`
    );
    const times = [whole, reduced].map(({ seconds }) => `${seconds.toFixed(2).padStart(7)} s`);
    const { ample, restarts } = reduced.found.reduction!;
    console.log(
      `${system.name.padEnd(46)} ${asked.padEnd(10)} ${counts.join(" ")} ${times.join(" ")}` +
        `  ${ample.toLocaleString("en")} reduced, ${restarts} times begun anew`,
    );
  }
}

if (import.meta.main) main();
