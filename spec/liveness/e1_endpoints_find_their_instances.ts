import { weak } from "../../model/explore/mod.ts";
import type { View } from "../view.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** The same promise is asked at rest of traces; here no rest is needed. */
export const endpointsFindTheirInstances: LivenessClaim = {
  id: "endpoints-find-their-instances",
  code: "E1",
  says: "From some time on the endpoint of the writer leads to the one instance that writes, and " +
    "the endpoint of the readers to readers only, if there is any.",
  source: "User Guide (Connection management)",
  scopes: ["failover", "failover-choice", "failover-twice"],
  catches: ["endpoint-stays-with-the-old-writer", "readers-led-to-the-writer"],
  debts: ({ cluster }) =>
    cluster === undefined ? [] : [
      { of: "an endpoint that finds the writer", goal: (view) => leadsTo(view, "writer") },
      { of: "an endpoint that finds readers", goal: (view) => leadsTo(view, "reader") },
    ],
  assumes: () => "an endpoint that is to be moved is moved at last",
  fairness: () => [weak("cluster.points.writer.endpoint"), weak("cluster.points.reader.endpoint")],
};

/** Do all endpoints of a role lead where they should? */
function leadsTo({ cluster, instances: { writer } }: View, wanted: "writer" | "reader"): boolean {
  const isRight = (name: string) =>
    wanted === "writer" ? name === writer : name !== writer || cluster.replicas.size === 0;
  return [...cluster.endpoints.values()].filter(({ role }) => role === wanted)
    .every(({ instances }) => instances.every(isRight));
}
