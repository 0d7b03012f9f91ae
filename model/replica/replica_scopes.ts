/**
 * Worlds in which replicas follow the writer.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

/** The scopes, by name, made of the smallest world. */
export const replicaScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  replica: {
    says: "A replica follows the writer: an MTR over two pages in its cache, read views, crashes.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x" }, { pg: "p1", page: "y", commits: "T1" }]],
      replicas: { count: 1, pages: ["x", "y"], views: 1, crash: true },
    },
  },
  "replica-commits": {
    says:
      "A replica shows commits in the order in which they were acknowledged, as late as it likes.",
    bounds: {
      ...tiny,
      workload: [
        [{ pg: "p1", page: "x", commits: "T1" }],
        [{ pg: "p1", page: "x", commits: "T2" }],
      ],
      replicas: { count: 1, pages: ["x"], views: 1, crash: true },
    },
  },
  "replica-lag": {
    says: "A replica lags, is down or comes back, and no commit waits for it.",
    bounds: {
      ...tiny,
      replicas: { count: 1, pages: [], views: 0, crash: true },
    },
  },
  "replica-collect": {
    says: "Copies collect what no replica reads any more; one comes back after a crash.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      background: true,
      replicas: { count: 1, pages: ["x"], views: 1, crash: true },
    },
  },
  "replica-sixteen": {
    says: "Replicas open the volume one after the other, until there is no room.",
    bounds: {
      ...tiny,
      workload: [],
      replicas: { count: 16, pages: [], views: 0, crash: false },
    },
  },
});
