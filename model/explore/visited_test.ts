import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Visited } from "./visited.ts";

/** Adds rows to the set and to a set of strings, and compares what the two say. */
function compare(width: number, rows: Iterable<readonly number[]>): number {
  const [visited, plain] = [new Visited(width), new Map<string, number>()];
  for (const row of rows) {
    const known = plain.get(row.join());
    const at = visited.add(Int32Array.from(row));
    assertEquals(at, known === undefined ? plain.size : -1);
    if (known === undefined) plain.set(row.join(), plain.size);
  }
  const read = new Int32Array(width);
  for (const [row, index] of plain) {
    visited.read(index, read);
    assertEquals([read.join(), visited.indexOf(read)], [row, index]);
  }
  assertEquals(visited.size, plain.size);
  return visited.size;
}

describe("Visited", () => {
  it("says what a set of strings says, for rows that repeat", () => {
    const cases = fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.tuple(
        fc.constant(width),
        fc.array(fc.array(fc.nat(3), { minLength: width, maxLength: width }), { maxLength: 300 }),
      )
    );
    fc.assert(fc.property(cases, ([width, rows]) => void compare(width, rows)), {
      seed: 20265,
      numRuns: 300,
    });
  });

  it("keeps every row when it grows, many times over", () => {
    function* grid() {
      for (let i = 0; i < 40_000; i++) yield [i % 200, Math.floor(i / 200), 7];
      for (let i = 0; i < 40_000; i += 37) yield [i % 200, Math.floor(i / 200), 7];
    }
    assertEquals(compare(3, grid()), 40_000);
  });

  it("keeps rows of the largest numbers apart", () => {
    const extremes = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)];
    const rows = extremes.flatMap((one) => extremes.map((other) => [one, other]));
    assertEquals(compare(2, rows), 25);
  });

  it("does not find what was never added", () => {
    const visited = new Visited(2);
    visited.add(Int32Array.of(1, 2));
    assertEquals(visited.indexOf(Int32Array.of(2, 1)), -1);
  });

  it("reads no more of a row than its width", () => {
    const visited = new Visited(2);
    assertEquals([visited.add(Int32Array.of(1, 2, 3)), visited.add(Int32Array.of(1, 2, 4))], [
      0,
      -1,
    ]);
  });
});
