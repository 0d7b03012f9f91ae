import type { PgId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** One copy answers, no quorum: so that one must have all. */
export const whoAnswersAReadHasItAll: Invariant = claim({
  id: "who-answers-a-read-has-it-all",
  code: "P3",
  says:
    "A copy answers a read only if it holds every record of its group up to the read point, and " +
    "has collected nothing above it.",
  source: "S17 §4.2.3, S18 §3.1, §3.4",
  needs: [["group"], ["write"], ["store"], ["read"]],
  on: ["read"],
  holds: shows(
    "write,store,read",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "write lsn=2 pg=p0 prev=1 page=8 cpl",
    "store seg=a1 lsn=1",
    "read page=7 at=1 seg=a1",
  ),
  breaks: shows(
    "write,store,read",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "read page=7 at=1 seg=a1",
  ),
  check(view, event) {
    const { at, seg } = event;
    const home = seg === undefined ? undefined : view.config.home(seg);
    if (seg === undefined || home === undefined) return 0;
    const { collected } = view.copy(seg);
    if (at < collected) return gone(seg, event, collected);
    const chain = view.log.chain(home.pg);
    const held = view.held(seg);
    if (chain === undefined || !held.isKnown(chain)) return 0;
    const missing = held.firstMissing(chain);
    if (missing === undefined || missing.lsn > at) return 1;
    return lacking(seg, event, home.pg, missing);
  },
});

function gone(seg: string, { page, at }: EventOf<"read">, collected: bigint): Violation {
  return {
    why:
      `${seg} answers with page ${page} as of ${at}, and has collected its log up to ${collected}`,
    given: [`${seg} has collected its log, and older versions of blocks, up to LSN ${collected}`],
    so: [
      `a page as of ${at} is made of what was there before ${collected}`,
      `${seg} does not have that any more, and answers all the same: a contradiction`,
    ],
    field: "at",
  };
}

function lacking(
  seg: string,
  { page, at }: EventOf<"read">,
  pg: PgId,
  { lsn }: Pick<LogRecord, "lsn">,
): Violation {
  return {
    why: `${seg} answers with page ${page} as of ${at}, but does not hold LSN ${lsn}`,
    given: [`LSN ${lsn} is a record of ${pg} at or below read point ${at}`, `${seg} lacks it`],
    so: [
      "who answers alone must have every record that the page may be made of",
      `${seg} answers without LSN ${lsn}: a contradiction`,
    ],
    field: "seg",
  };
}
