import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { type Fails, minimal } from "./minimal.ts";

const SEED = 19990;
const when = (fails: (items: readonly number[]) => boolean): Fails<number> => (items) =>
  fails(items) ? items : undefined;

describe("minimal", () => {
  it("finds exactly the items that a failure needs, wherever they stand", () => {
    const items = fc.uniqueArray(fc.nat(200), { maxLength: 60 });
    fc.assert(
      fc.property(items, fc.func(fc.boolean()), (items, isNeeded) => {
        const needed = items.filter((item) => isNeeded(item));
        const fails = when((some) => needed.every((item) => some.includes(item)));
        assertEquals(minimal(items, fails), needed);
      }),
      { seed: SEED },
    );
  });

  it("leaves nothing in that can be left out, where any of several would do", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 30 }), (items) => {
        const fails = when((some) => some.reduce((sum, item) => sum + item, 0) >= 10);
        const left = minimal(items, fails);
        assertEquals(left === undefined, fails(items) === undefined);
        for (const i of left?.keys() ?? []) {
          assertEquals(fails(left!.toSpliced(i, 1)), undefined);
        }
      }),
      { seed: SEED },
    );
  });

  it("takes fewer items where the judge says that they are enough", () => {
    const fails: Fails<number> = (some) =>
      some.includes(7) ? some.filter((item) => item > 3) : undefined;
    assertEquals(minimal([1, 2, 3, 7], fails), [7]);
  });

  it("asks about a long list only so often as the few needed items make it", () => {
    let asked = 0;
    const fails = when((some) => {
      asked++;
      return [5, 5_000, 9_999].every((item) => some.includes(item));
    });
    assertEquals(minimal([...Array(10_000).keys()], fails), [5, 5_000, 9_999]);
    assertEquals(asked < 200, true);
  });
});
