/**
 * What must be read once a volume was rewound.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { Led, Span } from "../view/branch_facts.ts";
import { isLateRead, undoneAt } from "../view/stale.ts";

type Read = EventOf<"read">;

/** Is a page read as the history has it to which a backtrack led, in this direction? */
export function readAsRewound(view: View, event: Read, way: Led["way"]): Finding {
  const { page, at, lsn } = event;
  const led = view.mayHaveBranched ? view.branches.led : undefined;
  if (led?.way !== way || lsn === undefined || isLateRead(view, event)) return 0;
  const undone = undoneAt(view, lsn);
  if (undone !== undefined) return showsUndone(event, lsn, undone);
  if (undoneAt(view, at) !== undefined) return 0;
  const last = view.log.lastOfBlockAt(page, at);
  if (last === undefined || lsn > last) return 0;
  return lsn === last ? 1 : lacks(event, led, last);
}

function showsUndone({ page }: Read, lsn: Lsn, { from, to }: Span): Violation {
  return {
    why: `page ${page} is read with LSN ${lsn}, which was undone`,
    given: [
      `a backtrack took the LSNs above ${from} up to ${to} out of the history`,
      `what was read holds LSN ${lsn}`,
    ],
    so: [
      `the volume is as if nothing above ${from} up to ${to} had ever been written`,
      `LSN ${lsn} is seen all the same: a contradiction`,
    ],
    field: "lsn",
  };
}

function lacks({ page, at, lsn }: Read, { way, to }: Led, last: Lsn): Violation {
  const held = lsn === NO_LSN ? "no record at all" : `no record above ${lsn}`;
  return {
    why: `page ${page} is read as of ${at} without LSN ${last}, though the volume went ${way} ` +
      `to ${to}`,
    given: [
      `the last backtrack went ${way} to LSN ${to}`,
      `LSN ${last} is the last record of page ${page} at or below ${at} in this history`,
      `what was read holds ${held}`,
    ],
    so: [
      `the volume is exactly what it was at LSN ${to}, and what was written since`,
      `LSN ${last} is part of that, and is missing: a contradiction`,
    ],
    field: "lsn",
  };
}
