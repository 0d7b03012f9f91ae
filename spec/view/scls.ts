/**
 * The durable point of a group by the SCLs of its copies alone.
 *
 * @module
 */
import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "./config.ts";
import { isWriteQuorum } from "./epochs_of_members.ts";

/** The highest LSN that the SCLs of a write quorum have reached: PGCL as the prose of S18 §2.3 has it. */
export function pointByScl(view: View, group: GroupConfig): Lsn {
  let highest = NO_LSN;
  for (const { segment } of group.members) {
    const scl = sclOf(view, segment);
    if (scl > highest && isWriteQuorum(group, (copy) => sclOf(view, copy) >= scl)) highest = scl;
  }
  return highest;
}

/** The SCL of a copy as it is known: announced or, where no store can be seen, told to the writer. */
export function sclOf(view: View, segment: SegmentId): Lsn {
  const { scl } = view.copy(segment);
  if (view.sees("store")) return scl;
  const told = view.reports.scl(segment);
  return told > scl ? told : scl;
}
