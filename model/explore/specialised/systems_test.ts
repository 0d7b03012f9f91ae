/** The specialised step against XState, on the machines of toys and examples. */
import { assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { paxos } from "../examples/paxos.ts";
import { systems } from "../reduction/_systems.ts";
import { comparedIn } from "./_entered.ts";

describe("specialised steps are those of XState in", () => {
  let taken = 0;
  for (const system of [...systems, paxos(3, 2)]) {
    it(system.name, () => void (taken += comparedIn(system)));
  }

  it("enough to tell them apart", () => assertGreater(taken, 4_000));
});
