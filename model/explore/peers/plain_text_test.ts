import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { keyOf } from "../key.ts";
import { textOf, valueIn } from "./plain_text.ts";

const plain = fc.anything({
  withBigInt: true,
  withDate: false,
  withMap: false,
  withNullPrototype: false,
  withSet: false,
  withSparseArray: false,
  withTypedArray: false,
});

describe("plain values as text", () => {
  it("come back as they were", () => {
    fc.assert(fc.property(plain, (value) => {
      assertEquals(keyOf(valueIn(textOf(value))), keyOf(value));
    }));
  });

  it("keep what JSON loses, and are not mistaken for our own words", () => {
    for (
      const value of [undefined, -0, NaN, -Infinity, 12n, [undefined], { a: undefined }, [[]]]
    ) assertEquals(keyOf(valueIn(textOf(value))), keyOf(value));
    for (const value of [["bigint", "1"], ["undefined"], ["list"], { list: ["number", "-0"] }]) {
      assertEquals(valueIn(textOf(value)), value);
    }
  });

  it("keep the order of fields", () => {
    const back = valueIn(textOf({ to: "b", from: "a" })) as Record<string, unknown>;
    assertEquals(Object.keys(back), ["to", "from"]);
  });
});
