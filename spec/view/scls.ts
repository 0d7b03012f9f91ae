/**
 * The durable point of a group by the SCLs of its copies alone.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "./config.ts";
import { isWriteQuorum } from "./reach.ts";

/** The highest LSN that the SCLs of a write quorum have reached: PGCL as the prose of S18 §2.3 has it. */
export function pointByScl(view: View, group: GroupConfig): Lsn {
  let highest = NO_LSN;
  for (const { segment } of group.members) {
    const { scl } = view.copy(segment);
    if (scl > highest && isWriteQuorum(group, (copy) => view.copy(copy).scl >= scl)) highest = scl;
  }
  return highest;
}
