/**
 * How far off the estimates of sizes are: a probe before a search, and the growth of its levels
 * while it runs. Each is given as a multiple of the true number of states.
 *
 *     deno run --no-prompt bench/size_bench.ts
 */
import { explore, likelySize, probe, type System } from "../model/explore/mod.ts";
import { counters } from "../model/explore/toys/counters.ts";
import { diningPhilosophers } from "../model/explore/toys/dining_philosophers.ts";
import { lossyPingPong } from "../model/explore/toys/lossy_network.ts";
import { tokenRing } from "../model/explore/toys/token_ring.ts";
import { twoPhaseCommit } from "../model/explore/toys/two_phase_commit.ts";
import { scopes } from "../model/scopes.ts";
import { storageSystem } from "../model/system.ts";

const { symmetry: _ring, ...ring } = tokenRing(14);
const { symmetry: _table, ...table } = diningPhilosophers(13);

const systems: readonly System[] = [
  ...["background", "small", "pipeline"]
    .map((name) => storageSystem(name, scopes[name]!.bounds)),
  twoPhaseCommit(6),
  twoPhaseCommit(7),
  twoPhaseCommit(8),
  counters(6, 9),
  lossyPingPong(7),
  table,
  ring,
];

/** An estimate as a multiple of the truth. */
function factor(estimate: number | undefined, truth: number): string {
  return estimate === undefined ? "-" : (estimate / truth).toPrecision(2);
}

/** The sizes of the levels that are known when a part of all states is done. */
function known(levels: readonly number[], part: number): number[] {
  let left = part * levels.reduce((sum, size) => sum + size);
  return levels.slice(0, levels.findIndex((size) => (left -= size) < 0) + 1);
}

const PARTS = [0.1, 0.25, 0.5, 0.75];

console.log(
  ["System", "States", "from below", "likely", ...PARTS.map((part) => `at ${part * 100} %`)]
    .join(" | "),
);
for (const system of systems) {
  const { states, levels } = explore(system);
  const guess = probe(system);
  const running = PARTS.map((part) => factor(likelySize(known(levels, part)), states));
  const before = [guess.fromBelow, guess.likely].map((size) => factor(size, states));
  console.log([system.name, states, ...before, ...running].join(" | "));
}
