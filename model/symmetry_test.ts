import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { orbitsOf } from "./explore/_orbits.ts";
import { explore } from "./explore/explore.ts";
import { scopes } from "./scopes.ts";
import { storageSystem } from "./system.ts";

describe("copies in an AZ, and AZs, that are declared alike", () => {
  for (const name of ["tiny", "mtr", "full-tail"]) {
    it(`are alike: as many states as orbits, and steps to the same orbits, in ${name}`, () => {
      const system = storageSystem(name, scopes[name]!.bounds);
      assertEquals(orbitsOf(system), { orbits: explore(system).states, areAlike: true });
    });
  }
});
