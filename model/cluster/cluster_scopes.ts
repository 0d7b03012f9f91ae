/**
 * Worlds in which an instance takes the place of the writer.
 *
 * @module
 */
import type { Bounds, ClusterBounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

/** No instance is lost but the writer, and tiers stay as they are. */
const quiet = { writer: "w1", readersLost: 0, retiers: [] };

/** A writer, and two readers of which the smaller one is first in line. */
const three: ClusterBounds["instances"] = {
  w1: { az: "A", tier: 1, size: 2 },
  r1: { az: "B", tier: 0, size: 1 },
  r2: { az: "C", tier: 1, size: 2 },
};

/** The scopes, by name, made of the smallest world. */
export const clusterScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  failover: {
    says: "The writer is cut off and not dead; a reader takes over, and endpoints follow.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 1, writer: "alive", workload: [] },
      cluster: {
        instances: three,
        ...quiet,
      },
    },
  },
  "failover-alone": {
    says: "With nobody to take over, the primary is made anew where it was.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 2, writer: "dead", workload: [] },
      cluster: {
        instances: { w1: { az: "A", tier: 1, size: 2 } },
        ...quiet,
      },
    },
  },
  "failover-replica": {
    says:
      "A replica takes over with the cache that it has, and with more than is durable on its way.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      lal: 2n,
      replicas: { count: 1, pages: ["x"], views: 0, crash: false },
      recovery: { attempts: 1, writer: "dead", workload: [] },
      cluster: {
        instances: { w1: { az: "A", tier: 0, size: 2 }, r1: { az: "B", tier: 0, size: 2 } },
        ...quiet,
        retiers: [{ instance: "r1", tier: 1 }],
        managesCaches: true,
      },
    },
  },
  "failover-choice": {
    says: "Who takes over: by tier, by size, of equals any; readers are lost, tiers change.",
    bounds: {
      ...tiny,
      workload: [],
      recovery: { attempts: 1, writer: "dead", workload: [] },
      cluster: {
        instances: { ...three, r3: { az: "A", tier: 1, size: 2 } },
        ...quiet,
        readersLost: 2,
        retiers: [{ instance: "r2", tier: 0 }],
      },
    },
  },
  "failover-endpoints": {
    says: "Custom and instance endpoints, when instances change roles, are lost and come back.",
    bounds: {
      ...tiny,
      workload: [],
      recovery: { attempts: 1, writer: "dead", workload: [] },
      cluster: {
        instances: { ...three, r1: { az: "B", tier: 0, size: 2 } },
        ...quiet,
        readersLost: 1,
        custom: {
          one: { type: "reader", members: ["r1"] },
          rest: { type: "reader", excluded: ["r2"] },
          any: { type: "any", members: ["w1", "r2"] },
        },
      },
    },
  },
  "failover-twice": {
    says: "The one that takes over crashes at any moment, and the next in line does.",
    bounds: {
      ...tiny,
      workload: [],
      recovery: { attempts: 2, writer: "dead", workload: [] },
      cluster: {
        instances: {
          w1: { az: "A", tier: 0, size: 2 },
          r1: { az: "B", tier: 1, size: 2 },
          r2: { az: "C", tier: 1, size: 1 },
        },
        ...quiet,
      },
    },
  },
});
