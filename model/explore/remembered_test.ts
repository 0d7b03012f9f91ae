import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { ModelError } from "./model_error.ts";
import { type ReadSlot, Remembered } from "./remembered.ts";

/** A function of a row that reads where what it read sends it: a decision tree of its own. */
type Tree = { slot: number; branches: Tree[] } | { answer: number };

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.record({ answer: fc.nat(9) }),
    fc.record({
      slot: fc.nat(3),
      branches: fc.array(tie("tree"), { minLength: 3, maxLength: 3 }),
    }),
  ),
})).tree;

function decide(tree: Tree, read: ReadSlot): number {
  return "answer" in tree ? tree.answer : decide(tree.branches[read(tree.slot)]!, read);
}

const rows = fc.array(fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), { maxLength: 60 });

describe("Remembered", () => {
  it("answers as the function does, whatever it reads and in whatever order it is asked", () => {
    fc.assert(
      fc.property(tree, rows, (tree, rows) => {
        const remembered = new Remembered((read) => decide(tree, read));
        for (const row of rows) {
          assertEquals(remembered.ask(Int32Array.from(row)), decide(tree, (slot) => row[slot]!));
        }
      }),
      { seed: 20264, numRuns: 500 },
    );
  });

  it("asks once per distinct thing that the function reads", () => {
    let asked = 0;
    const remembered = new Remembered((read) => {
      asked++;
      return read(0) === 1 ? read(2) : 0;
    });
    const ask = (...row: number[]) => remembered.ask(Int32Array.from(row));
    assertEquals([ask(0, 5, 5), ask(0, 6, 7), ask(1, 0, 8), ask(1, 1, 8), ask(1, 1, 9)], [
      0,
      0,
      8,
      8,
      9,
    ]);
    assertEquals(asked, 3);
  });

  it("gives the same object for what looks the same", () => {
    const remembered = new Remembered((read) => ({ first: read(0) }));
    const [one, other] = [[1, 2], [1, 3]].map((row) => remembered.ask(Int32Array.from(row)));
    assertStrictEquals(one, other);
  });

  it("remembers undefined as an answer", () => {
    let asked = 0;
    const remembered = new Remembered(() => void asked++);
    assertEquals([remembered.ask(new Int32Array(1)), remembered.ask(new Int32Array(1))], [
      undefined,
      undefined,
    ]);
    assertEquals(asked, 1);
  });

  for (
    const [what, first, second] of [
      ["another place first", (read: ReadSlot) => read(0), (read: ReadSlot) => read(1)],
      ["less", (read: ReadSlot) => read(0) + read(1), (read: ReadSlot) => read(0)],
      ["nothing", (read: ReadSlot) => read(0), () => 0],
      ["more", (read: ReadSlot) => read(0), (read: ReadSlot) => read(1) + read(0)],
    ] as const
  ) {
    it(`refuses a function that reads ${what} at another time`, () => {
      let times = 0;
      const remembered = new Remembered((read) => times++ === 0 ? first(read) : second(read));
      remembered.ask(Int32Array.of(1, 1));
      const other = what === "less" ? Int32Array.of(1, 2) : Int32Array.of(2, 2);
      assertThrows(() => remembered.ask(other), ModelError, "no input but that state");
    });
  }
});
