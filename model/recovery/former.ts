/**
 * What an instance was before it crashed and recovered the volume anew: what it sent then may still
 * be on its way.
 *
 * @module
 */
import type { Epoch } from "./epochs.ts";
import type { Lsn, PgId, RedoRecord } from "../terms.ts";
import type { Commit, WriterContext } from "../writer/writing.ts";

/** A writer that is no more, in an instance that is back. */
export interface Former {
  /** The volume epoch of its requests. */
  readonly epoch: Epoch;
  /** The records to which it gave an LSN. */
  readonly records: readonly RedoRecord[];
  /** Its VDL. */
  readonly vdl: Lsn;
  /** The commits that waited: nobody is left to answer. */
  readonly commitQueue: readonly Commit[];
}

/** All that an instance was, once it starts again. Who wrote nothing left nothing behind. */
export function formerOf(
  { former, start, log, vdl, commitQueue }: WriterContext,
): readonly Former[] {
  const records = log.slice(start.records.length);
  if (records.length === 0) return former;
  return [...former, { epoch: start.epoch, records, vdl, commitQueue }];
}

/** A record of a group that an instance sent before it crashed, with the epoch of then. */
export function sentBefore(lsn: Lsn, pg: PgId) {
  return (
    { context: { former } }: { readonly context: WriterContext },
  ): { readonly record: RedoRecord; readonly epoch: Epoch } | undefined => {
    for (const { epoch, records } of former) {
      const record = records.find((record) => record.lsn === lsn && record.pg === pg);
      if (record !== undefined) return { record, epoch };
    }
    return undefined;
  };
}
