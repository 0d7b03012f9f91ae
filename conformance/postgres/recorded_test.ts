import { assert, assertEquals } from "@std/assert";
import { parse } from "../../traces/mod.ts";
import { prove } from "./_proof.ts";
import { recorderSettings } from "./header.ts";

const FILE = new URL("../../traces/postgresql/quorum_commit_4_of_6.trace", import.meta.url);

Deno.test("the recording that is kept here shows what a live one must", async (t) => {
  const events = parse(await Deno.readTextFile(FILE));
  assert(events.length >= 5000, `only ${events.length} events`);
  await prove(t, events);
});

Deno.test("its header says what a recorder says now", async () => {
  const events = parse(await Deno.readTextFile(FILE));
  const kept = events.flatMap((event) =>
    event.kind === "setting" && event.name.startsWith("recorder.") ? [event] : []
  );
  const first = events.find((event) => event.kind === "write")!;
  const numberOf = (name: string) => Number(kept.find((setting) => setting.name === name)?.value);
  const seed = numberOf("recorder.seed");
  const clients = numberOf("recorder.clients");
  assertEquals(kept, recorderSettings({ base: first.prev, seed, clients }));
});
