/**
 * Systems with hundreds of thousands of states, whose counts other tools publish: each is counted
 * again, and measured.
 *
 *     deno run bench/oracles_bench.ts
 *
 * The smaller ones are tests, in `model/explore/examples/`. A count that differs is an error.
 *
 * @module
 */
import { type Exploration, explore, type System } from "../model/explore/mod.ts";
import { ewd998 } from "../model/explore/examples/ewd998.ts";
import { lamportMutex } from "../model/explore/examples/lamport_mutex.ts";
import { pnueliZuck } from "../model/explore/examples/pnueli_zuck.ts";
import { twoPhaseCommit } from "../model/explore/toys/two_phase_commit.ts";

/** What is published, and what an exploration says of it. */
interface Oracle {
  readonly system: System;
  readonly source: string;
  readonly published: readonly number[];
  readonly counted: (found: Exploration) => readonly number[];
}

/** TLC counts the first state as generated, and depth in states. */
const asTlc = ({ states, edges, depth }: Exploration) => [states, edges + 1, depth + 1];

/** TLC begins in many states, ours begins with a move to each of them. */
const asTlcFromMany = ({ states, edges, depth }: Exploration) => [states - 1, edges, depth];

const { symmetry: _, ...coinTossers } = pnueliZuck(5);

const ORACLES: readonly Oracle[] = [
  {
    system: ewd998(3),
    source: "TLC: TLA+ Examples, ewd998/EWD998PCal.cfg",
    published: [321_370, 2_808_396, 47],
    counted: asTlcFromMany,
  },
  {
    system: lamportMutex(3, 6),
    source: "TLC: TLA+ Examples, lamport_mutex/MCLamportMutex.cfg",
    published: [724_274, 2_729_079, 61],
    counted: asTlc,
  },
  {
    system: twoPhaseCommit(8),
    source: "TLC on TwoPhase.tla of the TLA+ Examples, 8 RMs",
    published: [1_745_408, 18_507_778, 26],
    counted: asTlc,
  },
  {
    system: coinTossers,
    source: "PRISM: case study mutual, 5 processes",
    published: [308_800],
    counted: ({ states }) => [states],
  },
];

function main(): void {
  for (const { system, source, published, counted } of ORACLES) {
    const start = performance.now();
    const found = explore(system);
    const seconds = (performance.now() - start) / 1000;
    const counts = counted(found).join(", ");
    if (counts !== published.join(", ")) {
      console.error(`${system.name}: ${counts}, but ${source} says ${published.join(", ")}`);
      Deno.exit(1);
    }
    const rate = Math.round(found.states / seconds).toLocaleString("en");
    console.log(
      `${system.name.padEnd(46)} ${counts.padStart(26)} ${seconds.toFixed(2).padStart(6)} s ` +
        `${rate.padStart(9)} states/s  ${source}`,
    );
  }
}

if (import.meta.main) main();
