import { MOST_REPLICAS } from "../../model/replica/replica.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

const replicas = (count: number) =>
  Array.from({ length: count }, (_, nth) => `open instance=r${nth + 1} role=replica`);

/** They cost the storage nothing, and a volume has few of them. */
export const replicasOnlyRead: Invariant = claim({
  id: "replicas-only-read",
  code: "V5",
  says:
    `A replica allocates no LSN and sends no record to a copy, and no more than ${MOST_REPLICAS} ` +
    "of them have the volume open.",
  source: "S17 §4.2.4, S18 §3.2",
  needs: [["open"]],
  on: ["open", "write", "ship"],
  hearsStale: true,
  holds: shows("open,promote,ship", THREE_COPIES, ...replicas(2), "ship seg=a1 lsn=1 by=w"),
  breaks: shows("open,promote,ship", THREE_COPIES, ...replicas(1), "ship seg=a1 lsn=1 by=r1"),
  check(view, event) {
    // A replica that was promoted may do all that, and where that is not told it may have been.
    if (view.config.declares("promote") === false) return 0;
    return event.kind === "open" ? opened(view, event) : written(view, event);
  },
});

function opened(view: View, { instance, role }: EventOf<"open">): Finding {
  // Where nobody tells who is gone, those of before may be.
  if (role !== "replica" || !view.sees("crash")) return 0;
  const others = [...view.cluster.replicas].filter((other) => other !== instance);
  if (others.length < MOST_REPLICAS) return 1;
  return {
    why: `${instance} opens the volume as replica number ${others.length + 1}`,
    given: [`${others.length} replicas have the volume open, and none of them is known to be gone`],
    so: [
      `a volume has at most ${MOST_REPLICAS} replicas`,
      `${instance} is one more: a contradiction`,
    ],
    field: "instance",
  };
}

function written({ cluster }: View, event: EventOf<"write"> | EventOf<"ship">): Finding {
  const { kind, lsn, by } = event;
  if (cluster.replicas.size === 0 || by === undefined) return 0;
  if (!cluster.replicas.has(by)) return 1;
  return {
    why: `${by}, a replica, ${kind === "write" ? "allocates" : "ships"} LSN ${lsn}`,
    given: [`${by} has opened the volume as a replica`],
    so: [
      "one instance writes to a volume: the writer",
      `${by} writes to it, too: a contradiction`,
    ],
    field: "lsn",
  };
}
