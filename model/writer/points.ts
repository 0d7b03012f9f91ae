/**
 * The points of a volume, each as a function of its log: PGCL, VCL, VDL.
 *
 * A log is given in the order of its LSNs, without annulled records. It may start anywhere: what
 * lies at or below `from` is taken as given.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PgId, type RedoRecord, type SegmentId } from "../terms.ts";

/**
 * PGCL record by record: the highest LSN such that each record of the group up to it is durable on
 * a write quorum, possibly a different quorum for each. Source: S18 §2.3, Figure 3.
 *
 * @param records The records of one group.
 * @param isDurable Is this record known to be on a write quorum?
 */
export function pgclByRecord(
  records: readonly Pick<RedoRecord, "lsn">[],
  isDurable: (lsn: Lsn) => boolean,
  from: Lsn = NO_LSN,
): Lsn {
  let end = from;
  for (const { lsn } of records) {
    if (lsn <= from) continue;
    if (!isDurable(lsn)) break;
    end = lsn;
  }
  return end;
}

/**
 * PGCL by SCL: the highest LSN that the SCLs of a write quorum have reached, for 4 of 6 the
 * fourth-highest SCL. The prose of S18 §2.3; never above `pgclByRecord`, and below it on the data
 * of Figure 3. A recovery by the highest SCL is sound for this reading only.
 */
export function pgclByScl(
  scls: Readonly<Record<SegmentId, Lsn>>,
  isWriteQuorum: (copies: readonly SegmentId[]) => boolean,
): Lsn {
  const copies = Object.keys(scls);
  const hasQuorum = (lsn: Lsn) => isWriteQuorum(copies.filter((copy) => scls[copy]! >= lsn));
  return Object.values(scls).filter(hasQuorum).reduce(highest, NO_LSN);
}

/**
 * VCL: the record before the first one that its group does not cover, or the last record when every
 * group covers all of its own. Neither the least PGCL nor the greatest. Source: S18 §2.3; the
 * formula is derived from the definition in S17 §4.1.
 *
 * @param log The records of the whole volume.
 * @param pgcl The PGCL of a group.
 */
export function vclOf(
  log: readonly Pick<RedoRecord, "lsn" | "pg">[],
  pgcl: (pg: PgId) => Lsn,
  from: Lsn = NO_LSN,
): Lsn {
  let end = from;
  for (const { lsn, pg } of log) {
    if (lsn <= from) continue;
    if (lsn > pgcl(pg)) break;
    end = lsn;
  }
  return end;
}

/** VDL: the highest CPL at or below VCL; `from` when there is none. Source: S17 §4.1. */
export function vdlOf(
  log: readonly Pick<RedoRecord, "lsn" | "cpl">[],
  vcl: Lsn,
  from: Lsn = NO_LSN,
): Lsn {
  return log.findLast(({ lsn, cpl }) => cpl && lsn > from && lsn <= vcl)?.lsn ?? from;
}

function highest(one: Lsn, other: Lsn): Lsn {
  return one > other ? one : other;
}
