/**
 * What a world of a given size can owe: to the clients of its workload, and to its copies.
 *
 * @module
 */
import type { Bounds } from "../../model/bounds.ts";
import { sitesOf } from "../../model/segment/sites.ts";
import type { Lsn, PgId, SegmentId, TxnId } from "../../model/terms.ts";

/** The transactions that a workload commits, in its order. */
export function transactionsOf(workload: Bounds["workload"]): TxnId[] {
  return workload.flat().flatMap(({ commits }) => commits ?? []);
}

/** Each record of the workload, on each copy of its group. */
export function recordsOf(
  bounds: Bounds,
): { readonly segment: SegmentId; readonly pg: PgId; readonly lsn: Lsn }[] {
  const records = bounds.workload.flat().map(({ pg }, index) => ({ pg, lsn: BigInt(index + 1) }));
  return sitesOf(bounds).flatMap(({ segment, pg }) =>
    records.filter((record) => record.pg === pg).map((record) => ({ segment, ...record }))
  );
}
