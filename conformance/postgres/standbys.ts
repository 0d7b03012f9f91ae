/**
 * What the server knows of its storage nodes and of the commits that wait for them.
 *
 * @module
 */
import type { Lsn, SegmentId } from "../../model/terms.ts";
import { lsnOf } from "../../traces/mod.ts";
import type { Session } from "./database.ts";
import { NODES } from "./group.ts";
import { startAfter, type WalLayout } from "./wal_position.ts";

/** How many sessions wait until enough nodes have reported. */
export async function inSyncRep(admin: Session): Promise<number> {
  const { rows } = await admin.query(
    "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
  );
  return rows.length;
}

/** Has this node caught up, so that its reports count? */
export async function streams(admin: Session, name: SegmentId): Promise<boolean> {
  const { rows } = await admin.query(
    "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND application_name = $1",
    [name],
  );
  return rows.length > 0;
}

/**
 * The end of the log, if all WAL that was ever written is flushed and every node has reported exactly
 * that; undefined as long as anything is in flight.
 */
export async function drainedAt(admin: Session, layout: WalLayout): Promise<Lsn | undefined> {
  const { rows: [row] } = await admin.query(
    "SELECT pg_current_wal_insert_lsn() AS inserted, pg_current_wal_flush_lsn() AS flushed",
  );
  const flushed = lsnOf(row!.flushed!)!;
  const inserted = lsnOf(row!.inserted!)!;
  // The insert position is that of the next record, behind a page header if there is one.
  if (inserted !== flushed && inserted !== startAfter(flushed, layout)) return undefined;
  const { rows: nodes } = await admin.query(
    "SELECT flush_lsn FROM pg_stat_replication WHERE state = 'streaming'",
  );
  const there = nodes.filter(({ flush_lsn: reported }) => reported && lsnOf(reported) === flushed);
  return there.length === NODES.length ? flushed : undefined;
}
