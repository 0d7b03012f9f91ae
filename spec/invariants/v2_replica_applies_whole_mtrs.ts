import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { LogRecord } from "../view/log.ts";
import type { Replica } from "../view/replicas.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** A page that is split on two pages must not be seen on one of them. */
export const replicaAppliesWholeMtrs: Invariant = claim({
  id: "replica-applies-whole-mtrs",
  code: "V2",
  says:
    "Between the first record of a mini-transaction that a replica applies and the last one for a " +
    "page in its cache, it applies no record of a later one, and none of its readers reads a page " +
    "that the mini-transaction changes.",
  source: "S17 §4.2.4 (rule b), S18 §3.3",
  needs: [["write"], ["apply"], ["read"], ["cache"]],
  on: ["apply", "read"],
  holds: shows(
    "write,open,apply,read,cache",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "read page=7 at=0 seg=a1 instance=r1",
    "read page=8 at=0 seg=a1 instance=r1",
    "write lsn=1 pg=p0 prev=0 page=7",
    "write lsn=2 pg=p0 prev=1 page=8 cpl",
    "apply instance=r1 lsn=1",
    "apply instance=r1 lsn=2",
    "read page=7 at=2 instance=r1",
  ),
  breaks: shows(
    "write,open,apply,read,cache",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "read page=7 at=0 seg=a1 instance=r1",
    "read page=8 at=0 seg=a1 instance=r1",
    "write lsn=1 pg=p0 prev=0 page=7",
    "write lsn=2 pg=p0 prev=1 page=8 cpl",
    "apply instance=r1 lsn=1",
    "read page=7 at=2 instance=r1",
  ),
  check(view, event) {
    const replica = event.instance === undefined ? undefined : view.replicas.find(event.instance);
    const last = replica && view.log.record(replica.applied);
    if (replica === undefined || last === undefined || !view.log.knowsCpls) return 0;
    const lacking = replica.firstLacking(view.log);
    if (event.kind === "apply") {
      if (event.lsn <= last.lsn) return 0;
      return lacking === undefined || event.lsn <= lacking.lsn ? 1 : passed(event, last, lacking);
    }
    const isRead = isCached(replica, event) && isOf(replica, event.page, last, lacking);
    if (!isRead) return 0;
    return lacking === undefined ? 1 : torn(event, last, lacking);
  },
});

function isCached(replica: Replica, { page, seg }: EventOf<"read">): boolean {
  return seg === undefined && replica.level(page) !== undefined;
}

/** Is a page one of those that the mini-transaction changes? */
function isOf(replica: Replica, page: string, last: LogRecord, lacking?: LogRecord): boolean {
  return replica.level(page)! >= last.first || page === lacking?.page;
}

const halfway = (last: LogRecord, { lsn, page }: LogRecord, instance: string) => [
  `LSN ${last.first} to LSN ${lsn} and on are one mini-transaction; ${instance} has applied it ` +
  `up to LSN ${last.lsn}`,
  `page ${page}, which LSN ${lsn} changes, is in the cache of ${instance} without it`,
];

function passed(
  { instance, lsn }: EventOf<"apply">,
  last: LogRecord,
  lacking: LogRecord,
): Violation {
  return {
    why: `${instance} applies LSN ${lsn} before LSN ${lacking.lsn}`,
    given: halfway(last, lacking, instance),
    so: [
      "mini-transactions are applied whole, in the order of the log",
      `${instance} leaves one half done and goes on: a contradiction`,
    ],
    field: "lsn",
  };
}

function torn({ instance, page }: EventOf<"read">, last: LogRecord, lacking: LogRecord): Violation {
  return {
    why: `${instance} reads page ${page} amid a mini-transaction that it has applied half`,
    given: halfway(last, lacking, instance!),
    so: [
      "a mini-transaction leads from one consistent state of the pages to the next",
      `the reader of ${instance} sees a state between the two: a contradiction`,
    ],
    field: "page",
  };
}
