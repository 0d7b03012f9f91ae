/**
 * States per second of the scope `small`, with every claim and witness asked of every step, beside
 * the bare exploration of the same states in the same run.
 *
 *     deno run bench/verify_bench.ts [SCOPE]
 *
 * @module
 */
import { explore } from "../model/explore/explore.ts";
import { thousands } from "../conformance/style.ts";
import { systemOf } from "../spec/system_of.ts";
import { verify } from "../spec/verify.ts";

const ROUNDS = 3;
const scope = Deno.args[0] ?? "small";

function timed(run: () => { readonly states: number }): { states: number; seconds: number } {
  const start = performance.now();
  const { states } = run();
  return { states, seconds: (performance.now() - start) / 1000 };
}

console.log(`Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, one thread`);
for (let round = 1; round <= ROUNDS; round++) {
  const bare = timed(() => explore(systemOf(scope)));
  const judged = timed(() => verify(scope).exploration);
  const rate = ({ states, seconds }: typeof bare) => `${thousands(Math.round(states / seconds))}/s`;
  console.log(
    `${scope}, ${thousands(judged.states)} states: bare ${rate(bare)}, with every claim ` +
      `${rate(judged)}, ratio ${(bare.seconds / judged.seconds).toFixed(2)}`,
  );
}
