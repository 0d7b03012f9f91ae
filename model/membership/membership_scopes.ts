/**
 * The worlds in which the members of a group change.
 *
 * @module
 */
import type { Bounds, MembershipBounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

const MERGED: MembershipBounds = {
  replacements: [],
  transitions: 2,
  steps: "merged",
  reversals: true,
  discards: false,
};

/** The scopes by name. */
export function membershipScopes(tiny: Bounds): Readonly<Record<string, Scope>> {
  const one: Bounds = { ...tiny, workload: [[{ pg: "p1", commits: "T1" }]] };
  const replacing = { ...MERGED, replacements: [{ suspect: "c1", newcomer: "c2" }] };
  const fullTail: Bounds = { ...one, volume: { groups: { p1: "fullAndTail" } } };
  const six: Bounds = { ...one, volume: { groups: { p1: "sixCopies" } } };
  return {
    replacement: {
      says:
        "A copy is suspected and another stands in for it, or it is taken back, while it is written.",
      bounds: {
        ...one,
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c2" }],
          steps: "apart",
        },
      },
    },
    repair: {
      says: "Who was replaced, or only stood by, is thrown away once it is not needed.",
      bounds: {
        ...one,
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c2" }],
          discards: true,
        },
      },
    },
    hydration: {
      says: "A copy is replaced when nobody has the log any more: the newcomer takes a baseline.",
      bounds: {
        ...one,
        background: "merged",
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c2" }],
          reversals: false,
        },
      },
    },
    "hydration-above": {
      says: "A copy is replaced while another is lost: a baseline, and the records above it.",
      bounds: {
        ...tiny,
        workload: [[{ pg: "p1" }, { pg: "p1", commits: "T1" }]],
        lal: 2n,
        background: "merged",
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c2" }],
          silent: ["b1"],
          reversals: false,
        },
      },
    },
    "second-fault": {
      says: "A second copy is suspected while the first is being replaced: four memberships stand.",
      bounds: {
        ...one,
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c2" }, { suspect: "b1", newcomer: "b2" }],
          transitions: 3,
          reversals: false,
        },
      },
    },
    "full-replaced": {
      says: "One full segment takes the place of another: four of any kind go on without it.",
      bounds: {
        ...fullTail,
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c1", newcomer: "c3" }],
          silent: ["b2"],
          reversals: false,
        },
      },
    },
    "tail-replaced": {
      says: "One tail segment takes the place of another: three full ones go on without it.",
      bounds: {
        ...fullTail,
        membership: {
          ...MERGED,
          replacements: [{ suspect: "c2", newcomer: "c3" }],
          silent: ["a2", "b2"],
          reversals: false,
        },
      },
    },
    "recovery-joint": {
      says:
        "A volume is recovered while a copy is being replaced: who is new may know nothing of a commit.",
      bounds: {
        ...one,
        lal: 1n,
        membership: { ...replacing, transitions: 1, reversals: false },
        recovery: { attempts: 1, writer: "dead", workload: [], absent: ["b1"] },
      },
    },
    "recovery-replacement": {
      says:
        "Members change, for good or not, while a volume is recovered and when it is written again.",
      bounds: {
        ...one,
        workload: [],
        lal: 1n,
        membership: replacing,
        recovery: {
          attempts: 1,
          writer: "dead",
          workload: [[{ pg: "p1", commits: "T2" }]],
          absent: ["b1"],
        },
      },
    },
    "az-given-up": {
      says: "An AZ is gone for long: four copies go on with 3 of 4, and take the AZ back.",
      bounds: { ...six, membership: { ...MERGED, az: "C", transitions: 4, reversals: false } },
    },
  };
}
