import { assertEquals, assertRejects } from "@std/assert";
import { parse, type TraceEvent } from "../../traces/mod.ts";
import { UsageError } from "../arguments.ts";
import { openTrace, textOf } from "./write_trace.ts";

const EVENTS: readonly TraceEvent[] = [
  { kind: "trace", version: 1, clock: "order" },
  { kind: "sees", kinds: ["scl"] },
  ...Array.from({ length: 2500 }, (_, i): TraceEvent => ({
    kind: "scl",
    seg: "a1",
    lsn: 0x700000n + BigInt(i),
  })),
];

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function write(path: string): Promise<void> {
  await using file = await openTrace(path);
  await file.finish(EVENTS);
}

async function namesIn(folder: string): Promise<string[]> {
  return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
}

Deno.test("LSNs are written as PostgreSQL prints them, and the text reads back", () => {
  assertEquals(textOf(EVENTS).split("\n")[2], "scl seg=a1 lsn=0/700000");
  assertEquals(parse(textOf(EVENTS)), EVENTS);
});

Deno.test("a trace is written whole, into a folder that is made if need be", () =>
  inFolder(async (folder) => {
    await write(`${folder}/new/x.trace`);
    assertEquals(await Deno.readTextFile(`${folder}/new/x.trace`), textOf(EVENTS));
    assertEquals(await namesIn(`${folder}/new`), ["x.trace"]);
  }));

Deno.test("a name that ends in .gz is compressed", () =>
  inFolder(async (folder) => {
    await write(`${folder}/x.trace.gz`);
    const file = await Deno.open(`${folder}/x.trace.gz`);
    const text = new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
    assertEquals(await text, textOf(EVENTS));
  }));

Deno.test("a recording that fails leaves the trace that was there, and no other file", () =>
  inFolder(async (folder) => {
    const path = `${folder}/x.trace`;
    await Deno.writeTextFile(path, "old");
    const failing = async () => {
      await using _file = await openTrace(path);
      throw new Error("no luck");
    };
    await assertRejects(failing, Error, "no luck");
    assertEquals(await Deno.readTextFile(path), "old");
    assertEquals(await namesIn(folder), ["x.trace"]);
  }));

Deno.test("a path that cannot be written is refused before anything is recorded", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await assertRejects(() => openTrace(`${folder}/file/x.trace`), UsageError, "cannot write");
  }));
