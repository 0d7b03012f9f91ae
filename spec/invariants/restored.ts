/**
 * What a restored volume must hold: the arguments of T1 and T4.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { Picture } from "../view/backup_facts.ts";

/** A volume is cut where no mini-transaction is: at a CPL. Zero obligations where it cannot be told. */
export function endsAtCpl({ backups, log }: View, at: Lsn, what: string): Finding {
  if (!log.knowsCpls || at <= backups.start || log.mayPrecede(at)) return 0;
  if (backups.isCpl(at) !== false) return 1;
  return {
    why: `${what} ends at LSN ${at}, which is no CPL`,
    given: [
      at > log.highest
        ? `the highest LSN that was allocated is ${log.highest}`
        : `LSN ${at} is not the last record of a mini-transaction`,
    ],
    so: [
      "the records of a mini-transaction change blocks that make sense together only",
      `some of them are there and others are not: a contradiction`,
    ],
    field: "at",
  };
}

/** A block of a restored volume is read that nobody wrote to since. */
export function blockRestored(view: View, event: EventOf<"read">): Finding {
  const { volume, page, at, lsn } = event;
  const restored = volume === undefined ? undefined : view.volumes.restored(volume);
  // What is above was written to the new volume itself; a read point below is of other LSNs.
  if (restored === undefined || lsn === undefined || lsn > restored.at || at < restored.at) {
    return 0;
  }
  const due = blockOf(restored, page);
  if (due === undefined || lsn > due && !restored.isWhole) return 0;
  return lsn === due ? 1 : another(volume!, page, { at: restored.at, lsn, due });
}

function blockOf({ blocks, isWhole }: Picture, page: PageId): Lsn | undefined {
  return blocks[page] ?? (isWhole ? NO_LSN : undefined);
}

function another(
  volume: string,
  page: PageId,
  { at, lsn, due }: Readonly<Record<"at" | "lsn" | "due", Lsn>>,
): Violation {
  const last = due === NO_LSN ? "no record" : `LSN ${due}`;
  return {
    why: `block ${page} of the restored volume ${volume} is as of LSN ${lsn}, not of ${due}`,
    given: [
      `${volume} was restored up to LSN ${at}`,
      `up to there, ${last} is the last one that changes block ${page}`,
    ],
    so: [
      `block ${page} of ${volume} has every record up to ${due === NO_LSN ? "there" : due}`,
      `what is read is as of LSN ${lsn}: a contradiction`,
    ],
    field: "lsn",
  };
}
