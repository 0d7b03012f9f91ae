import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { chooser } from "./choice.ts";

const some = (seed: number, below: number, count: number) => {
  const choose = chooser(seed);
  return Array.from({ length: count }, () => choose(below));
};

Deno.test("a seed makes the same choices again, another seed makes others", () => {
  assertEquals(some(7, 1000, 20), some(7, 1000, 20));
  assertNotEquals(some(7, 1000, 20), some(8, 1000, 20));
});

Deno.test("every choice below the bound comes up, and none at it", () => {
  const counts = new Map<number, number>();
  for (const choice of some(1, 10, 10_000)) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  assertEquals([...counts.keys()].sort((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert([...counts.values()].every((count) => count > 850 && count < 1150));
});
