import { describe } from "@std/testing/bdd";
import { wander } from "../model/explore/walk.ts";
import { breaksNoClaim } from "./_partial_traces.ts";
import { invariants } from "./invariants/all.ts";
import { BACKTRACK_SHOWN } from "./observe/backtrack.ts";
import { systemOf } from "./system_of.ts";

describe("a trace of backtracks", () => {
  breaksNoClaim({
    scopes: [
      ...["backtrack", "backtrack-broken-off", "backtrack-absent"],
      ...["backtrack-window", "backtrack-replica"],
    ],
    shown(scope, choices) {
      const system = systemOf(scope);
      return wander(system, choices).flatMap((edge) => system.observe(edge));
    },
    steps: 80,
    kinds: BACKTRACK_SHOWN,
    leftOut: [
      ...["begin", "write", "vdl", "commit-acked", "collect", "rewindable", "read"] as const,
      "backtrack-window",
    ],
    header: 1,
    late: 40,
    claims: invariants,
    often: [20, "backtrack", "write", "begin", "read", "collect"],
    seed: 5284,
  });
});
