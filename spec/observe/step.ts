/**
 * A step of the model, as what shows it is given it.
 *
 * @module
 */
import type { Deed, StorageMove } from "../../model/deeds.ts";
import type { World } from "../../model/explore/system.ts";
import type { StorageSystem } from "../../model/system.ts";
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

/** The volume epoch of a request to a copy, once there was more than one. */
export function requestEpoch({ system, move, before }: Step): { readonly vepoch?: number } {
  if (system.bounds.recovery === undefined) return {};
  const vepoch = move.plan(before)?.[0]?.event["epoch"];
  return typeof vepoch === "number" ? { vepoch } : {};
}
