/**
 * What a page that is read must hold.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Violation } from "../invariant.ts";
import type { View } from "../view.ts";

type Read = EventOf<"read">;

/** Does a page that is read hold its records up to the read point? */
export function pageRead(view: View, event: Read): Finding {
  const { page, at, lsn } = event;
  const last = view.log.lastOfBlockAt(page, at);
  const found = lsn === undefined ? 0 : holdsUpTo(view, event, lsn, last);
  if (typeof found !== "number" || last === undefined) return found;
  const other = otherValue(view, event, last);
  return other ?? found + (isComparable(view, event, last) ? 1 : 0);
}

function holdsUpTo(view: View, event: Read, lsn: Lsn, last: Lsn | undefined): Finding {
  // What an instance has in its cache is newer: it takes back what lies above by undo.
  if (lsn > event.at) return event.seg === undefined ? 0 : tooNew(event, lsn);
  if (last === undefined) return 0;
  if (lsn === last) return 1;
  if (lsn < last) return tooOld(event, lsn, last);
  return mayBeOfAnyPage(view, lsn) ? 0 : notOfThisPage(event, lsn, last);
}

/** A record that is forgotten, or does not name its block, may be of any. */
function mayBeOfAnyPage({ log }: View, lsn: Lsn): boolean {
  const record = log.record(lsn);
  return record === undefined ? lsn <= log.floor : record.pprev === undefined;
}

function isComparable(view: View, { page, seg, value }: Read, last: Lsn): boolean {
  return seg !== undefined && value !== undefined && view.pages.valueAt(page, last) !== undefined;
}

function otherValue(view: View, event: Read, last: Lsn): Violation | undefined {
  if (!isComparable(view, event, last)) return undefined;
  const { page, seg, value } = event;
  const before = view.pages.valueAt(page, last)!;
  if (before === value) return undefined;
  return {
    why: `${seg} answers with another value of page ${page} than was read before`,
    given: [
      `up to read point ${event.at} the last record of page ${page} is ${named(last)}`,
      `as of that record page ${page} was read as "${before}", and now as "${value}"`,
    ],
    so: [
      "a page is made of its records and of nothing else",
      "the same records give two pages here: a contradiction",
    ],
    field: "value",
  };
}

function tooNew({ page, at, seg }: Read, lsn: Lsn): Violation {
  return {
    why: `${seg} answers with page ${page} as of LSN ${lsn}, above read point ${at}`,
    given: [`page ${page} was asked for as of ${at}`, `what was read holds LSN ${lsn}`],
    so: [
      `who reads at ${at} sees nothing that was written later`,
      `here LSN ${lsn} is seen: a contradiction`,
    ],
    field: "lsn",
  };
}

function tooOld({ page, at }: Read, lsn: Lsn, last: Lsn): Violation {
  return {
    why: `page ${page} is read as of ${at} without LSN ${last}`,
    given: [
      `LSN ${last} is the last record of page ${page} at or below read point ${at}`,
      `what was read holds no record above ${lsn}`,
    ],
    so: [
      `a page as of ${at} holds every record of it up to there`,
      `here LSN ${last} is missing: a contradiction`,
    ],
    field: "lsn",
  };
}

function notOfThisPage({ page, at }: Read, lsn: Lsn, last: Lsn): Violation {
  return {
    why: `page ${page} is read with LSN ${lsn}, which is no record of it`,
    given: [`up to read point ${at} the last record of page ${page} is ${named(last)}`],
    so: [
      "a page holds its own records and no others",
      `LSN ${lsn} is none of them: a contradiction`,
    ],
    field: "lsn",
  };
}

function named(lsn: Lsn): string {
  return lsn === NO_LSN ? "none" : `LSN ${lsn}`;
}
