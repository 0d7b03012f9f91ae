import { assertEquals, assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { explore } from "../model/explore/explore.ts";
import { wander } from "../model/explore/walk.ts";
import { bothWays } from "./_both_ways.ts";
import { scopes } from "./scopes.ts";
import { systemOf } from "./system_of.ts";

/** The scopes small enough to look at every edge. */
const EXHAUSTED = [
  ...["tiny", "long-mtr", "mtr", "full-tail", "recovery", "recovery-twice", "undo-alone", "repair"],
  ...["recovery-joint", "recovery-replacement"],
  "recovery-of-the-next",
  ...["recovery-collected", "recovery-collected-twice"],
  ...[
    "failover",
    "failover-choice",
    "failover-twice",
    "failover-endpoints",
    "clone",
    "clone-of-clone",
    "clone-rewound",
  ],
  ...["replica-sixteen", "replica-lag", "backup", "backup-retention"],
  ...["backtrack", "backtrack-replica"],
  ...["reads-two-groups", "reads-background", "growth", "growth-twice"],
  ...["life-statuses", "life-deletion", "life-stops", "life-instances"],
];

describe("projecting a step equals applying what it shows", () => {
  for (const name of EXHAUSTED) {
    it(`on every edge of ${name}`, () => {
      const system = systemOf(name);
      const { edges, complete, obligations } = explore(system, {
        watch: {
          claims: ["square"],
          witnesses: [],
          onMove(edge) {
            const { applied, projected } = bothWays(system, edge);
            assertEquals(applied, projected, edge.move.name);
            return { met: [1], seen: [] };
          },
        },
      });
      assertEquals(complete, true);
      assertEquals(obligations["square"], edges);
    });
  }

  for (const name of Object.keys(scopes).filter((name) => !EXHAUSTED.includes(name))) {
    it(`on random walks of ${name}`, () => {
      const system = systemOf(name);
      let steps = 0;
      const choices = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
      fc.assert(
        fc.property(choices, (choices) => {
          for (const edge of wander(system, choices)) {
            const { applied, projected } = bothWays(system, edge);
            assertEquals(applied, projected, edge.move.name);
            steps++;
          }
        }),
        { seed: 20171, numRuns: 30 },
      );
      assertGreater(steps, 500);
    });
  }
});
