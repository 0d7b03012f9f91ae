/** A stream reads as the whole text does, whatever its packing and however it is cut. */
import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { SEED } from "./arbitrary_test.ts";
import { TraceError } from "./error.ts";
import { locate, type Located, parse } from "./parse.ts";
import { printJson } from "./json.ts";
import { readTrace } from "./read.ts";

const HEADER = "trace version=1 clock=order\nsees kinds=store,vdl,crash\n";
const TEXT =
  `${HEADER}\n# é\nstore seg=a1 lsn=1\r\n  vdl lsn=0/2  # so far\ncrash node="\u{1f9ea}"\nend\n`;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function inPieces(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return ReadableStream.from(pieces);
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = inPieces(bytes, bytes.length).pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

async function read(source: ReadableStream<Uint8Array>): Promise<Located[]> {
  const found: Located[] = [];
  for await (const batch of readTrace(source, { file: "t" })) found.push(...batch);
  return found;
}

function refusal(bytes: Uint8Array<ArrayBuffer>, size = 1000): Promise<TraceError> {
  return assertRejects(() => read(inPieces(bytes, size)), TraceError);
}

const jsonl = parse(TEXT).map((event) => `${printJson(event)}\n`).join("");

Deno.test("a stream reads as the whole text does, wherever its pieces end", async () => {
  const law = fc.asyncProperty(
    fc.constantFrom(TEXT, jsonl),
    fc.integer({ min: 1, max: 40 }),
    async (text, size) => {
      assertEquals(await read(inPieces(bytesOf(text), size)), locate(text));
    },
  );
  await fc.assert(law, { seed: SEED, numRuns: 80 });
});

Deno.test("gzip is recognised by its first bytes, even when they come alone", async () => {
  const packed = await gzipped(bytesOf(TEXT));
  for (const size of [1, 2, 7, 1000]) {
    assertEquals(await read(inPieces(packed, size)), locate(TEXT));
  }
});

Deno.test("both encodings hold the same events", () => {
  assertEquals(parse(jsonl), parse(TEXT));
});

Deno.test("a byte order mark and Windows line ends change nothing", async () => {
  const text = `\ufeff${TEXT.replaceAll(/\r?\n/g, "\r\n")}`;
  assertEquals(parse(text), parse(TEXT));
  assertEquals(await read(inPieces(bytesOf(text), 5)), locate(text));
});

Deno.test("gzip that is cut or damaged is refused", async () => {
  const packed = await gzipped(bytesOf(TEXT));
  const damaged = packed.slice();
  damaged[20]! ^= 0xff;
  for (const bytes of [packed.slice(0, -9), packed.slice(0, 12), damaged]) {
    const { expected } = await refusal(bytes);
    assertEquals(expected, "gzip data that is complete and not damaged");
  }
});

Deno.test("text that is not UTF-8 is refused at its line and column", async () => {
  const good = bytesOf(`${HEADER}crash node="é`);
  const bad = Uint8Array.from([...good, 0xc3, 0x28, ...bytesOf('"\nend\n')]);
  for (const size of [1, 9, 1000]) {
    const { line, column, expected } = await refusal(bad, size);
    assertEquals({ line, column, expected }, { line: 3, column: 14, expected: "UTF-8" });
  }
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...HEADER].flatMap((c) => [c.charCodeAt(0), 0])]);
  assertEquals((await refusal(utf16)).message.endsWith("it looks like UTF-16"), true);
});

Deno.test("a last line that may have been cut is refused, one that cannot have been is taken", async () => {
  for (const last of ["vdl lsn=12", "vdl lsn=", "store"]) {
    const { line, expected } = await refusal(bytesOf(`${HEADER}vdl lsn=1\n${last}`));
    assertEquals({ line, expected }, { line: 4, expected: "a line break" });
  }
  for (const last of ["end", "# and so on", "  "]) {
    const text = `${HEADER}vdl lsn=1\n${last}`;
    assertEquals(await read(inPieces(bytesOf(text), 9)), locate(text));
  }
  assertEquals(await read(inPieces(bytesOf(jsonl.trimEnd()), 9)), locate(jsonl));
  const cut = await refusal(bytesOf(jsonl.slice(0, -4)));
  assertEquals(cut.expected, "a line break");
});

Deno.test("a line without end is refused before it fills the memory", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 50_000;
      controller.enqueue(new Uint8Array(50_000).fill(0x61));
    },
  });
  const error = await assertRejects(() => read(endless), TraceError);
  assertEquals(error.line, 1);
  assertEquals(sent < 1_000_000, true);
});

Deno.test("a line of many characters is refused where it should have ended", async () => {
  const { line, column } = await refusal(bytesOf(`${HEADER}# ${"é".repeat(70_000)}\nend\n`));
  assertEquals({ line, column }, { line: 3, column: 65_537 });
});

Deno.test("a stream without an event is refused", async () => {
  for (const text of ["", "\n\n# nothing\n"]) {
    const { message } = await refusal(bytesOf(text));
    assertEquals(message.endsWith("the trace is empty"), true);
  }
});

Deno.test("an error of the source is not blamed on the trace", async () => {
  const failing = (first: Uint8Array<ArrayBuffer>) =>
    ReadableStream.from((async function* () {
      yield first;
      await Promise.reject(new TypeError("the disk is gone"));
    })());
  const packed = await gzipped(bytesOf(TEXT));
  for (const first of [packed.slice(0, 30), packed.slice(0, 1), bytesOf(HEADER)]) {
    await assertRejects(() => read(failing(first)), TypeError, "the disk is gone");
  }
});

Deno.test("the source is cancelled when the reader stops", async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytesOf(HEADER)),
    pull: (controller) => controller.enqueue(bytesOf("vdl lsn=1\n")),
    cancel: () => void (cancelled = true),
  });
  for await (const _ of readTrace(endless, { file: "t" })) break;
  assertEquals(cancelled, true);
});

Deno.test("events before an error are handed out", async () => {
  const seen: number[] = [];
  const lines = `${HEADER}${"vdl lsn=1\n".repeat(20_000)}vdl\n`;
  const error = await assertRejects(async () => {
    for await (const batch of readTrace(inPieces(bytesOf(lines), 4096), { file: "t" })) {
      seen.push(...batch.map((located) => located.line));
    }
  }, TraceError);
  assertEquals(error.line, 20_003);
  assertEquals(seen, seen.map((_, i) => i + 1));
  assertEquals(seen.length > 19_000, true);
});
