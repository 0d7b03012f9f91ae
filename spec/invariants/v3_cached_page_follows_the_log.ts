import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** A page gets into a cache from storage, and stays right by records alone. */
export const cachedPageFollowsTheLog: Invariant = claim({
  id: "cached-page-follows-the-log",
  code: "V3",
  says:
    "A replica applies a record only to a page that it has in its cache, once, with every record " +
    "before it of the same page; and a page that its reader finds in the cache has all its records " +
    "up to the read point.",
  source: "S17 §4.2.4, S18 §3.2 (that records are held while their page is fetched is derived)",
  needs: [["write"], ["apply"], ["read"]],
  on: ["apply", "read"],
  holds: shows(
    "write,open,apply,read,cache",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "read page=7 at=0 seg=a1 instance=r1  # asked for before LSN 1 was durable",
    "apply instance=r1 lsn=1",
    "read page=7 at=1 instance=r1",
  ),
  breaks: shows(
    "write,open,apply,read,cache",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "read page=7 at=0 seg=a1 instance=r1  # asked for before LSN 1 was durable",
    "read page=7 at=1 instance=r1",
  ),
  check: (view, event) => event.kind === "apply" ? applied(view, event) : found(view, event),
});

function applied(view: View, { instance, lsn }: EventOf<"apply">): Finding {
  const { page, pprev } = view.log.record(lsn) ?? {};
  const replica = view.replicas.find(instance);
  if (page === undefined || replica === undefined) return 0;
  const level = replica.level(page);
  if (level === undefined) return replica.isKnown ? fromNothing(instance, lsn, page) : 0;
  if (level >= lsn) return again(instance, lsn, page, level);
  if (pprev === undefined || pprev <= level || view.log.mayPrecede(pprev)) return 1;
  return lacking({ instance, page, level }, pprev, `LSN ${lsn} is applied to it`, "lsn");
}

function found(view: View, { instance, page, at, seg }: EventOf<"read">): Finding {
  if (instance === undefined || seg !== undefined || !view.sees("cache")) return 0;
  const level = view.replicas.find(instance)?.level(page);
  const last = level === undefined ? undefined : lastUpto(view, page, at);
  if (level === undefined || last === undefined) return 0;
  if (last <= level) return 1;
  return lacking({ instance, page, level }, last, `it is read at read point ${at}`, "at");
}

/** The last record of a page up to a point; undefined where that was forgotten. */
function lastUpto({ log }: View, page: string, at: Lsn): Lsn | undefined {
  let last: Lsn | undefined = log.lastOfBlock(page) ?? NO_LSN;
  while (last !== undefined && last > at) last = log.record(last)?.pprev;
  return last;
}

interface Cached {
  readonly instance: string;
  readonly page: string;
  readonly level: Lsn;
}

function lacking(
  { instance, page, level }: Cached,
  lsn: Lsn,
  use: string,
  field: string,
): Violation {
  return {
    why: `page ${page} in the cache of ${instance} lacks LSN ${lsn} when ${use}`,
    given: [
      `LSN ${lsn} is a record of page ${page}`,
      `${instance} has page ${page} with its records up to LSN ${level}`,
    ],
    so: [
      "a cached page is the fold of its records, as the same page in storage is",
      `page ${page} of ${instance} is another one: a contradiction`,
    ],
    field,
  };
}

function again(instance: string, lsn: Lsn, page: string, level: Lsn): Violation {
  return {
    why: `${instance} applies LSN ${lsn} to page ${page}, which has it`,
    given: [`${instance} has page ${page} with its records up to LSN ${level}`],
    so: [
      "a cached page is the fold of its records, each applied once",
      `${instance} applies one of them twice: a contradiction`,
    ],
    field: "lsn",
  };
}

function fromNothing(instance: string, lsn: Lsn, page: string): Violation {
  return {
    why: `${instance} applies LSN ${lsn} to page ${page}, which it does not have`,
    given: [`${instance} has opened the volume, and has not read page ${page} since`],
    so: [
      "a record says how a page changes, not what it is",
      `${instance} makes a page of it that is none: a contradiction`,
    ],
    field: "lsn",
  };
}
