import { assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { deepFreeze, keyOf } from "./key.ts";

/** Plain values: what a context, an event or a message may hold. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, undefined, true, false, 0, -0, NaN, Infinity, -Infinity),
    fc.integer(),
    fc.double(),
    fc.bigInt(),
    fc.string(),
    fc.constantFrom("1n", "null", "undefined", "NaN", "[]", "{}", '"', ","),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 2 }), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** The same value, its fields in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, turned(field)]).reverse(),
  );
}

describe("keyOf()", () => {
  it("gives two values one key if and only if they are deeply equal", () => {
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        assertEquals(keyOf(one) === keyOf(other), isDeepStrictEqual(one, other));
      }),
      { seed: 20261, numRuns: 2000 },
    );
  });

  it("does not look at the order of fields", () => {
    fc.assert(
      fc.property(plain, (value) => assertEquals(keyOf(turned(value)), keyOf(value))),
      { seed: 20262, numRuns: 500 },
    );
  });

  it("gives frozen values the key of their unfrozen copies", () => {
    fc.assert(
      fc.property(plain, (value) => {
        const key = keyOf(value);
        assertEquals([keyOf(deepFreeze(structuredClone(value))), keyOf(value)], [key, key]);
      }),
      { seed: 20263, numRuns: 500 },
    );
  });

  for (
    const [what, one, other] of [
      ["a number and its text", 1, "1"],
      ["a number and the bigint", 1, 1n],
      ["a bigint and its text", 1n, "1n"],
      ["zero and minus zero", 0, -0],
      ["null and undefined", null, undefined],
      ["an absent field and one that is undefined", {}, { a: undefined }],
      ["an array and a record of its fields", ["a"], { 0: "a" }],
      ["a nested list and a flat one", [["a", "b"]], ["a", "b"]],
      ["a comma in a text and two texts", ["a,b"], ["a", "b"]],
      ["quotes in a text and two texts", ['a","b'], ["a", "b"]],
      ["a field and a nested field", { a: { b: 1 } }, { a: 1, b: 1 }],
    ] as const
  ) {
    it(`tells ${what} apart`, () => assertNotEquals(keyOf(one), keyOf(other)));
  }

  it("knows NaN when it sees it again", () => {
    assertEquals(keyOf({ n: NaN }), keyOf({ n: NaN }));
  });

  for (
    const [name, value] of [
      ["a Map", new Map()],
      ["a Set", new Set()],
      ["a RegExp", /x/],
      ["a Uint8Array", new Uint8Array(1)],
      ["a Jug", new (class Jug {})()],
      ["a function", () => {}],
      ["a symbol", Symbol("s")],
      ["an array with holes", [1, , 3]], // deno-lint-ignore no-sparse-arrays
      ["fields that are symbols", { [Symbol("s")]: 1 }],
      ["fields that are symbols", Object.defineProperty({}, "hidden", { value: 1 })],
      ["fields that are symbols, hidden, or beside an array", Object.assign([1], { a: 1 })],
    ] as const
  ) {
    it(`refuses ${name}, wherever it stands`, () => {
      const key = name.replace(/^an? /, "");
      assertMatch(assertThrows(() => keyOf(value), TypeError).message, new RegExp(key));
      assertThrows(() => keyOf({ at: [{ depth: value }] }), TypeError, key);
      assertThrows(() => deepFreeze({ at: [{ depth: value }] }), TypeError, key);
    });
  }
});

describe("deepFreeze()", () => {
  it("makes every change throw, at any depth", () => {
    const value = deepFreeze({ log: [{ lsn: 1 }] });
    assertThrows(() => value.log.push({ lsn: 2 }), TypeError);
    assertThrows(() => value.log[0]!.lsn = 2, TypeError);
    assertThrows(() => Object.assign(value, { more: true }), TypeError);
  });

  it("freezes what is in a value that was frozen by others", () => {
    const value = deepFreeze(Object.freeze({ log: [1] }));
    assertThrows(() => value.log.push(2), TypeError);
  });
});
