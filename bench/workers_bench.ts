/**
 * One thread beside several, on the same search in the same run: how long it takes, and how long
 * processors are at work for it. What they do is done again by peers who take turns on one thread:
 * that tells what the division costs, whatever else the machine is busy with.
 *
 *     deno run --allow-read bench/workers_bench.ts [THREADS] [SCOPE...]
 *
 * Rounds alternate, so that whatever else is at work disturbs all alike; the quickest count.
 *
 * @module
 */
import { cpuUsage } from "node:process";
import { thousands } from "../conformance/style.ts";
import { exploreOnThreads } from "../conformance/threads/threads.ts";
import { type StorageArgs, subject } from "../conformance/threads/storage_subject.ts";
import { explore } from "../model/explore/explore.ts";
import { exploreInTurn } from "../model/explore/peers/in_turn.ts";
import type { Exploration } from "../model/explore/exploration.ts";
import { everyTime } from "../spec/scopes.ts";
import { askable } from "../spec/askable.ts";

const ROUNDS = 2;
const [threads = `${Math.max(2, navigator.hardwareConcurrency)}`, ...chosen] = Deno.args;
const module = new URL("../conformance/threads/storage_subject.ts", import.meta.url).href;
const claims = askable.map(({ code }) => code);

interface Timed {
  readonly states: number;
  readonly seconds: number;
  /** Of all threads. */
  readonly atWork: number;
}

async function timed(run: () => Exploration | Promise<Exploration>): Promise<Timed> {
  const [start, before] = [performance.now(), cpuUsage()];
  const { states } = await run();
  const { user, system } = cpuUsage(before);
  return { states, seconds: (performance.now() - start) / 1000, atWork: (user + system) / 1e6 };
}

function least(rounds: readonly Timed[], of: "seconds" | "atWork"): number {
  return Math.min(...rounds.map((round) => round[of]));
}

console.log(`Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores`);
for (const scope of chosen.length > 0 ? chosen : everyTime) {
  const args: StorageArgs = { scope, claims };
  const [alone, together, inTurn]: [Timed[], Timed[], Timed[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(
      await timed(() => {
        const { system, watch } = subject(args);
        return explore(system, { watch: watch! });
      }),
    );
    together.push(
      await timed(() => exploreOnThreads({ module, args }, { threads: Number(threads) })),
    );
    inTurn.push(
      await timed(() => {
        const { system, watch } = subject(args);
        return exploreInTurn(system, { watch: watch!, peers: Number(threads) });
      }),
    );
  }
  const seconds = [least(alone, "seconds"), least(together, "seconds")] as const;
  const atWork = [least(alone, "atWork"), least(together, "atWork") / Number(threads)] as const;
  console.log(
    `${scope.padEnd(12)} ${thousands(alone[0]!.states).padStart(9)} states  ` +
      `1 thread ${text(seconds[0])}, at work ${text(atWork[0])}  ` +
      `${threads} threads ${text(seconds[1])}, each at work ${text(atWork[1])}  ` +
      `ratios ${(seconds[0] / seconds[1]).toFixed(2)} and ${(atWork[0] / atWork[1]).toFixed(2)}, ` +
      `in turn on one thread at work ${text(least(inTurn, "atWork"))}`,
  );
}

function text(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
