import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { NameSet } from "./names.ts";

const tricky = fc.oneof(
  fc.nat(200).map(String),
  fc.nat(40).map((number) => `t${number}`),
  fc.constantFrom("", "0", "00", "007", "t0", "t00", "t01", "t", "1t", "t1t", "t-1", "t1.5"),
  fc.constantFrom("9007199254740993", "90071992547409930000000000000001", "123456789012345"),
  fc.string({ maxLength: 4 }),
);

describe("a set of names", () => {
  it("holds just the names that were put in, numbered or not (property)", () => {
    fc.assert(
      fc.property(fc.array(tricky), fc.array(tricky), (put, asked) => {
        const [names, plain] = [new NameSet(put), new Set(put)];
        for (const name of [...put, ...asked]) {
          assertEquals(names.has(name), plain.has(name), JSON.stringify(name));
        }
        assertEquals(names.size, plain.size);
        assertEquals([...names].sort(), [...plain].sort());
      }),
      { seed: 2017, numRuns: 500 },
    );
  });

  it("needs one entry for 32 neighbours, and one for a name that has none", () => {
    const names = new NameSet(Array.from({ length: 64_000 }, (_, i) => `t${i}`));
    assertEquals(names.entries, 2000);
    names.add("a7c9-ff");
    names.add("t99999999");
    assertEquals(names.entries, 2002);
  });
});
