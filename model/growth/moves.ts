/**
 * What can happen to a volume that grows.
 *
 * @module
 */
import type { Delivery, LocalState, Move, World } from "../explore/system.ts";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import type { PageId } from "../terms.ts";
import type { GrowthBounds } from "./bounds.ts";
import type { EngineContext } from "./engine.ts";
import type { GeometryContext } from "./geometry.ts";

/** The instances: one that writes, one that only reads. */
export type Instance = "writer" | "replica";

/** What is done to a volume that grows. */
export type GrowthDeed =
  | { readonly does: "create" | "grow" | "refuse" | "crash" }
  | { readonly does: "open" | "learn"; readonly instance: Instance }
  | { readonly does: "write"; readonly page: PageId }
  | { readonly does: "read"; readonly page: PageId; readonly instance: Instance };

/** A move of a volume that grows. */
export interface GrowthMove extends Move {
  /** What it does. */
  readonly deed: GrowthDeed;
}

/** What is kept of the volume in a state of the world. */
export function geometryIn(world: World): GeometryContext {
  return world.part("geometry", contextOf);
}

/** What an instance knows in a state of the world. */
export function engineIn(world: World, instance: Instance): EngineContext {
  return world.part(instance, contextOf);
}

/** Was the volume created? */
export function isCreated(world: World): boolean {
  return !world.part("geometry", isAbsent);
}

const contextOf = ({ context }: LocalState) => context;
const isAbsent = (geometry: LocalState): boolean => geometry.matches("absent");

/** Everything that can happen to a volume of these bounds. */
export function growthMoves({ pages, groups, limit, records }: GrowthBounds): GrowthMove[] {
  const epochs = Array.from({ length: limit - groups + 1 }, (_, nth) => FIRST_EPOCH + nth);
  return [
    {
      name: "volume.creates",
      deed: { does: "create" },
      plan: () => [{ to: "geometry", event: { type: "create" } }],
    },
    ...epochs.map(growing),
    {
      name: "writer.is.refused.more",
      deed: { does: "refuse" },
      plan(world) {
        const { epoch } = engineIn(world, "writer");
        return [
          { to: "geometry", event: { type: "refuse", presents: epoch } },
          { to: "writer", event: { type: "refuse" } },
        ];
      },
    },
    {
      name: "writer.crashes",
      deed: { does: "crash" },
      plan: () => [{ to: "writer", event: { type: "crash" } }],
    },
    ...(["writer", "replica"] as const).flatMap((instance) => [
      telling("open", instance),
      telling("learn", instance),
      ...pages.map((page, nth) => reading(instance, page, nth)),
    ]),
    ...pages.map((page, nth): GrowthMove => ({
      name: `writer.writes.${page}`,
      deed: { does: "write", page },
      plan: (world) =>
        engineIn(world, "writer").log.length < records
          ? [{ to: "writer", event: { type: "write", page, nth } }]
          : undefined,
    })),
  ];
}

/** A request of the writer arrives, perhaps late, perhaps for the second time. */
function growing(presents: Epoch): GrowthMove {
  return {
    name: `volume.grows.at.epoch.${presents}`,
    deed: { does: "grow" },
    plan: (world) =>
      engineIn(world, "writer").epoch >= presents
        ? [{ to: "geometry", event: { type: "grow", presents } }]
        : undefined,
  };
}

/** An instance is told how large the volume is. */
function telling(does: "open" | "learn", instance: Instance): GrowthMove {
  return {
    name: `${instance}.${does}s`,
    deed: { does, instance },
    plan(world): Delivery[] | undefined {
      if (!isCreated(world)) return undefined;
      const { epoch, groups } = geometryIn(world);
      return [{ to: instance, event: { type: does, epoch, groups } }];
    },
  };
}

function reading(instance: Instance, page: PageId, nth: number): GrowthMove {
  return {
    name: `${instance}.reads.${page}`,
    deed: { does: "read", page, instance },
    plan: () => [{ to: instance, event: { type: "read", nth } }],
  };
}
