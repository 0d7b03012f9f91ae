import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";

/** Only the links tell a copy that it lacks something. */
export const linksNameThePredecessor: Invariant = claim({
  id: "links-name-the-predecessor",
  code: "L7",
  says:
    "The links of a record name its true predecessors: in its group, and where they are given in " +
    "the volume and in its block.",
  source: "S18 §2.2, S17 §4.2.1",
  needs: [["write"]],
  on: ["write"],
  holds: shows(
    "write",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 vprev=0 cpl",
    "write lsn=2 pg=p2 prev=0 vprev=1 cpl",
    "write lsn=3 pg=p1 prev=1 vprev=2 cpl",
  ),
  breaks: shows(
    "write",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 cpl",
    "write lsn=2 pg=p2 prev=0 cpl",
    "write lsn=3 pg=p1 prev=2 cpl",
  ),
  check(view, event) {
    const { lsn, prev, vprev, pprev, page } = event;
    let met = 0;
    const inGroup = endOfGroup(view, event);
    if (inGroup !== undefined) {
      if (prev !== inGroup) return wrongLink(lsn, "prev", `group ${event.pg}`, prev, inGroup);
      met++;
    }
    if (vprev !== undefined && view.log.last !== undefined) {
      const { lsn: last } = view.log.last;
      if (vprev !== last) return wrongLink(lsn, "vprev", "the volume", vprev, last);
      met++;
    }
    const inBlock = page === undefined ? undefined : view.log.lastOfBlock(page);
    if (pprev !== undefined && inBlock !== undefined) {
      if (pprev !== inBlock) return wrongLink(lsn, "pprev", `block ${page}`, pprev, inBlock);
      met++;
    }
    return met;
  },
});

/** The last record of the group; nothing is known of it where a trace starts in the middle. */
function endOfGroup({ log }: View, { pg }: EventOf<"write">): Lsn | undefined {
  const chain = log.chain(pg);
  if (chain !== undefined) return chain.end;
  return log.isStarted && log.start === NO_LSN ? NO_LSN : undefined;
}

function wrongLink(lsn: Lsn, field: string, of: string, link: Lsn, last: Lsn): Violation {
  const right = last === NO_LSN ? "none" : `LSN ${last}`;
  return {
    why: last === NO_LSN
      ? `LSN ${lsn} links back to LSN ${link}, but is the first record of ${of}`
      : `LSN ${lsn} links back to LSN ${link}, but the record before it in ${of} is LSN ${last}`,
    given: [
      `the last record of ${of} before LSN ${lsn}: ${right}`,
      `the link ${field} of LSN ${lsn} names LSN ${link}`,
    ],
    so: [
      link < last
        ? `whoever holds LSN ${link} and LSN ${lsn} takes them for neighbours, and misses nothing`
        : `whoever holds all of ${of} waits for LSN ${link}, which is not in it`,
      link < last
        ? `LSN ${last} may be missing between them: a contradiction`
        : `the chain is whole, and looks broken: a contradiction`,
    ],
    field,
  };
}
