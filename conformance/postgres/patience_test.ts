import { assertEquals, assertRejects } from "@std/assert";
import { Interrupted, Patience, RecordingError } from "./patience.ts";

Deno.test("a wait ends when what it waits for has come true", async () => {
  let asked = 0;
  await new Patience().until("the third question", () => ++asked === 3);
  assertEquals(asked, 3);
});

Deno.test("a wait that takes too long says for what", async () => {
  const wait = new Patience().until("nothing", () => false, 0.01);
  await assertRejects(() => wait, RecordingError, "waited 0.01 s for nothing");
});

Deno.test("a failure elsewhere ends a wait, and the first failure is the one told", async () => {
  const patience = new Patience();
  const wait = patience.until("nothing", () => false);
  patience.fail(new RecordingError("node a1 ended"));
  patience.fail(new RecordingError("PostgreSQL ended"));
  await assertRejects(() => wait, RecordingError, "node a1 ended");
});

Deno.test("a wait ends when the user has had enough", async () => {
  const stop = new AbortController();
  const wait = new Patience(stop.signal).until("nothing", () => false);
  stop.abort();
  await assertRejects(() => wait, Interrupted);
});

Deno.test("an error is explained by what went wrong elsewhere, even if that is told a moment later", async () => {
  const patience = new Patience();
  const explained = patience.explain(new Error("connection lost"));
  patience.fail(new RecordingError("PostgreSQL ended"));
  await assertRejects(() => explained, RecordingError, "PostgreSQL ended");
});

Deno.test("an error that nothing else explains stays what it is", async () => {
  await assertRejects(() => new Patience().explain(new Error("a mistake")), Error, "a mistake");
});
