import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { keyOf } from "./explore/key.ts";
import { replay } from "./explore/replay.ts";
import type { World } from "./explore/system.ts";
import { walk, wander } from "./explore/walk.ts";
import { scopes } from "./scopes.ts";
import { storageSystem } from "./system.ts";

describe("a replay of the storage", () => {
  const choices = fc.array(fc.nat(1000), { maxLength: 40 });
  for (const scope of Object.keys(scopes)) {
    it(`is what the stepping walks, state by state: ${scope}`, () => {
      const system = storageSystem(scope, scopes[scope]!.bounds);
      const print = (world: World) =>
        Object.keys(system.actors).map((actor) => {
          const { value, context } = world.state(actor);
          return keyOf([actor, value, context]);
        });
      fc.assert(
        fc.property(choices, (choices) => {
          const path = wander(system, choices).map(({ move }) => move.name);
          const { start, edges, stuck } = replay(system, path);
          const walked = walk(system, path);
          assertEquals(stuck, undefined);
          assertEquals(
            edges.map(({ move, before, after }) => [move, print(before), print(after)]),
            walked.map(({ move, before, after }) => [move, print(before), print(after)]),
          );
          assertEquals(print(start), print(edges[0]?.before ?? start));
        }),
        { seed: 20270, numRuns: 15 },
      );
    });
  }
});
