/**
 * A system of 100,000,000 states, explored whole: to be run by hand, it takes minutes.
 *
 *     deno run bench/hundred_million_bench.ts
 *
 * Eight counters from 0 to 9 are told apart, so the count is known: 10 to the power of 8. Nothing
 * is merged and nothing is hashed away.
 *
 * @module
 */
import { thousands } from "../conformance/style.ts";
import { explore } from "../model/explore/mod.ts";
import { counters } from "../model/explore/toys/counters.ts";

const EXPECTED = 100_000_000;

function main(): void {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  let shown = 0;
  const { states, edges, depth, bytes, complete } = explore(counters(8, 9), {
    onProgress({ states, bytes }) {
      if (seconds() < shown + 10) return;
      shown = seconds();
      console.error(
        `${thousands(states)} states, ${shown.toFixed(0)} s, ${thousands(bytes)} bytes`,
      );
    },
  });
  console.log(
    `${thousands(states)} states, ${thousands(edges)} steps, depth ${depth}: ` +
      `${seconds().toFixed(0)} s, ${thousands(Math.round(states / seconds()))} states/s, ` +
      `${(bytes / states).toFixed(2)} bytes/state; ` +
      `the process takes ${thousands(Math.round(Deno.memoryUsage().rss / 1e6))} MB`,
  );
  if (!complete || states !== EXPECTED) {
    console.error(`but there are ${thousands(EXPECTED)}`);
    Deno.exit(1);
  }
}

if (import.meta.main) main();
