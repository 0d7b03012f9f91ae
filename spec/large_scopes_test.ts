import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { walk } from "../model/explore/walk.ts";
import { byHand } from "./scopes.ts";
import { systemOf } from "./system_of.ts";
import { verify } from "./verify.ts";
import { watchModel } from "./watch_model.ts";
import { recoveryWitnesses } from "./witnesses/recovery.ts";

describe("a scope that is explored by hand", () => {
  for (const scope of byHand) {
    it(`keeps every claim as far as it is explored here: ${scope}`, () => {
      const { exploration } = verify(scope, { maxStates: 2000 });
      assertEquals([exploration.violation, exploration.complete], [undefined, false]);
    });
  }

  it("shows what three copies cannot: a record annulled on a copy, and alive after all", () => {
    const first = ["b1", "c1", "d1"];
    const second = ["b1", "c1", "e1"];
    const path = [
      ...["volume.creates", "writer.allocates", "a1.stores.1", "e1.stores.1", "recovery.starts"],
      ...first.map((copy) => `${copy}.enters.epoch.2`),
      ...["b1.answers", "c1.answers", "d1.answers", "recovery.computes"],
      ...["a1.truncates.at.epoch.2", "recovery.crashes", "recovery.starts"],
      ...second.map((copy) => `${copy}.enters.epoch.3`),
      ...["b1.answers", "c1.answers", "e1.answers", "recovery.computes"],
      ...["b1", "c1"].map((copy) => `${copy}.takes.back.1`),
      ...second.map((copy) => `${copy}.truncates.at.epoch.3`),
      "recovery.opens",
    ];
    const system = systemOf("recovery-of-five-twice");
    const { witnesses, onMove } = watchModel(system, [], recoveryWitnesses);
    const seen = walk(system, path)
      .flatMap((edge) =>
        onMove(edge, () => true, () => true).seen.map((index) => witnesses[index])
      );
    assertEquals(seen.at(-1), "annulled-on-a-copy-and-alive-after-all");
  });
});
