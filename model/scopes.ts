/**
 * The worlds that are explored to the end. Each is small in most respects, so that it can be large
 * in the one it is made for.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import { readScopes } from "./reads/read_scopes.ts";
import { collectedScopes } from "./recovery/collected_scopes.ts";
import { recoveryScopes } from "./recovery/recovery_scopes.ts";
import { clusterScopes } from "./cluster/cluster_scopes.ts";
import { replicaScopes } from "./replica/replica_scopes.ts";
import { largeScopes } from "./large_scopes.ts";
import { membershipScopes } from "./membership/membership_scopes.ts";

/** A world, and what it is made for. */
export interface Scope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** Its size. */
  readonly bounds: Bounds;
  /** Explored by hand now and then, since it takes minutes or hours. Default: whenever all are. */
  readonly large?: true;
}

const tiny: Bounds = {
  volume: { groups: { p1: "threeCopies" } },
  workload: [[{ pg: "p1", commits: "T1" }], [{ pg: "p1", commits: "T2" }]],
  lal: 10n,
  faults: { azs: 0, copies: 0 },
  steps: "merged",
  background: false,
};

/** The scopes by name, the smallest first. */
export const scopes: Readonly<Record<string, Scope>> = {
  tiny: {
    says: "Small enough to count by hand: two commits on three copies.",
    bounds: tiny,
  },
  "long-mtr": {
    says: "An MTR longer than LAL is never begun, because it could never be ended.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }, { pg: "p1" }, { pg: "p1" }]],
      lal: 2n,
    },
  },
  mtr: {
    says: "Atomic groups of records under back-pressure, a commit record in the middle of one.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }, { pg: "p1" }], [{ pg: "p1", commits: "T2" }]],
      lal: 2n,
    },
  },
  "full-tail": {
    says: "Three full and three tail segments: the quorum rules that tell them apart.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "fullAndTail" } },
      workload: [[{ pg: "p1", commits: "T1" }]],
    },
  },
  outage: {
    says: "A write quorum of two, and one of three copies may be down, again and again.",
    bounds: { ...tiny, faults: { azs: 0, copies: 1 } },
  },
  background: {
    says: "What a node does with a record later: coalesce, stage, collect.",
    bounds: { ...tiny, background: true },
  },
  "two-groups": {
    says: "Order across protection groups: a commit waits for the other group.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "sixCopies", p2: "sixCopies" } },
      workload: [[{ pg: "p1", commits: "T1" }], [{ pg: "p2", commits: "T2" }]],
    },
  },
  "two-of-three-each": {
    says: "Two groups of three copies each, small enough for what must happen at last.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "threeCopies", p2: "threeCopies" } },
      workload: [[{ pg: "p1", commits: "T1" }], [{ pg: "p2", commits: "T2" }]],
    },
  },
  recovery: {
    says: "A volume is recovered while its writer is alive, and is written to again.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 1, writer: "alive", workload: [[{ pg: "p1", commits: "T2" }]] },
    },
  },
  "recovery-mtr": {
    says: "A crash leaves half of an MTR, or all of it, on some copies.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1" }, { pg: "p1", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-gaps": {
    says:
      "Copies have different gaps when the writer dies: no one of them has all that is durable.",
    bounds: {
      ...tiny,
      lal: 2n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-twice": {
    says: "A recovery crashes at any moment, and the next one starts while the writer is alive.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 2, writer: "alive", workload: [] },
    },
  },
  ...clusterScopes(tiny),
  ...recoveryScopes(tiny),
  ...collectedScopes(tiny),
  ...replicaScopes(tiny),
  ...readScopes(tiny),
  ...membershipScopes(tiny),
  pipeline: {
    says: "Every step of a storage node on its own, with crashes between them.",
    bounds: { ...tiny, steps: "apart", background: true, faults: { azs: 0, copies: 1 } },
  },
  small: {
    says: "Six copies in three AZs; an AZ and one more copy may be down at once, again and again.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "sixCopies" } },
      faults: { azs: 1, copies: 1 },
    },
  },
  ...largeScopes(tiny),
};
