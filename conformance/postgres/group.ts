/**
 * The six storage nodes: two in each of three AZs, and the quorum that PostgreSQL is told to wait for.
 *
 * @module
 */
import type { Group } from "../../model/quorum/quorum.ts";
import type { AzId, Member, PgId, SegmentId } from "../../model/terms.ts";

/** The only protection group. */
export const PG: PgId = "1";

/** Its members: each keeps the whole log from which every block can be rebuilt. */
export const NODES: readonly Member[] = ["A", "B", "C"].flatMap((az) =>
  [1, 2].map((copy) => ({ segment: `${az.toLowerCase()}${copy}`, az, kind: "full" as const }))
);

/** The group as the trace states it: 4 of 6 to write, 3 of 6 to read. Source: S17 §2.1. */
export const GROUP: Group = {
  members: NODES,
  write: { count: 4, of: "all" },
  read: { count: 3, of: "all" },
};

/** The same rule for `synchronous_standby_names`. */
export const STANDBY_NAMES = `ANY 4 (${NODES.map(({ segment }) => segment).join()})`;

/** The nodes of one AZ. */
export function nodesIn(az: AzId): SegmentId[] {
  return NODES.filter((member) => member.az === az).map(({ segment }) => segment);
}
