import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { drawn, subsetsOf } from "../_letters.ts";
import { meets, type Quorum } from "./quorum.ts";
import { aurora, degraded, fullTail, joint, memberships, twoOfThree } from "./quorum_rules.ts";
import type { Member } from "../terms.ts";

/** The plain second version: how many copies of the set are among these letters? */
const among = (letters: string, set: string) => [...set].filter((c) => letters.includes(c)).length;

const six = drawn("AB CD EF");
const mixed = drawn("AB CD EF", "ACE");
const seven = drawn("AB CD EF G");
const eight = drawn("AB CD EF G H");
const oneFault = joint([[..."ABCDEF"], [..."ABCDEG"]]);
const twoFaults = joint(
  memberships([..."ABCDEF"], [
    { suspect: "F", newcomer: "G" },
    { suspect: "E", newcomer: "H" },
  ]),
);

const table: [
  name: string,
  members: Member[],
  rule: Quorum,
  plain: (set: string) => boolean,
  met: number,
][] = [
  ["write 4 of 6", six, aurora.write, (set) => set.length >= 4, 22],
  ["read 3 of 6", six, aurora.read, (set) => set.length >= 3, 42],
  ["write 3 of 4", drawn("AB CD"), degraded.write, (set) => set.length >= 3, 5],
  ["read 2 of 4", drawn("AB CD"), degraded.read, (set) => set.length >= 2, 11],
  ["two of three", drawn("A B C"), twoOfThree.write, (set) => set.length >= 2, 4],
  [
    "write 4 of 6 or all fulls",
    mixed,
    fullTail.write,
    (set) => set.length >= 4 || among("ACE", set) === 3,
    23,
  ],
  [
    "read 3 of 6 and one full",
    mixed,
    fullTail.read,
    (set) => set.length >= 3 && among("ACE", set) > 0,
    41,
  ],
  [
    "joint write, one fault",
    seven,
    oneFault.write,
    (set) => among("ABCDEF", set) >= 4 && among("ABCDEG", set) >= 4,
    34,
  ],
  [
    "joint read, one fault",
    seven,
    oneFault.read,
    (set) => among("ABCDEF", set) >= 3 || among("ABCDEG", set) >= 3,
    94,
  ],
  [
    "joint write, two faults",
    eight,
    twoFaults.write,
    (set) => ["EF", "EG", "HF", "HG"].every((rest) => among("ABCD" + rest, set) >= 4),
    50,
  ],
  [
    "joint read, two faults",
    eight,
    twoFaults.read,
    (set) => ["EF", "EG", "HF", "HG"].some((rest) => among("ABCD" + rest, set) >= 3),
    206,
  ],
];

describe("a quorum rule, on every subset of its members, agrees with a plain count", () => {
  for (const [name, members, rule, plain, met] of table) {
    const subsets = subsetsOf(members.map(({ segment }) => segment).join(""));
    it(`${name}: met by ${met} of ${subsets.length}`, () => {
      const found = subsets.filter((set) => meets(rule, set, members));
      assertEquals(found, subsets.filter(plain));
      assertEquals(found.length, met);
    });
  }
});

describe("a quorum counts distinct, current members only", () => {
  it("a copy named twice counts once", () => {
    assertEquals(meets(aurora.write, "AAAA", six), false);
    assertEquals(meets(aurora.write, "ABCC", six), false);
    assertEquals(meets(aurora.write, "ABCCD", six), true);
  });

  it("a member listed twice counts once", () => {
    assertEquals(meets(aurora.write, "ABC", [...six, six[0]!]), false);
  });

  it("a copy that is no member counts for nothing", () => {
    assertEquals(meets(aurora.write, "ABCG", six), false);
    assertEquals(meets(aurora.write, "ABCDG", six), true);
  });

  it("a rule that names a retired copy does not bring it back", () => {
    assertEquals(meets({ count: 3, of: [..."ABF"] }, "ABF", six), true);
    assertEquals(meets({ count: 3, of: [..."ABF"] }, "ABF", drawn("AB CD E")), false);
  });

  it("a read of an unhydrated newcomer is refused when only the hydrated are passed as members", () => {
    assertEquals(meets(oneFault.read, "ABG", seven), true);
    assertEquals(meets(oneFault.read, "ABG", six), false);
    assertEquals(meets(oneFault.read, "ABC", six), true);
  });
});

describe("a quorum rule", () => {
  it("stays met when a copy is added (property)", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...table),
        fc.subarray([..."ABCDEFGH"]),
        fc.constantFrom(..."ABCDEFGH"),
        ([, members, rule], set, more) =>
          !meets(rule, set, members) || meets(rule, [...set, more], members),
      ),
      { seed: 2017, numRuns: 1000 },
    );
  });

  it("of no parts: AND asks nothing, OR is never met", () => {
    assertEquals(meets({ and: [] }, "", six), true);
    assertEquals(meets({ or: [] }, "ABCDEF", six), false);
  });
});
