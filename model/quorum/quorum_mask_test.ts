import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { drawn, subsetsOf } from "../_letters.ts";
import { meets, type Quorum } from "./quorum.ts";
import { compileQuorum, copiesOf, maskOf } from "./quorum_mask.ts";

const letters = "ABCDEFGH";

const anyRule = fc.letrec<{ rule: Quorum }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      count: fc.nat(6),
      of: fc.oneof(fc.constantFrom<"all" | "full" | "tail">("all", "full", "tail"), copies()),
    }),
    fc.record({ and: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("rule"), { maxLength: 3 }) }),
  ),
})).rule;

function copies(): fc.Arbitrary<string[]> {
  return fc.subarray([...letters]);
}

/** Members named `1`, `2` and so on, all in one AZ. */
function crowd(size: number) {
  return drawn("A".repeat(size)).map((member, i) => ({ ...member, segment: `${i + 1}` }));
}

describe("a compiled quorum", () => {
  it("answers as the rule does, whatever the rule and the members (property)", () => {
    fc.assert(
      fc.property(anyRule, copies(), copies(), copies(), (rule, current, fulls, set) => {
        const members = drawn(current.join(""), fulls.join(""));
        const mask = maskOf(set, members);
        assertEquals(compileQuorum(rule, members)(mask), meets(rule, set, members));
      }),
      { seed: 2017, numRuns: 1000 },
    );
  });

  it("ignores bits beyond its members", () => {
    const isMet = compileQuorum({ count: 3, of: "all" }, drawn("AB C"));
    assertEquals(isMet(0b111), true);
    assertEquals(isMet(0b1011), false);
    assertEquals(isMet(0b1111), true);
  });

  it("takes 17 members without a table, and 30, and refuses 31", () => {
    for (const size of [17, 30]) {
      const isMet = compileQuorum({ count: size, of: "all" }, crowd(size));
      assertEquals(isMet(2 ** size - 1), true);
      assertEquals(isMet(2 ** (size - 1) - 1), false);
    }
    assertThrows(
      () => compileQuorum({ count: 1, of: "all" }, crowd(31)),
      RangeError,
      "31 members with bits: expected at most 30",
    );
  });
});

describe("a mask", () => {
  it("stands for the same copies there and back, on every subset of six", () => {
    const members = drawn("AB CD EF");
    for (const set of subsetsOf("ABCDEF")) {
      assertEquals(copiesOf(maskOf(set, members), members).join(""), set);
    }
  });

  it("has no bit for a copy that is no member, and one for a copy named twice", () => {
    assertEquals(maskOf("CGC", drawn("AB CD EF")), 0b100);
  });
});
