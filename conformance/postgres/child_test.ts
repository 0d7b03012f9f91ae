import { assert, assertRejects, assertThrows } from "@std/assert";
import { Child } from "./child.ts";
import { Interrupted, Patience, RecordingError } from "./patience.ts";

const shell = (script: string, patience = new Patience()) =>
  new Child("sh", { args: ["-c", script], name: "the shell", patience });

Deno.test("a child that ignores the signal at first is sent it again", async () => {
  const child = shell("trap '' QUIT; sleep 0.3; trap 'exit 0' QUIT; while :; do sleep 0.1; done");
  const began = performance.now();
  await child.end("SIGQUIT");
  assert(performance.now() - began < 5000, "it had to be killed");
});

Deno.test("a frozen child is ended by force", async () => {
  const child = shell("exec sleep 60");
  child.signal("SIGSTOP");
  await child.end();
  assertThrows(() => child.signal("SIGCONT"), TypeError, "terminated");
});

Deno.test("a child that ends by itself is a failure, with its last words", async () => {
  const patience = new Patience();
  const child = shell("echo 'disk full' >&2; exit 3", patience);
  await child.ended;
  await assertRejects(
    () => patience.until("nothing", () => false),
    RecordingError,
    "the shell ended with 3: disk full",
  );
});

Deno.test("a child that was interrupted means that the user has had enough", async () => {
  const patience = new Patience();
  const child = shell("exec sleep 60", patience);
  child.signal("SIGTERM");
  await child.ended;
  await assertRejects(() => patience.until("nothing", () => false), Interrupted);
});

Deno.test("a child that was asked to end is no failure", async () => {
  const patience = new Patience();
  await shell("exec sleep 60", patience).end();
  patience.check();
});
