/**
 * What epochs, recoveries, backtracks and what becomes of volumes make true of a view.
 *
 * @module
 */
import type { EventKind, EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import { restore, takeSnapshot } from "./apply_backups.ts";
import { backtrack, beginBranch } from "./backtrack.ts";
import { epochName } from "./epoch_name.ts";
import { enterMembership } from "./epochs_of_members.ts";
import { exposedVdl, forgetAnswers, loseDisk, rewind, truncate } from "./history.ts";
import { loseFormerViews } from "./reads.ts";

/** What each kind of event does to a view. */
export type Effects = { readonly [K in EventKind]?: (view: View, event: EventOf<K>) => void };

/** What these events make true. */
export const HISTORY: Effects = {
  "volume-epoch"({ points, instances }, event) {
    points.setEpoch(epochName(event), event.vepoch);
    if (event.instance !== undefined) instances.raise(event.instance, event.vepoch);
  },
  "membership-epoch": enterMembership,
  "geometry-epoch": ({ points }, event) => points.setEpoch(epochName(event), event.gepoch),
  discard: (view, { seg }) => loseDisk(view, seg),
  truncate: (view, event) => truncate(view, event),
  recovery(view, event) {
    const { vepoch, vdl, from, to } = event;
    view.recoveries.take(event, exposedVdl(view));
    forgetAnswers(view);
    if (view.mayHaveBranched) {
      if (view.branches.discard()) beginBranch(view);
      // Nobody can go to a point that is annulled.
      view.branches.takeSettled(from);
    }
    rewind(view, { from, to, vdl });
    view.transactions.cut(from, "owed");
    view.backups.annul(from);
    view.instances.recover(vepoch);
    loseFormerViews(view);
  },
  backtrack,
  rewindable({ branches }, { earliest, at }) {
    branches.window = {
      ...earliest !== undefined && { earliest },
      ...at !== undefined && { at },
    };
  },
  restorable: ({ backups }, { earliest, latest }) =>
    backups.announce({
      ...earliest !== undefined && { earliest },
      ...latest !== undefined && { latest },
    }),
  snapshot: takeSnapshot,
  restore,
  "delete-volume": ({ volumes }, { name }) => volumes.delete(name),
};
