/**
 * What is said of backups and is not so.
 *
 * @module
 */
import type { Refuted } from "./refuted.ts";

/** Refuted claims about backups. */
export const refutedOfBackups: readonly Refuted[] = [
  {
    id: "what-was-acknowledged-can-be-restored",
    says: "Backups are continuous, so a restore has every commit that was acknowledged.",
    claimedBy: "a first reading of what is said of continuous backup",
    instead: "Copies stage in the background: the latest restorable time lags behind, by minutes " +
      "(S17 §3.3, User Guide, LatestRestorableTime).",
    scope: "backup",
    path: ["db.creates", "db.writes"],
    holds: ({ backups, points }) => (backups.firstUnstaged?.lsn ?? points.vdl + 1n) > points.vdl,
  },
];
