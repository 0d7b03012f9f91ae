/** The specialised step against XState, on the machines of the storage. */
import { assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { comparedIn } from "./explore/specialised/_entered.ts";
import { scopes } from "./scopes.ts";
import { storageSystem } from "./system.ts";

describe("specialised steps are those of XState in scope", () => {
  let taken = 0;
  for (const [name, { bounds }] of Object.entries(scopes)) {
    it(name, () => void (taken += comparedIn(storageSystem(name, bounds))));
  }

  it("enough to tell them apart", () => assertGreater(taken, 4_000));
});
