/**
 * Writers of small volumes, and the acknowledgements they may get. For tests.
 *
 * @module
 */
import type { Lsn, PgId, RedoRecord, SegmentId } from "./terms.ts";
import { groupOf, placeCopies, rulesOf } from "./volume.ts";
import type { Draft, WriterConfig, WriterContext, WriterEvent } from "./writer/writer.ts";

/** Two groups of six: `1` has a1 a2 b1 b2 c1 c2, and `2` has a3 a4 b3 b4 c3 c4. */
export function configOf(workload: readonly (readonly Draft[])[], lal: Lsn = 100n): WriterConfig {
  const group = (nth: number) =>
    groupOf({ members: placeCopies("sixCopies", nth), ...rulesOf("sixCopies") });
  return { groups: { "1": group(0), "2": group(1) }, workload, lal };
}

/** A mini-transaction of one record, the commit record of a transaction. */
export const commit = (pg: PgId, txn: string): Draft[] => [{ pg, commits: txn }];

/** Acknowledgements of one record by some copies, each with this SCL. */
export function acks(pg: PgId, lsn: Lsn, scl: Lsn, copies: string): WriterEvent[] {
  return copies.split(" ").map((segment) => ({ type: "ack", segment, pg, lsn, scl }));
}

/** What the writer tells the world, in plain numbers. */
export function pointsOf({ pgcl, vcl, vdl, acknowledged }: WriterContext) {
  return {
    pgcl: Object.values(pgcl).map(Number),
    vcl: Number(vcl),
    vdl: Number(vdl),
    acknowledged: acknowledged.join(" "),
  };
}

/** The records up to an LSN that an acknowledgement speaks for, read plainly. */
export function spokenFor(log: readonly RedoRecord[], ack: WriterEvent): RedoRecord[] {
  if (ack.type !== "ack") return [];
  return log.filter(({ pg, lsn }) => lsn === ack.lsn || pg === ack.pg && lsn <= ack.scl);
}

/** Names of the copies of a group of six. */
export function copiesOf({ groups }: WriterConfig, pg: PgId): SegmentId[] {
  return groups[pg]!.members.map(({ segment }) => segment);
}
