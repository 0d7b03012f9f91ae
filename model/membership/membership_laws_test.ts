import { describe } from "@std/testing/bdd";
import fc from "fast-check";
import { machineLaws, type Types } from "../_machine_laws.ts";
import { STANDING } from "../_standing.ts";
import { membership, type MembershipEvent } from "./membership.ts";

const membershipTypes: Types<MembershipEvent> = {
  suspect: true,
  complete: true,
  reverse: true,
  giveUp: true,
  takeBack: true,
  entered: true,
  discard: true,
};
const one = { a1: true, b1: true, c1: true };
const other = { a1: true, b1: true, c2: true };
const memberships = [[one], [other], [one, other], [one, { a1: true, b1: true }]];

describe("the membership machine", () => {
  machineLaws("membership", {
    make: () => membership({ members: ["a1", "b1", "c1"], standing: STANDING }),
    types: membershipTypes,
    events: fc.oneof(
      fc.tuple(
        fc.constantFrom("suspect", "complete", "reverse", "giveUp", "takeBack"),
        fc.constantFrom(1, 2, 3),
        fc.constantFrom(...memberships),
      ).map(([type, presents, to]) => ({
        type,
        presents,
        to,
        held: { c2: { scl: 1n, records: [1n] } },
      })),
      fc.constantFrom("a1", "b1", "c1").map((segment) => ({
        type: "entered",
        entries: [{ segment, records: [{ lsn: 1n, prev: 0n }], collected: 0n }],
      })),
      fc.constantFrom("c1", "c2").map((segment) => ({ type: "discard", segment })),
    ),
  });
});
