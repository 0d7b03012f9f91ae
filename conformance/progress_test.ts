import { assertEquals, assertStringIncludes } from "@std/assert";
import { capturedIo } from "./io.ts";
import { progress } from "./progress.ts";

Deno.test("progress says nothing where standard error is no terminal", () => {
  const { io, written } = capturedIo();
  const line = progress(io, { name: "a.trace", size: 10 }, clock(0, 1000, 2000));
  line.bytes(5);
  line.events(100);
  line.done();
  assertEquals(written.err, "");
});

Deno.test("progress shows events, rate and part of the file, and clears its line", () => {
  const { io, written } = capturedIo({ terminal: true });
  const line = progress(io, { name: "a.trace", size: 10 }, clock(0, 2000));
  line.bytes(5);
  line.events(3_000_000);
  assertStringIncludes(written.err, "a.trace  50%  3,000,000 events  1,500,000/s");
  line.done();
  assertEquals(written.err.endsWith(` \r`), true);
});

Deno.test("progress draws no line for a file that is done at once", () => {
  const { io, written } = capturedIo({ terminal: true });
  const line = progress(io, { name: "a.trace" }, clock(0, 50));
  line.events(10);
  line.done();
  assertEquals(written.err, "");
});

/** A clock that shows these times one after the other. Unit: milliseconds. */
function clock(...times: number[]): () => number {
  return () => times.shift()!;
}
