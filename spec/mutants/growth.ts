/**
 * Mistakes in making a volume larger.
 *
 * @module
 */
import { assign } from "xstate";
import type { GrowthBounds } from "../../model/growth/bounds.ts";
import { engine, groupName } from "../../model/growth/engine.ts";
import { geometry } from "../../model/growth/geometry.ts";
import type { GrowthMachines } from "../../model/growth/system.ts";
import type { Mutant } from "./mutant.ts";

interface GrowthMutant extends Mutant {
  machines(bounds: GrowthBounds): Partial<GrowthMachines>;
}

/** Lets everything pass a rule of an instance. */
const careless = (guard: "isPlaced" | "isFound") => ({ pagesPerGroup }: GrowthBounds) => ({
  engine: engine(pagesPerGroup).provide({ guards: { [guard]: () => true } }),
});

/** Mistakes in making a volume larger. */
export const growthMutants: readonly GrowthMutant[] = [
  {
    name: "group-used-before-its-epoch",
    number: 70,
    says: "A group is written to before it stands in the geometry of the volume.",
    rule: "engine.isPlaced",
    scope: "growth",
    caughtBy: "N1",
    machines: careless("isPlaced"),
  },
  {
    name: "geometry-epoch-not-raised",
    says: "A group is added, and the geometry epoch stays.",
    rule: "geometry.raiseEpoch",
    scope: "growth",
    caughtBy: "N2",
    machines: (bounds) => ({
      geometry: geometry(bounds).provide({ actions: { raiseEpoch: () => {} } }),
    }),
  },
  {
    name: "growth-from-a-stale-geometry",
    says: "A request to grow that comes late, or twice, adds another group.",
    rule: "geometry.isCurrentEpoch",
    scope: "growth-twice",
    caughtBy: "N2",
    machines: (bounds) => ({
      geometry: geometry(bounds).provide({ guards: { isCurrentEpoch: () => true } }),
    }),
  },
  {
    name: "pages-placed-by-the-size-of-now",
    says:
      "The group of a page follows from how many groups there are, so that it moves with growth.",
    rule: "engine.placePage",
    scope: "growth",
    caughtBy: "N3",
    machines: ({ pagesPerGroup }) => ({
      engine: engine(pagesPerGroup).provide({
        actions: {
          placePage: assign(({ context, event }) =>
            event.type === "write" ? { found: groupName(event.nth % context.groups) } : {}
          ),
        },
      }),
    }),
  },
  {
    name: "size-limit-ignored",
    says: "A volume grows beyond its limit.",
    rule: "geometry.isFull",
    scope: "growth",
    caughtBy: "N4",
    machines: (bounds) => ({
      geometry: geometry(bounds).provide({ guards: { isFull: () => false } }),
    }),
  },
  {
    name: "full-one-group-too-early",
    says: "A volume with room for one group more is out of space.",
    rule: "geometry.isFull",
    scope: "growth",
    caughtBy: "N4",
    machines: (bounds) => ({
      geometry: geometry(bounds).provide({
        guards: { isFull: ({ context }) => context.groups >= bounds.limit - 1 },
      }),
    }),
  },
  {
    name: "unknown-group-read-as-empty",
    says: "An instance takes a page of a group that it has not heard of for one that is not there.",
    rule: "engine.isFound",
    scope: "growth",
    caughtBy: "P1",
    machines: careless("isFound"),
  },
];
