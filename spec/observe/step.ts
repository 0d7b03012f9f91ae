/**
 * A step of the model, as what shows it is given it.
 *
 * @module
 */
import { FIRST_EPOCH } from "../../model/recovery/epochs.ts";
import type { Deed, StorageMove } from "../../model/deeds.ts";
import type { World } from "../../model/explore/system.ts";
import type { StorageSystem } from "../../model/system.ts";
import type { Epochs } from "../../traces/event.ts";
import type { Lsn, SegmentId } from "../../model/terms.ts";

/** A step between two states of the model. */
export interface StepIn {
  readonly move: StorageMove;
  readonly before: World;
  readonly after: World;
}

/** The same, with the system that took it. */
export interface Step extends StepIn {
  readonly system: StorageSystem;
}

/** What is done with one record at one copy. */
export type RecordDeed = Extract<Deed, { readonly lsn: Lsn; readonly segment: SegmentId }>;

/** The epochs of a request to a copy, as far as there may be more than one. */
export function requestEpoch({ system, move, before }: Step): Epochs {
  const { recovery, membership } = system.bounds;
  if (recovery === undefined && membership === undefined) return {};
  const { epoch: vepoch, membership: mepoch = FIRST_EPOCH } = move.plan(before)![0]!.event;
  return {
    ...recovery && typeof vepoch === "number" && { vepoch },
    ...membership && { mepoch: mepoch as number },
  };
}
