/**
 * The worlds in which pages are read, and blocks damaged.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

/** The scopes, by name, made of the smallest world. */
export const readScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  reads: {
    says:
      "Two pages change together while they are cached, dropped, asked for and read in one view.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x" }, { pg: "p1", page: "y", commits: "T1" }]],
      faults: { azs: 0, copies: 1 },
      reads: { pages: { x: "p1", y: "p1" } },
    },
  },
  "reads-twice": {
    says: "A page changes twice, and another never: a read is as of one of three points.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }], [{
        pg: "p1",
        page: "x",
        commits: "T2",
      }]],
      reads: { pages: { x: "p1", z: "p1" } },
    },
  },
  "reads-two-groups": {
    says: "The pages of an MTR lie in two groups: no copy of one has the LSNs of the other.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "threeCopies", p2: "threeCopies" } },
      workload: [[{ pg: "p1", page: "x" }, { pg: "p2", page: "y", commits: "T1" }]],
      reads: { pages: { x: "p1", y: "p2" } },
    },
  },
  "reads-background": {
    says: "A page is read while copies coalesce and collect what it is made of.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      background: true,
      reads: { pages: { x: "p1" } },
    },
  },
  "reads-recovery": {
    says: "A page is read by a writer that does not know yet that another recovers its volume.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      lal: 2n,
      reads: { pages: { x: "p1" } },
      recovery: { attempts: 1, writer: "alive", workload: [] },
    },
  },
  "reads-after-recovery": {
    says: "A writer crashes, its cache does not; the next one reads what a recovery has left.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      lal: 2n,
      reads: { pages: { x: "p1" } },
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "reads-absent": {
    says: "A copy of each group is away while the volume is recovered: what it has is annulled.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "threeCopies", p2: "threeCopies" } },
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      lal: 1n,
      reads: { pages: { x: "p1", y: "p2" } },
      recovery: {
        attempts: 1,
        writer: "dead",
        workload: [[{ pg: "p2", page: "y", commits: "T2" }]],
        absent: ["c1", "c2"],
      },
    },
  },
  scrub: {
    says: "A block is damaged on disk, found by a scrub, and repaired from a peer.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", page: "x", commits: "T1" }]],
      background: true,
      damage: 2,
      reads: { pages: { x: "p1" } },
    },
  },
});
