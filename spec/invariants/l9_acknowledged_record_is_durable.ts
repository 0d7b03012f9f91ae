import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** The disk write comes before the answer: step 2 of the storage node. */
export const acknowledgedRecordIsDurable: Invariant = claim({
  id: "acknowledged-record-is-durable",
  code: "L9",
  says: "A record that a copy acknowledges to the writer is durable on that copy.",
  source: "S17 §3.3 (step 2), S18 §2.3",
  needs: [["store"], ["ack"]],
  on: ["ack"],
  holds: shows(
    "write,receive,store,ack",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "receive seg=a1 lsn=1",
    "store seg=a1 lsn=1",
    "ack seg=a1 lsn=1 scl=1",
  ),
  breaks: shows(
    "write,receive,store,ack",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "receive seg=a1 lsn=1",
    "ack seg=a1 lsn=1 scl=0",
  ),
  check(view, { seg, lsn }) {
    const copy = view.copy(seg);
    if (copy.everHeld(lsn)) return 1;
    if (view.log.mayPrecede(lsn, view.config.home(seg)?.pg)) return 0;
    const inMemory = copy.incoming.has(lsn);
    return {
      why: `${seg} acknowledges LSN ${lsn}, which is not durable on it`,
      given: [
        inMemory
          ? `LSN ${lsn} is in the incoming queue of ${seg}: in memory`
          : `LSN ${lsn} was never stored on ${seg}, nor fetched from a peer`,
      ],
      so: [
        `the writer counts ${seg} among the copies that will have LSN ${lsn} after a crash`,
        inMemory
          ? `a crash of ${seg} takes its memory, and LSN ${lsn} with it: a contradiction`
          : `${seg} does not have it now: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
