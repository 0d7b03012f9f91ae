import { assertEquals } from "@std/assert";
import { machinesFor, scopes } from "../../model/mod.ts";
import { machines } from "./machines.ts";

Deno.test("every machine of a world can be drawn", () => {
  const { successor: _aWriterToo, ...recovered } = machinesFor(scopes["failover"]!.bounds);
  const world = { ...recovered, ...machinesFor(scopes["replica"]!.bounds) };
  assertEquals(Object.keys(machines).sort(), Object.keys(world).sort());
});
