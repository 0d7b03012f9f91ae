import { assertEquals } from "@std/assert";
import { BEYOND } from "./beyond.ts";
import { invariants } from "./invariants/all.ts";
import { SHOWN } from "./observe/shown.ts";

Deno.test("what no claim speaks of is neither asked of a claim nor shown by the model", () => {
  const spoken = new Set<string>([...invariants.flatMap((claim) => claim.on), ...SHOWN]);
  assertEquals([...BEYOND].filter((kind) => spoken.has(kind)), []);
});
