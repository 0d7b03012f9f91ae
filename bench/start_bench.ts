/**
 * How long one waits for a first verdict: from the start of a process to its end, beside a process
 * that does nothing. Everything is in Deno's cache by then.
 *
 *     deno run --no-prompt --allow-read --allow-run bench/start_bench.ts
 */
const ROUNDS = 15;

const nothing = "data:text/javascript,";
const cli = "conformance/cli.ts";
const toy = "bench/crossing.ts";
const cwd = new URL("../", import.meta.url);
const programs: Readonly<Record<string, readonly string[]>> = {
  "nothing": [nothing],
  "a toy": [toy],
  "verify tiny": ["--allow-read", cli, "verify", "tiny"],
  "check a trace": ["--allow-read", cli, "check", "traces/conforming/first_commit.trace"],
};

/** Runs a program to its end. Unit: milliseconds. */
async function waited(args: readonly string[]): Promise<number> {
  const command = new Deno.Command(Deno.execPath(), { args: ["run", "--no-prompt", ...args], cwd });
  const start = performance.now();
  const { stderr } = await command.output();
  const took = performance.now() - start;
  if (stderr.length > 0) throw new Error(new TextDecoder().decode(stderr));
  return took;
}

// Deno tells what it downloads, and a program that tells anything is none to be timed.
await new Deno.Command(Deno.execPath(), { args: ["cache", cli, toy], cwd }).output();

const times = Object.entries(programs).map(([name, args]) => ({
  name,
  args,
  took: [] as number[],
}));
for (let round = 0; round <= ROUNDS; round++) {
  for (const { args, took } of times) {
    const time = await waited(args);
    // The first round fills the cache.
    if (round > 0) took.push(time);
  }
}

console.log(`Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores`);
for (const { name, took } of times) {
  const [least, middle] = [0, ROUNDS >> 1].map((at) => took.sort((a, b) => a - b)[at]!);
  console.log(
    `${name}: ${Math.round(least!)} ms at best, ${Math.round(middle!)} ms half of the time`,
  );
}
