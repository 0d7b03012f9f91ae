/**
 * How fast `check` judges a long trace, beside a bare `JSON.parse` loop over the same events.
 *
 *     deno run --allow-read --allow-write bench/check_bench.ts [EVENTS]
 *
 * @module
 */
import { quorumLog } from "../conformance/_quorum_log.ts";
import { check } from "../conformance/check.ts";
import { capturedIo } from "../conformance/io.ts";
import { thousands } from "../conformance/style.ts";
import { print, printJson, readTrace, type TraceEvent } from "../traces/mod.ts";

const ROUNDS = 3;
const SEED = 20171014;

/** Writes the same events in both encodings and gives their number. */
async function write(folder: string, wanted: number): Promise<number> {
  let events = 0;
  const lines = function* (line: (event: TraceEvent) => string) {
    events = 0;
    for (const event of quorumLog({ seed: SEED, events: wanted })) {
      events++;
      yield `${line(event)}\n`;
    }
  };
  await Deno.writeTextFile(`${folder}/log.trace`, ReadableStream.from(chunks(lines(print))));
  await Deno.writeTextFile(`${folder}/log.jsonl`, ReadableStream.from(chunks(lines(printJson))));
  return events;
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 1 << 20) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

/** The best of several rounds. Unit: seconds. */
async function best(act: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await act();
    least = Math.min(least, (performance.now() - start) / 1000);
  }
  return least;
}

async function judge(file: string): Promise<void> {
  const { io, written } = capturedIo();
  const code = await check([file, "--json"], io);
  if (code !== 0) throw new Error(`the generated trace is not judged to hold: ${written.out}`);
}

async function read(file: string): Promise<void> {
  for await (const _ of readTrace((await Deno.open(file)).readable, { file }));
}

async function parse(file: string): Promise<number> {
  let kinds = 0;
  for (const line of (await Deno.readTextFile(file)).split("\n")) {
    if (line !== "") kinds += JSON.parse(line).kind.length;
  }
  return kinds;
}

/** Runs all rounds and prints the rates. */
async function main(wanted: number): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const events = await write(folder, wanted);
    console.log(`${thousands(events)} events, seed ${SEED}, best of ${ROUNDS} rounds, ${build()}`);
    const rows: [string, number][] = [];
    for (const encoding of ["trace", "jsonl"]) {
      const file = `${folder}/log.${encoding}`;
      rows.push([`check, every claim, .${encoding}`, await best(() => judge(file))]);
      rows.push([`only reading, .${encoding}`, await best(() => read(file))]);
    }
    // Before the whole file is a text in memory.
    const { rss } = Deno.memoryUsage();
    const bare = await best(() => parse(`${folder}/log.jsonl`));
    for (const [what, seconds] of [["bare JSON.parse loop, .jsonl", bare] as const, ...rows]) {
      const rate = thousands(Math.round(events / seconds)).padStart(11);
      console.log(
        `${what.padEnd(28)} ${rate} events/s  ${(seconds / bare).toFixed(2)} x JSON.parse`,
      );
    }
    console.log(`memory after check: ${thousands(Math.round(rss / 2 ** 20))} MiB`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function build(): string {
  return `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}, ${Deno.build.target}`;
}

if (import.meta.main) await main(Number(Deno.args[0] ?? 1_000_000));
