/**
 * The worlds with backtracks that are explored to the end.
 *
 * @module
 */
import type { BacktrackBounds } from "./bounds.ts";

/** A world with backtracks, and what it is made for. */
export interface BacktrackScope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** Its size. */
  readonly bounds: BacktrackBounds;
}

/** Nothing happens but writes and backtracks. */
const PLAIN = {
  ...{ backtracks: 2, breaks: 0, window: 9, shrinks: false, collects: false },
  ...{ piecewise: false, absence: false, replica: false },
};

/** The scopes by name. */
export const backtrackScopes: Readonly<Record<string, BacktrackScope>> = {
  backtrack: {
    says: "A volume goes back, forth and back again, and is written to in between.",
    bounds: { ...PLAIN, workload: [[["x"]], [["x", "y"], ["y"]], [["x"]]], backtracks: 3 },
  },
  "backtrack-broken-off": {
    says: "Copies hear of a backtrack one by one; it breaks off anywhere, and starts again.",
    bounds: { ...PLAIN, workload: [[["x"]], [["x"]]], breaks: 1, piecewise: true },
  },
  "backtrack-absent": {
    says: "A copy is away while the volume is rewound, and learns from another what is undone.",
    bounds: { ...PLAIN, workload: [[["x"]], [["y"]], [["x"]]], absence: true },
  },
  "backtrack-window": {
    says: "Changes are kept for a while, less when much is written, and then the log is collected.",
    bounds: {
      ...PLAIN,
      workload: [[["x"]], [["x"]], [["y"]]],
      ...{ window: 2, shrinks: true, collects: true },
    },
  },
  "backtrack-replica": {
    says: "A replica has pages in its cache when the volume is rewound, back or forth.",
    bounds: { ...PLAIN, workload: [[["x"]], [["y", "x"]], [["x"]]], replica: true },
  },
};
