import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Bounds } from "../bounds.ts";
import { scopes } from "../scopes.ts";
import { storageSystem } from "../system.ts";

const within = (lal: bigint): Bounds => ({
  ...scopes["recovery"]!.bounds,
  workload: [[{ pg: "p1" }], [{ pg: "p1", commits: "T1" }]],
  lal,
});

describe("a world in which a volume is recovered", () => {
  it("is refused where an LSN may be of either writer, with the LAL that is enough", () => {
    const why =
      "LAL 1 is too small for a recovery: LSN 2 of group p1 may be a record of the first writer, " +
      "or of the next. 2, the records of the first, is enough";
    assertThrows(() => storageSystem("small LAL", within(1n)), RangeError, why);
    const { name } = storageSystem("enough", within(2n));
    assertEquals(name, "enough");
  });
});
