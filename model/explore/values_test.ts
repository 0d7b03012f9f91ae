import { assert, assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { keyOf } from "./key.ts";
import { Values } from "./values.ts";

/** Plain values that often share parts with each other. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, undefined, true, false, 0, -0, NaN, 1, 1n, "1", "", [], {}),
    fc.bigInt({ min: 0n, max: 3n }),
    fc.double(),
    fc.string({ maxLength: 2 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "0"), tie("value"), { noNullPrototype: true }),
  ),
})).value;

describe("Values", () => {
  it("gives two values one number if and only if they have one key", () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 12 }), (all) => {
        const values = new Values();
        const keys = all.map(keyOf);
        const numbers = all.map((value) => values.of(value));
        for (const [i, key] of keys.entries()) {
          for (const [j, other] of keys.entries()) {
            assertEquals(numbers[i] === numbers[j], key === other, `${key} and ${other}`);
          }
        }
      }),
      { seed: 20271, numRuns: 500 },
    );
  });

  it("keeps one value of those that are equal, and changes nothing in the others", () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 8 }), (all) => {
        const values = new Values();
        for (const value of all) {
          const key = keyOf(value);
          const kept = values.at(values.whole(value));
          assertEquals([keyOf(kept), keyOf(value)], [key, key]);
          assertEquals(values.of(kept), values.of(value));
        }
      }),
      { seed: 20272, numRuns: 500 },
    );
  });

  it("does not look at the order of fields", () => {
    const values = new Values();
    assertEquals(values.of({ a: 1, b: { c: 2, d: 3 } }), values.of({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it("tells a record of items from an array, and what is nested from what is flat", () => {
    const values = new Values();
    const all = [["x"], { 0: "x" }, [["x"]], ["x", []], [[], "x"], [], {}, [[]], [{}], { a: {} }];
    assertEquals(new Set(all.map((value) => values.of(value))).size, all.length);
  });

  it("puts what is known in the place of its equals, so that states share their parts", () => {
    const values = new Values();
    const first = { log: [{ lsn: 1 }], n: 0 };
    values.of(first);
    const second = { log: [{ lsn: 1 }], n: 1 };
    values.of(second);
    assert(first.log === second.log);
  });

  it("freezes what it keeps, at any depth", () => {
    const values = new Values();
    const kept = values.at(values.of({ log: [{ lsn: 1 }] })) as { log: { lsn: number }[] };
    assertThrows(() => kept.log.push({ lsn: 2 }), TypeError);
    assertThrows(() => kept.log[0]!.lsn = 2, TypeError);
    assertThrows(() => Object.assign(kept, { more: true }), TypeError);
  });

  it("freezes what is in a value that was frozen by others", () => {
    const value = Object.freeze({ log: [1] });
    new Values().of(value);
    assertThrows(() => value.log.push(2), TypeError);
  });

  it("takes what others have frozen as it is, and knows it again", () => {
    const [one, other] = [new Values(), new Values()];
    const value = { log: [{ lsn: 1 }] };
    one.of(value);
    other.of({ lsn: 1 });
    assertEquals(other.of(value), other.of({ log: [{ lsn: 1 }] }));
    assertNotEquals(other.of(value), other.of({ log: [{ lsn: 2 }] }));
  });

  for (
    const [name, value] of [
      ["a Map", new Map()],
      ["a Set", new Set()],
      ["a Uint8Array", new Uint8Array(1)],
      ["a Jug", new (class Jug {})()],
      ["a Jugs", new (class Jugs extends Array {})()],
      ["a function", () => {}],
      ["a symbol", Symbol("s")],
      ["an array with holes", [1, , 3]], // deno-lint-ignore no-sparse-arrays
      ["fields that are symbols", { [Symbol("s")]: 1 }],
      ["hidden", Object.defineProperty({}, "hidden", { value: 1 })],
      ["beside an array", Object.assign([1], { a: 1 })],
    ] as const
  ) {
    it(`refuses ${name}, wherever it stands, and each time`, () => {
      const values = new Values();
      const what = new RegExp(name.replace(/^an? /, ""));
      for (const wrong of [value, { at: [{ depth: value }] }, [value]]) {
        for (let times = 0; times < 2; times++) {
          assertMatch(assertThrows(() => values.of(wrong), TypeError).message, what);
        }
      }
    });
  }

  it("refuses a hidden field in a value of which an equal one is known in plain sight", () => {
    const values = new Values();
    values.of({ a: 1 });
    const wrong = Object.defineProperty({ a: 1 }, "b", { value: 2 });
    assertThrows(() => values.of(wrong), TypeError, "hidden");
  });
});
