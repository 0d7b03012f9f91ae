import type { Lsn } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { copies, letR, onOnly, tooFew } from "./words.ts";

/** A recovery finds a record that one copy has; the next recovery need not hear that copy. */
export const openedVolumeIsDurable: Invariant = claim({
  id: "opened-volume-is-durable",
  code: "D2",
  says:
    "When a writer opens the volume after a recovery, each record up to the VDL of that recovery " +
    "has been durable on a write quorum of its group: written back, where fewer copies had it.",
  source: "S18 §2.4, S17 §2.1, §4.3 (that it comes before the opening is derived)",
  needs: [["open", "promote"], ["recovery"], ["group"], ["write"], ["store"]],
  on: ["open", "promote"],
  holds: shows(
    "write,store,gossip,recovery,open",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "gossip seg=b1 from=a1 lsn=1",
    "gossip seg=c1 from=a1 lsn=1",
    "gossip seg=c2 from=a1 lsn=1",
    "open instance=w2 role=writer vepoch=2",
  ),
  breaks: shows(
    "write,store,gossip,recovery,open",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "open instance=w2 role=writer vepoch=2",
  ),
  check(view, event) {
    const { vepoch, vdl, isOpen } = view.recoveries;
    if (isOpen || !view.log.isStarted) return 0;
    if (event.kind === "open" && (event.role === "replica" || (event.vepoch ?? vepoch) < vepoch)) {
      return 0;
    }
    const record = view.firstUnreached(undefined, vdl);
    return record === undefined ? 1 : notBack(view, record, { vdl, opener: event.instance });
  },
});

function notBack(
  view: View,
  record: LogRecord,
  { vdl, opener }: { readonly vdl: Lsn; readonly opener: string },
): Violation {
  const holders = view.holders(record);
  return {
    why: `${opener} opens the volume with VDL ${vdl}, but LSN ${record.lsn} is durable ` +
      onOnly(holders),
    given: [
      letR(record),
      `the last recovery computed VDL ${vdl}`,
      `the members on which R has ever been durable: ${copies(holders)}`,
    ],
    so: [
      `whoever reads now may see R, which is not above VDL ${vdl}`,
      `${tooFew(holders, record.pg)}, so the next recovery may hear no copy that has R`,
      "it takes back what was seen: a contradiction",
    ],
    field: "instance",
  };
}
