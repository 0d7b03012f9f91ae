/**
 * Worlds too large for every run: what others show of three copies or of two records, with more of
 * them.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import type { Scope } from "./scopes.ts";

/** The scopes, by name, made of the smallest world. */
export const largeScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  "recovery-of-five-twice": {
    says:
      "A recovery of five copies crashes at any moment: what it annulled on some copy is lost, " +
      "or lives.",
    large: true,
    bounds: {
      ...tiny,
      volume: { groups: { p1: "fiveCopies" } },
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 1n,
      recovery: { attempts: 2, writer: "dead", workload: [] },
    },
  },
  "three-commits": {
    says: "Three commits on six copies in three AZs.",
    large: true,
    bounds: {
      ...tiny,
      volume: { groups: { p1: "sixCopies" } },
      workload: ["T1", "T2", "T3"].map((commits) => [{ pg: "p1", commits }]),
    },
  },
  "recovery-of-three-records": {
    says: "Three records of two MTR, and a writer that dies at any moment.",
    large: true,
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1" }, { pg: "p1", commits: "T1" }], [{ pg: "p1", commits: "T2" }]],
      lal: 3n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "outage-of-six-apart": {
    says: "Six copies receive, persist and sort in steps of their own.",
    large: true,
    bounds: {
      ...tiny,
      volume: { groups: { p1: "sixCopies" } },
      workload: [[{ pg: "p1", commits: "T1" }]],
      steps: "apart",
      background: true,
      faults: { azs: 1, copies: 1 },
    },
  },
});
