/**
 * The worlds with backups that are explored to the end.
 *
 * @module
 */
import type { BackupBounds } from "./bounds.ts";

/** A world with backups, and what it is made for. */
export interface BackupScope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** Its size. */
  readonly bounds: BackupBounds;
}

/** The scopes by name, the smallest first. */
export const backupScopes: Readonly<Record<string, BackupScope>> = {
  backup: {
    says:
      "Two groups are staged apart; a volume is restored to any time, also while it is stopped.",
    bounds: {
      groups: ["p1", "p2"],
      workload: [
        [{ pg: "p1", page: "x", commits: "T1" }],
        [{ pg: "p1", page: "x" }, { pg: "p2", page: "y", commits: "T2" }],
        [{ pg: "p2", page: "y", commits: "T3" }],
      ],
      ticks: 2,
      retention: 35,
      snapshots: 0,
      restores: 1,
      stops: true,
    },
  },
  "backup-retention": {
    says: "What is older than the retention is dropped; a snapshot outlives it.",
    bounds: {
      groups: ["p1"],
      workload: [
        [{ pg: "p1", page: "x", commits: "T1" }],
        [{ pg: "p1", page: "y", commits: "T2" }],
      ],
      ticks: 4,
      retention: 1,
      snapshots: 1,
      restores: 1,
      stops: false,
    },
  },
};
