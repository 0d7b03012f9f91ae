/**
 * What can go down and come back: copies on their own, and AZs with all their copies.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { World } from "../explore/system.ts";
import type { FaultsContext } from "./faults.ts";
import type { Site } from "../segment/sites.ts";
import type { AzId, SegmentId } from "../terms.ts";

/** What is down in a state of the world. */
export function faultsIn(world: World): FaultsContext {
  return world.state("faults").context;
}

/** Every fault within the budget, and its end. */
export function outages(sites: readonly Site[], { faults }: Bounds): StorageMove[] {
  const copies = faults.copies > 0 ? sites : [];
  const azs = faults.azs > 0 ? [...new Set(sites.map(({ az }) => az))] : [];
  return [
    ...copies.flatMap(({ segment, az }) => [
      copyFault(segment, az, "crash", "crashes"),
      copyFault(segment, az, "restart", "restarts"),
    ]),
    ...azs.flatMap((az) => {
      const segments = sites.filter((site) => site.az === az).map(({ segment }) => segment);
      return [azFault(az, segments, "loseAz"), azFault(az, segments, "regainAz")];
    }),
  ];
}

function copyFault(
  segment: SegmentId,
  az: AzId,
  does: "crash" | "restart",
  verb: string,
): StorageMove {
  return {
    name: `${segment}.${verb}`,
    deed: { does, segment },
    fault: does === "crash",
    plan: () => [
      { to: "faults", event: { type: does, segment, az } },
      { to: segment, event: { type: does } },
    ],
  };
}

function azFault(
  az: AzId,
  segments: readonly SegmentId[],
  does: "loseAz" | "regainAz",
): StorageMove {
  const lose = does === "loseAz";
  return {
    name: `${az}.${lose ? "goes.down" : "comes.back"}`,
    deed: { does, az },
    fault: lose,
    plan(world) {
      // A copy that crashed on its own was down before, and stays down when its AZ is back.
      const { copies } = faultsIn(world);
      return [
        { to: "faults", event: { type: does, az } },
        ...segments.filter((segment) => !copies[segment])
          .map((to) => ({ to, event: { type: lose ? "crash" : "restart" } })),
      ];
    },
  };
}
