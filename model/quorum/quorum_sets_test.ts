import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { drawn, subsetsOf, words } from "../_letters.ts";
import type { Quorum } from "./quorum.ts";
import { aurora, degraded, fullTail, joint, memberships, twoOfThree } from "./quorum_rules.ts";
import { disjointPairs, minimalSets } from "./quorum_sets.ts";

const six = drawn("AB CD EF");
const writes = minimalSets(aurora.write, six);
const reads = minimalSets(aurora.read, six);
const least = (count: number) => minimalSets({ count, of: "all" }, six);

/** The pairs that do not meet, as `write/read`. */
function apart(write: string[][], read: string[][]): string[] {
  return disjointPairs(write, read).map((pair) => pair.map((set) => set.join("")).join("/")).sort();
}

describe("4 of 6 and 3 of 6", () => {
  it("all 15 x 20 pairs of a minimal write set and a minimal read set meet", () => {
    assertEquals([writes.length, reads.length], [15, 20]);
    assertEquals(apart(writes, reads), []);
  });

  it("any two of the 15 minimal write sets share at least 2 copies", () => {
    const shared = writes.flatMap((one) =>
      writes.map((other) => one.filter((copy) => other.includes(copy)).length)
    );
    assertEquals(Math.min(...shared), 2);
  });

  it("an acknowledgement at 3 leaves 20 pairs (3-set written, 3-set read) that do not meet", () => {
    assertEquals(apart(least(3), reads).length, 20);
  });

  it("a read at 2 leaves 15 pairs (4-set written, 2-set read) that do not meet", () => {
    assertEquals(apart(writes, least(2)).length, 15);
  });

  it("two of three: all 3 x 3 pairs meet as well", () => {
    const sets = minimalSets(twoOfThree.write, drawn("A B C"));
    assertEquals(words(sets), ["AB", "AC", "BC"]);
    assertEquals(apart(sets, sets), []);
  });
});

describe("full and tail segments", () => {
  const mixed = drawn("AB CD EF", "ACE");
  const write = minimalSets(fullTail.write, mixed);
  const read = minimalSets(fullTail.read, mixed);

  it("13 minimal write sets: 12 of four copies and the three fulls", () => {
    assertEquals(write.length, 13);
    assertEquals(write.filter((set) => set.length === 4).length, 12);
    assertEquals(words(write.filter((set) => set.length === 3)), ["ACE"]);
  });

  it("19 minimal read sets: every 3-set but the three tails", () => {
    assertEquals(words(read), words(reads).filter((set) => set !== "BDF"));
    assertEquals(read.length, 19);
  });

  it("all 13 x 19 pairs meet, and every write set holds a full segment", () => {
    assertEquals(apart(write, read), []);
    assertEquals(write.every((set) => set.some((copy) => "ACE".includes(copy))), true);
  });

  it("a read rule without the full segment leaves one pair: fulls written, tails read", () => {
    assertEquals(apart(write, reads), ["ACE/BDF"]);
  });
});

describe("a membership change from F to G", () => {
  const seven = drawn("AB CD EF G");
  const sets = memberships([..."ABCDEF"], [{ suspect: "F", newcomer: "G" }]);
  const { write, read } = joint(sets);
  const jointWrites = minimalSets(write, seven);
  const jointReads = minimalSets(read, seven);
  const parts = (count: number): Quorum[] => sets.map((of) => ({ count, of }));
  const sevenOf = (rule: Quorum) => minimalSets(rule, seven);

  it("15 minimal write sets and 30 minimal read sets, and all pairs meet", () => {
    assertEquals([jointWrites.length, jointReads.length], [15, 30]);
    assertEquals(apart(jointWrites, jointReads), []);
  });

  it("joint writes meet every minimal read set of the old and of the new membership", () => {
    for (const rule of parts(3)) assertEquals(apart(jointWrites, sevenOf(rule)), []);
  });

  it("10 of the 15 old write sets each miss one joint read set: F and three, the other two and G", () => {
    const missed = [
      "ABCF/DEG",
      "ABDF/CEG",
      "ABEF/CDG",
      "ACDF/BEG",
      "ACEF/BDG",
      "ADEF/BCG",
      "BCDF/AEG",
      "BCEF/ADG",
      "BDEF/ACG",
      "CDEF/ABG",
    ];
    assertEquals(apart(writes, jointReads), missed);
    assertEquals(apart(writes, sevenOf(parts(3)[1]!)), missed);
  });

  it("old writes meet every minimal set that reads both memberships (AND)", () => {
    assertEquals(apart(writes, sevenOf({ and: parts(3) })), []);
  });

  it("a write to either membership (OR) leaves 20 pairs with the joint reads", () => {
    assertEquals(apart(sevenOf({ or: parts(4) }), jointReads).length, 20);
  });
});

describe("a second fault during the change, E to H", () => {
  const eight = drawn("AB CD EF G H");
  const { write, read } = joint(
    memberships([..."ABCDEF"], [
      { suspect: "F", newcomer: "G" },
      { suspect: "E", newcomer: "H" },
    ]),
  );
  const jointWrites = minimalSets(write, eight);

  it("15 minimal write sets: ABCD alone, 8 of five copies, 6 of six", () => {
    const sizes = jointWrites.map((set) => set.length).sort();
    assertEquals(sizes, [4, ...Array(8).fill(5), ...Array(6).fill(6)]);
    assertEquals(words(jointWrites.filter((set) => set.length === 4)), ["ABCD"]);
  });

  it("every minimal write set meets every minimal set of the four OR reads", () => {
    assertEquals(apart(jointWrites, minimalSets(read, eight)), []);
  });
});

describe("an AZ gone for long, EF", () => {
  const four = drawn("AB CD");
  const degradedWrites = minimalSets(degraded.write, four);
  const degradedReads = minimalSets(degraded.read, four);

  it("all 4 x 6 pairs of 3 of 4 and 2 of 4 meet", () => {
    assertEquals([degradedWrites.length, degradedReads.length], [4, 6]);
    assertEquals(apart(degradedWrites, degradedReads), []);
  });

  it("on the way in, 6 of the 15 old write sets each miss one 2 of 4 read set", () => {
    assertEquals(
      apart(writes, degradedReads),
      ["ABEF/CD", "ACEF/BD", "ADEF/BC", "BCEF/AD", "BDEF/AC", "CDEF/AB"],
    );
  });

  it("on the way back, each of the 4 write sets misses one 3 of 6 read set", () => {
    assertEquals(apart(degradedWrites, reads), ["ABC/DEF", "ABD/CEF", "ACD/BEF", "BCD/AEF"]);
  });
});

describe("minimal sets", () => {
  it("are the subsets that meet the rule and hold no smaller one that does", () => {
    const mixed = drawn("AB CD EF", "ACE");
    const isWritten = (set: string) =>
      set.length >= 4 || [..."ACE"].every((full) => set.includes(full));
    const met = subsetsOf("ABCDEF").filter(isWritten);
    const holds = (set: string, other: string) =>
      set !== other && [...other].every((copy) => set.includes(copy));
    assertEquals(
      words(minimalSets(fullTail.write, mixed)),
      met.filter((set) => !met.some((other) => holds(set, other))).sort(),
    );
  });

  it("of a rule that asks nothing: the empty set; of one that cannot be met: none", () => {
    assertEquals(minimalSets({ count: 0, of: "all" }, six), [[]]);
    assertEquals(minimalSets({ count: 7, of: "all" }, six), []);
  });
});
