import { assert } from "@std/assert";
import { parse } from "../../traces/mod.ts";
import { prove } from "./_proof.ts";

const FILE = new URL("../../traces/postgresql/quorum_commit_4_of_6.trace", import.meta.url);

Deno.test("the recording that is kept here shows what a live one must", async (t) => {
  const events = parse(await Deno.readTextFile(FILE));
  assert(events.length >= 5000, `only ${events.length} events`);
  await prove(t, events);
});
