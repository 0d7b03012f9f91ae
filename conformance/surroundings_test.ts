import { assertEquals } from "@std/assert";
import type { Located } from "../traces/mod.ts";
import { type Surrounded, Surroundings } from "./surroundings.ts";

const batch = (...lines: number[]): Located[] =>
  lines.map((line) => ({ event: { kind: "heal" }, line, text: `text ${line}` }));
const numbers = ({ before, line, after }: Surrounded) => [
  before.map((at) => at.line),
  line,
  after.map((at) => at.line),
];

Deno.test("surroundings are the two lines before and the one after, across batches", () => {
  const around = new Surroundings();
  around.take(batch(1));
  around.take(batch(2));
  const found = around.take(batch(3, 5, 6), [3, 6]);
  assertEquals(found.map(numbers), [[[1, 2], 3, [5]], [[3, 5], 6, []]]);
  around.take([]);
  around.take(batch(9, 10));
  assertEquals(numbers(found[1]!), [[3, 5], 6, [9]]);
  assertEquals(found[1]!.text, "text 6");
});

Deno.test("a line at the edge of a trace has fewer neighbours", () => {
  const [only] = new Surroundings().take(batch(1), [1]);
  assertEquals(numbers(only!), [[], 1, []]);
});
