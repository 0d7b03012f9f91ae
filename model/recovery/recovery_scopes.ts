/**
 * Worlds in which a volume is recovered, each made for one thing that a crash can leave.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

/** The scopes, by name, made of the smallest world. */
export const recoveryScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  "recovery-outage": {
    says: "A copy is down again and again, or for ever, while a volume is recovered.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 2n,
      faults: { azs: 0, copies: 1 },
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-of-six": {
    says: "Six copies of an empty volume: four must enter the epoch, three must answer.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "sixCopies" } },
      workload: [],
      lal: 1n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-of-five": {
    says: "Five copies hold a record, or do not: who is not in a quorum is not alone.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "fiveCopies" } },
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 1n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-of-two": {
    says: "Two groups, one of them idle: a recovery of the volume asks both.",
    bounds: {
      ...tiny,
      volume: { groups: { p1: "threeCopies", p2: "threeCopies" } },
      workload: [[{ pg: "p2", commits: "T1" }]],
      lal: 2n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-of-the-next": {
    says: "The writer after a recovery crashes, too: what it sent is still on its way.",
    bounds: {
      ...tiny,
      workload: [],
      lal: 1n,
      recovery: { attempts: 2, writer: "dead", workload: [[{ pg: "p1", commits: "T2" }]] },
    },
  },
  undo: {
    says:
      "A crash leaves a change without its commit, or with it: the next writer undoes it, or not.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", txn: "T1" }], [{ pg: "p1", commits: "T1" }]],
      lal: 1n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "undo-alone": {
    says: "Nothing but a change without its commit, and what takes it back.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", txn: "T1" }]],
      lal: 1n,
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "undo-beside-work": {
    says: "The next writer undoes what its predecessor left while clients commit.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", txn: "T1" }]],
      lal: 1n,
      recovery: { attempts: 1, writer: "dead", workload: [[{ pg: "p1", commits: "T2" }]] },
    },
  },
});
