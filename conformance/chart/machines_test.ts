import { assertEquals } from "@std/assert";
import type { Machine } from "../../model/mod.ts";
import { scopes } from "../../spec/scopes.ts";
import { machines } from "./machines.ts";

Deno.test("every machine of a world can be drawn", () => {
  const worlds = Object.values(scopes).map((scope) => scope.machines());
  const all: Record<string, Machine> = Object.assign({}, ...worlds);
  const { successor: _aWriterToo, ...drawn } = all;
  assertEquals(Object.keys(machines).sort(), Object.keys(drawn).sort());
});
