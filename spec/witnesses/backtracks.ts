/**
 * What must be seen of backtracks.
 *
 * @module
 */
import type { Witness } from "../witness.ts";

const ALL = [
  ...["backtrack", "backtrack-broken-off", "backtrack-absent"],
  ...["backtrack-window", "backtrack-replica"],
];

/** The witnesses of backtracks. */
export const backtrackWitnesses: readonly Witness[] = [
  {
    id: "commit-undone-by-a-backtrack",
    says: "A volume goes back behind a commit that was acknowledged.",
    scopes: ALL,
    on: ["backtrack"],
    seen: ({ log, commits }, event) =>
      event.kind === "backtrack" &&
      [...log.records()].some(({ lsn, commits: txn }) =>
        lsn > event.actual && txn !== undefined && commits.isAcked(txn)
      ),
  },
  {
    id: "forth-again-over-a-commit",
    says: "A volume goes forth again, and a commit that was undone is there.",
    scopes: ALL,
    on: ["backtrack"],
    seen: ({ branches: { undone } }, event) =>
      event.kind === "backtrack" &&
      undone?.settled.some((lsn) => lsn <= event.actual) === true,
  },
  {
    id: "forth-but-not-all-the-way",
    says: "A volume goes forth again, and something stays undone.",
    scopes: ["backtrack", "backtrack-absent", "backtrack-window", "backtrack-replica"],
    on: ["backtrack"],
    seen: ({ branches: { undone } }, event) =>
      event.kind === "backtrack" && undone !== undefined && event.actual > undone.from &&
      event.actual < undone.to,
  },
  {
    id: "branch-begins-where-a-backtrack-led",
    says: "Something is written after a backtrack, and what is undone cannot come back.",
    scopes: ALL,
    on: ["write"],
    seen: ({ branches: { undone } }) => undone !== undefined,
  },
  {
    id: "back-behind-the-root-of-a-branch",
    says: "A volume goes back behind the point at which an earlier backtrack began a branch.",
    scopes: ["backtrack", "backtrack-absent", "backtrack-replica"],
    on: ["backtrack"],
    seen: ({ branches }, event) =>
      event.kind === "backtrack" &&
      branches.facts().discarded.some(({ from }) => event.actual < from),
  },
  {
    id: "transaction-cut-off",
    says: "A backtrack finds a transaction under way that has changed something.",
    scopes: ["backtrack"],
    on: ["backtrack"],
    seen: ({ branches }) => branches.facts().open.length > 0,
  },
  {
    id: "target-between-two-points",
    says: "What is asked for is no point at which nothing was under way.",
    scopes: ["backtrack", "backtrack-replica"],
    on: ["backtrack"],
    seen: (_, event) => event.kind === "backtrack" && event.target !== event.actual,
  },
  {
    id: "window-keeps-less-than-it-may",
    says: "Less is kept than the window, and the volume cannot go back to its beginning.",
    scopes: ["backtrack-window"],
    on: ["rewindable"],
    seen: (_, event) =>
      event.kind === "rewindable" && (event.at ?? 0n) > 0n &&
      event.latest! - event.earliest! < 2n,
  },
  {
    id: "collected-and-rewound",
    says: "A volume is rewound after its copies have let go of a part of the log.",
    scopes: ["backtrack-window"],
    on: ["backtrack"],
    seen: (view) => view.copy("a1").collected > 0n,
  },
];
