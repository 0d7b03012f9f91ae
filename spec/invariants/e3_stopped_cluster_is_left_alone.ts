import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/** Seven days. Unit: microseconds. */
const LIMIT = 7n * 24n * 3600n * 1_000_000n;

/** It must not fall behind with its maintenance, and what it is changed into could not be tried. */
export const stoppedClusterIsLeftAlone: Invariant = claim({
  id: "stopped-cluster-is-left-alone",
  code: "E3",
  says: "As long as a cluster is stopped nothing is accepted but to start it, and it is not " +
    "stopped for longer than seven days.",
  source: "User Guide (Stopping and starting an Aurora DB cluster; Deleting a stopped cluster)",
  needs: [["cluster-status"]],
  on: ["admin", "cluster-status"],
  holds: shows(
    "admin,cluster-status",
    "cluster-status status=stopped by=m t=1000",
    "admin request=modify-cluster refused",
    "admin request=delete-instance instance=r1 refused",
    "cluster-status status=stopped by=m t=604800001000  # seven days, and no more",
    "admin request=start-cluster",
    "cluster-status status=starting by=m t=604800002000",
    "cluster-status status=available by=m t=604900000000",
    "admin request=modify-cluster",
  ),
  breaks: shows(
    "admin,cluster-status",
    "cluster-status status=stopped",
    "admin request=modify-cluster",
  ),
  check(view, event) {
    return event.kind === "admin" ? asked(view, event) : lasted(view, event);
  },
});

function asked({ life }: View, { request, refused = false }: EventOf<"admin">): Finding {
  if (life.status !== "stopped" || request === "create-cluster") return 0;
  if (refused || request === "start-cluster") return 1;
  return {
    why: `${request} is accepted while the cluster is stopped`,
    given: ["the cluster is stopped since an earlier line", `${request} is not refused`],
    so: ["of a stopped cluster nothing is changed before it is started again: a contradiction"],
    field: "request",
  };
}

/** Only a look at a cluster that is still stopped tells that it is stopped for too long. */
function lasted({ life }: View, { status, t, by }: EventOf<"cluster-status">): Finding {
  const { stopped } = life;
  const isSameClock = t !== undefined && stopped?.by === by;
  if (life.status !== "stopped" || status !== "stopped" || stopped === undefined || !isSameClock) {
    return 0;
  }
  if (t - stopped.t <= LIMIT) return 1;
  return {
    why: `the cluster is stopped for more than seven days: from ${stopped.t} to ${t}`,
    given: [
      `the cluster was seen stopped at ${stopped.t}, and nothing else since`,
      `it is stopped at ${t}, ${t - stopped.t} microseconds later by the same clock`,
    ],
    so: [
      `seven days are ${LIMIT} microseconds`,
      "after seven days a cluster is started, whether somebody asks for it or not: a contradiction",
    ],
    field: "t",
  };
}
