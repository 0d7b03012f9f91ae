import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { words } from "../_letters.ts";
import { joint, memberships } from "./quorum_rules.ts";

const first = { suspect: "F", newcomer: "G" };
const second = { suspect: "E", newcomer: "H" };

describe("a change of membership names every membership that may stand in the end", () => {
  it("without a fault: the current one", () => {
    assertEquals(words(memberships([..."ABCDEF"], [])), ["ABCDEF"]);
  });

  it("with one fault: two, with two faults: four", () => {
    assertEquals(words(memberships([..."ABCDEF"], [first])), ["ABCDEF", "ABCDEG"]);
    assertEquals(
      words(memberships([..."ABCDEF"], [first, second])),
      ["ABCDEF", "ABCDEG", "ABCDHF", "ABCDHG"],
    );
  });

  it("with a fault of the newcomer: the next newcomer takes the same place", () => {
    const again = { suspect: "G", newcomer: "H" };
    assertEquals(
      [...new Set(words(memberships([..."ABCDEF"], [first, again])))],
      ["ABCDEF", "ABCDEG", "ABCDEH"],
    );
  });
});

it("a joint rule writes to 4 of 6 in each membership and reads from 3 of 6 in any", () => {
  const [old, next] = [[..."ABCDEF"], [..."ABCDEG"]];
  assertEquals(joint([old, next]), {
    write: { and: [{ count: 4, of: old }, { count: 4, of: next }] },
    read: { or: [{ count: 3, of: old }, { count: 3, of: next }] },
  });
});
