/**
 * What a writer writes next: the LSNs and back-links that records get behind its log.
 *
 * @module
 */
import { NO_LSN, type PgId, type RedoRecord } from "../terms.ts";
import { nextToUndo } from "./undo.ts";
import {
  type Draft,
  type Start,
  tailOf,
  type WriterConfig,
  type WriterContext,
} from "./writing.ts";

/** The records of the next mini-transaction, as they would be allocated behind a log. */
export function batchAfter(
  { log, start }: Pick<WriterContext, "log" | "start">,
  { workload }: WriterConfig,
): RedoRecord[] {
  // What survived a crash is not done again.
  const isDone = ({ commits }: Draft) =>
    commits !== undefined &&
    [...start.inBlocks, ...start.records].some((record) => record.commits === commits);
  const drafts = workload.filter((mtr) => !mtr.some(isDone)).flatMap((mtr) =>
    mtr.map((draft, index) => ({ ...draft, cpl: index === mtr.length - 1 }))
  );
  const begun = log.slice(start.records.length).filter(({ undoes }) => undoes === undefined);
  const records: RedoRecord[] = [...log];
  for (const draft of drafts.slice(begun.length)) {
    records.push({ ...placeBehind(records, draft.pg, start), ...draft });
    if (draft.cpl) break;
  }
  return records.slice(log.length);
}

/** The next compensation record, as it would be allocated behind a log. */
export function compensationAfter(
  { log, start }: Pick<WriterContext, "log" | "start">,
): RedoRecord[] {
  const next = nextToUndo(start.inFlight, [...start.inBlocks, ...log]);
  return next === undefined ? [] : [{ ...placeBehind(log, next.pg, start), ...next }];
}

/** The LSN and the back-link of a record behind others. Of what is annulled, no LSN is used again. */
function placeBehind(
  records: readonly RedoRecord[],
  pg: PgId,
  { vdl, above, collected }: Start,
): Pick<RedoRecord, "lsn" | "prev"> {
  const last = records.at(-1)?.lsn ?? NO_LSN;
  return { lsn: (last > vdl ? last : above) + 1n, prev: tailOf(records, pg, collected) };
}
