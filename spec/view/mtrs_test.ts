import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Mtrs, NAMES_MOST } from "./mtrs.ts";

describe("the mini-transactions of a log", () => {
  it("are open until a CPL, of a record with a name or without", () => {
    const mtrs = new Mtrs();
    const taken = ([name, cpl]: [string | undefined, boolean]) => (mtrs.take(name, cpl), mtrs.open);
    assertEquals(
      ([["m1", false], [undefined, false], [undefined, true], ["m2", true]] as const)
        .map(([name, cpl]) => taken([name, cpl])),
      ["m1", "m1", undefined, undefined],
    );
  });

  it("are remembered by their latest names only", () => {
    const mtrs = new Mtrs();
    for (let n = 0; n <= NAMES_MOST; n++) mtrs.take(`m${n}`, true);
    assertEquals([mtrs.has("m0"), mtrs.has("m1")], [false, true]);
  });

  it("start anew after a recovery", () => {
    const mtrs = new Mtrs();
    mtrs.take("m1", false);
    mtrs.restart();
    assertEquals([mtrs.open, mtrs.has("m1")], [undefined, false]);
  });
});
