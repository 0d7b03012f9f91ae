import { describe } from "@std/testing/bdd";
import { wander } from "../model/explore/walk.ts";
import { breaksNoClaim } from "./_partial_traces.ts";
import { invariants } from "./invariants/all.ts";
import { SHOWN } from "./observe/shown.ts";
import { systemOf } from "./system_of.ts";

describe("a trace of a replica", () => {
  breaksNoClaim({
    scopes: ["replica", "replica-commits", "replica-collect"],
    // Two copies work, and nothing crashes.
    shown(scope, choices) {
      const whole = systemOf(scope);
      const moves = whole.moves.filter(({ name }) => !/^c1|learns|late|crashes/.test(name));
      const system = { ...whole, moves, symmetry: [] };
      return wander(system, choices).flatMap((edge) => system.observe(edge));
    },
    steps: 100,
    kinds: SHOWN,
    // A crash that nobody sees would hold PGMRPL back.
    leftOut: [
      ...["open", "replica-vdl", "apply", "commit-noted", "read-view", "read", "cache"] as const,
      ...["vdl", "pgmrpl", "commit-requested", "commit-acked", "ack", "scl"] as const,
    ],
    header: 2,
    late: 60,
    claims: invariants.filter(({ code }) => /^([VPG]\d|L8)$/.test(code)),
    often: [4, "apply", "commit-noted", "read-view", "read", "cache", "replica-vdl"],
    seed: 4915,
  });
});
