import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { FULL_AND_TAIL, shows } from "./fixtures.ts";
import { copies } from "./words.ts";

/** A tail segment has log only: what no full one has is in no block and comes into none. */
export const blocksCanBeMadeFromFullSegments: Invariant = claim({
  id: "blocks-can-be-made-from-full-segments",
  code: "G3",
  says:
    "Where a group has tail segments, each record that VDL passes has been durable on a full one, " +
    "and no tail segment answers with a page.",
  source: "S18 §4.2 (derived from its quorums)",
  needs: [["group"], ["store", "scl", "ack"], ["vdl", "read"]],
  on: ["vdl", "read"],
  holds: shows(
    "write,ack,vdl,read",
    FULL_AND_TAIL,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    ...["a1", "a2", "b2", "c2"].map((copy) => `ack seg=${copy} lsn=1 scl=1`),
    "vdl lsn=1",
    "read page=7 at=1 seg=a1",
  ),
  breaks: shows(
    "store,read",
    FULL_AND_TAIL,
    "read page=7 at=1 seg=a2",
  ),
  check: (view, event) => event.kind === "vdl" ? passed(view, event.lsn) : answered(view, event),
});

function passed(view: View, vdl: Lsn): Finding {
  let met = 0;
  for (const record of newlyPassed(view, vdl)) {
    const { members = [] } = view.config.group(record.pg) ?? {};
    const fulls = members.filter(({ kind }) => kind === "full").map(({ segment }) => segment);
    if (fulls.length === members.length) continue;
    if (fulls.some((copy) => view.everHeld(copy, record.lsn))) met++;
    else return onTailsOnly(record, vdl, fulls);
  }
  return met;
}

/** The records that a new VDL is the first to pass, as far as they are kept. */
function* newlyPassed({ log, points }: View, vdl: Lsn): Generator<LogRecord> {
  const last = log.record(points.vdl);
  for (let at = last?.vnext ?? log.first; at !== undefined && at.lsn <= vdl; at = at.vnext) {
    if (at.lsn > points.vdl) yield at;
  }
}

function answered({ config }: View, { page, seg }: EventOf<"read">): Finding {
  const members = seg === undefined ? undefined : config.home(seg)?.members;
  const member = members?.find(({ segment }) => segment === seg);
  if (member === undefined || members!.every(({ kind }) => kind === "full")) return 0;
  if (member.kind === "full") return 1;
  return {
    why: `${seg}, a tail segment, answers with page ${page}`,
    given: [`${seg} is a tail segment`],
    so: [
      "a tail segment keeps log and no blocks",
      `${seg} answers with a block: a contradiction`,
    ],
    field: "seg",
  };
}

function onTailsOnly({ lsn, pg }: LogRecord, vdl: Lsn, fulls: readonly string[]): Finding {
  return {
    why: `VDL ${vdl} passes LSN ${lsn}, which no full segment of ${pg} has held`,
    given: [
      `the full segments of ${pg} are ${copies(fulls)}`,
      `LSN ${lsn} has been durable on none of them`,
    ],
    so: [
      `a page as of VDL ${vdl} may need LSN ${lsn}, and full segments alone make pages`,
      `none of them can make that one: a contradiction`,
    ],
    field: "lsn",
  };
}
