import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { drawn, subsetsOf, words } from "../_letters.ts";
import {
  azPlusOne,
  azsOf,
  fullTailMembers,
  lossOfAz,
  sixMembers,
  threeMembers,
  without,
} from "./placement.ts";
import { meets } from "./quorum.ts";
import { aurora, degraded, fullTail, type Rules, twoOfThree } from "./quorum_rules.ts";
import type { Member } from "../terms.ts";

/** How many of these losses leave a write quorum, and how many leave a read quorum. */
function left(members: Member[], { write, read }: Rules, losses: Iterable<string>[]) {
  const remains = losses.map((lost) => without(members, [...lost]));
  return {
    losses: losses.length,
    write: remains.filter((copies) => meets(write, copies, members)).length,
    read: remains.filter((copies) => meets(read, copies, members)).length,
  };
}

const oneAz = (members: Member[]) => azsOf(members).map((az) => lossOfAz(members, az));
const azPlusTwo = (members: Member[]) =>
  oneAz(members).flatMap((lost) =>
    subsetsOf(without(members, lost).join("")).filter((more) => more.length === 2)
      .map((more) => [...lost, ...more])
  );
const nodes = (count: number) => subsetsOf("ABCDEF").filter((set) => set.length === count);

describe("six like members, two in each of three AZs", () => {
  const six = drawn("AB CD EF");

  it("one or two copies lost: writes and reads go on", () => {
    assertEquals(left(six, aurora, nodes(1)), { losses: 6, write: 6, read: 6 });
    assertEquals(left(six, aurora, nodes(2)), { losses: 15, write: 15, read: 15 });
  });

  it("any of the 3 AZs lost: writes and reads go on", () => {
    assertEquals(left(six, aurora, oneAz(six)), { losses: 3, write: 3, read: 3 });
  });

  it("AZ+1, or any three copies lost: reads go on, writes do not", () => {
    assertEquals(left(six, aurora, azPlusOne(six)), { losses: 12, write: 0, read: 12 });
    assertEquals(left(six, aurora, nodes(3)), { losses: 20, write: 0, read: 20 });
  });

  it("AZ+2, or any four copies lost: neither", () => {
    assertEquals(left(six, aurora, azPlusTwo(six)), { losses: 18, write: 0, read: 0 });
    assertEquals(left(six, aurora, nodes(4)), { losses: 15, write: 0, read: 0 });
  });
});

describe("one full and one tail segment in each AZ", () => {
  const mixed = drawn("AB CD EF", "ACE");

  it("AZ lost: both go on; AZ+1: reads only; AZ+2: neither", () => {
    assertEquals(left(mixed, fullTail, oneAz(mixed)), { losses: 3, write: 3, read: 3 });
    assertEquals(left(mixed, fullTail, azPlusOne(mixed)), { losses: 12, write: 0, read: 12 });
    assertEquals(left(mixed, fullTail, azPlusTwo(mixed)), { losses: 18, write: 0, read: 0 });
  });

  it("of 20 losses of three copies, 18 leave reads, the tails leave both, the fulls neither", () => {
    assertEquals(left(mixed, fullTail, nodes(3)), { losses: 20, write: 1, read: 19 });
    assertEquals(left(mixed, fullTail, ["BDF"]), { losses: 1, write: 1, read: 1 });
    assertEquals(left(mixed, fullTail, ["ACE"]), { losses: 1, write: 0, read: 0 });
  });
});

describe("two full segments in one AZ, fulls A, B and C", () => {
  const uneven = drawn("AB CD EF", "ABC");

  it("AZ lost: both go on", () => {
    assertEquals(left(uneven, fullTail, oneAz(uneven)), { losses: 3, write: 3, read: 3 });
  });

  it("AZ+1: of 12 losses, EF and D leaves all fulls and both, AB and C leaves neither", () => {
    assertEquals(left(uneven, fullTail, azPlusOne(uneven)), { losses: 12, write: 1, read: 11 });
    assertEquals(left(uneven, fullTail, ["EFD"]), { losses: 1, write: 1, read: 1 });
    assertEquals(left(uneven, fullTail, ["ABC"]), { losses: 1, write: 0, read: 0 });
  });
});

describe("other rules", () => {
  it("3 of 4 after an AZ is gone: one more copy lost, writes and reads go on", () => {
    const four = drawn("AB CD");
    assertEquals(left(four, degraded, [..."ABCD"]), { losses: 4, write: 4, read: 4 });
  });

  it("two of three: any AZ+1 leaves a single copy, and neither", () => {
    const three = drawn("A B C");
    assertEquals(left(three, twoOfThree, azPlusOne(three)), { losses: 6, write: 0, read: 0 });
  });
});

describe("placement", () => {
  it("AZ+1 of six in three AZs: each AZ with each copy outside it", () => {
    assertEquals(
      words(azPlusOne(drawn("AB CD EF"))),
      "ABC ABD ABE ABF CDA CDB CDE CDF EFA EFB EFC EFD".split(" "),
    );
  });

  it("the standing members: two copies an AZ, the first of them full when kinds are mixed", () => {
    assertEquals(azsOf(sixMembers), ["A", "B", "C"]);
    assertEquals(lossOfAz(sixMembers, "B"), ["b1", "b2"]);
    assertEquals(threeMembers.map(({ segment }) => segment), ["a1", "b1", "c1"]);
    assertEquals(sixMembers.every(({ kind }) => kind === "full"), true);
    const fulls = fullTailMembers.filter(({ kind }) => kind === "full");
    assertEquals(fulls.map(({ segment }) => segment), ["a1", "b1", "c1"]);
  });

  it("an AZ without members takes nothing away", () => {
    assertEquals(lossOfAz(sixMembers, "Z"), []);
  });
});
