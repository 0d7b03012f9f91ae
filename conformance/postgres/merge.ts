/**
 * What the processes saw, and what the WAL says, as one trace.
 *
 * @module
 */
import type { Lsn, PgId, TxnId } from "../../model/terms.ts";
import type { TraceEvent, Write } from "../../traces/mod.ts";
import type { WalRecord } from "./wal_dump.ts";

/** Where the log of a recording starts, and the group that it belongs to. */
export interface LogStart {
  /** The only protection group. */
  readonly pg: PgId;
  /** The LSN at which recording began: the back-link of the first record. */
  readonly base: Lsn;
  /** Who allocates the LSNs, for `by`. */
  readonly writer: string;
}

/**
 * The trace of a recording: `seen` in its order, each acknowledgement with the LSN of its commit
 * record, and each WAL record as a `write` just before the first event that shows it durable or
 * acknowledged. Records that no event shows are left out. Throws a RangeError if a transaction was
 * acknowledged without a commit record.
 */
export function merge(
  seen: readonly TraceEvent[],
  records: readonly WalRecord[],
  start: LogStart,
): TraceEvent[] {
  const writes = writesOf(records, start);
  const scns = scnsOf(records);
  const merged: TraceEvent[] = [];
  let written = 0;
  for (const event of seen.map((event) => withScn(event, scns))) {
    const shown = shownBy(event);
    while (written < writes.length && writes[written]!.lsn <= shown) {
      merged.push(writes[written++]!);
    }
    merged.push(event);
  }
  return merged;
}

/** WAL is one chain and every record is applied whole: each is a CPL. */
function writesOf(records: readonly WalRecord[], { pg, base, writer }: LogStart): Write[] {
  return records.map(({ end, txn, commit }, i) => ({
    kind: "write",
    lsn: end,
    pg,
    prev: records[i - 1]?.end ?? base,
    ...txn === undefined ? {} : { txn },
    cpl: true,
    ...commit ? { commit } : {},
    by: writer,
  }));
}

function scnsOf(records: readonly WalRecord[]): Map<TxnId, Lsn> {
  const commits = records.filter(({ commit }) => commit);
  return new Map(commits.map(({ txn, end }) => [txn ?? "", end]));
}

function withScn(event: TraceEvent, scns: ReadonlyMap<TxnId, Lsn>): TraceEvent {
  if (event.kind !== "commit-acked") return event;
  const scn = scns.get(event.txn);
  if (scn === undefined) {
    throw new RangeError(
      `transaction ${event.txn} was acknowledged, but the WAL has no commit of it`,
    );
  }
  return { ...event, scn };
}

/** The highest LSN that the event shows to exist; 0 if it shows none. */
function shownBy(event: TraceEvent): Lsn {
  if (event.kind === "scl") return event.lsn;
  if (event.kind === "commit-acked") return event.scn ?? 0n;
  return 0n;
}
