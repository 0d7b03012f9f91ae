import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Order } from "./order.ts";

describe("an order of texts", () => {
  it("is that of the texts, in whatever order they are met (property)", () => {
    const pairs = fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 });
    const texts = fc.uniqueArray(fc.string(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(texts, pairs, (texts, pairs) => {
        const order = new Order((id) => texts[id]!);
        const plain = (one: number, other: number) =>
          one === other ? 0 : texts[one]! < texts[other]! ? -1 : 1;
        for (const [one, other] of pairs) {
          assertEquals(Math.sign(order.compare(one, other)), plain(one, other));
        }
      }),
      { seed: 1066, numRuns: 200 },
    );
  });

  it("finds room before the last neighbour again and again", () => {
    const texts = Array.from({ length: 200 }, (_, n) => n === 0 ? "" : `${"a".repeat(n)}b`);
    const order = new Order((id) => texts[id]!);
    for (let id = 1; id < texts.length; id++) {
      assert(order.compare(0, id) < 0);
      assert(id === 1 || order.compare(id, id - 1) < 0);
    }
  });
});
