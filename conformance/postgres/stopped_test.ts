import { assertEquals } from "@std/assert";
import { allStopped, isStopped } from "./stopped.ts";
import { sleep } from "./sleep.ts";

Deno.test("a process is stopped when every thread of it is", () => {
  assertEquals(allStopped("7 (deno) T 1 7\n8 (V8 Worker) T 1 7\n"), true);
  assertEquals(allStopped("7 (deno) T 1 7\n8 (V8 Worker) S 1 7\n"), false);
});

Deno.test("a process that is gone is not stopped", () => {
  assertEquals(allStopped(""), false);
});

Deno.test("the name of a program cannot pass for its state", () => {
  assertEquals(allStopped("7 (a) T b) S 1 7\n"), false);
});

Deno.test("a live process is seen to stop", async () => {
  const child = new Deno.Command("sleep", { args: ["60"] }).spawn();
  try {
    assertEquals(await isStopped(child.pid), false);
    child.kill("SIGSTOP");
    while (!await isStopped(child.pid)) await sleep(1);
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
});
