import { hasFaults, recoveryWorks } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** The copies that are down need not come back: enough of them are up at any time. */
export const recoveryEnds: LivenessClaim = {
  id: "recovery-ends",
  code: "R8",
  says:
    "A recovery that has raised the volume epoch, or another one after it, opens the volume at " +
    "last, if at any time the copies that are up meet the read and the write rule of each group.",
  source: "S18 §2.4, S17 §4.3",
  scopes: ["recovery-outage", "recovery-twice"],
  catches: ["all-copies-asked"],
  debts: ({ recovery }) =>
    recovery === undefined ? [] : [{
      of: "a volume that is open",
      from: (view) => view.points.epoch("volume") > view.recoveries.vepoch,
      goal: (view) => view.recoveries.vepoch > 0 && view.recoveries.isOpen,
    }],
  assumes: (bounds) =>
    "a recovery takes each step that it can, and starts anew after a crash, of which there are " +
    "so many and no more; " +
    (hasFaults(bounds)
      ? "each copy answers that can answer again and again; what is down need not come back"
      : "each copy answers that can answer at all times"),
  fairness: recoveryWorks,
};
