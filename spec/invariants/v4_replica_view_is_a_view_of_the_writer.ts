import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import type { Replica } from "../view/replicas.ts";
import { scnNoted } from "../view/following.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { vdlOfReplica } from "./vdl_known.ts";

/** Whoever reads on a replica sees the volume as it was on the writer at some moment. */
export const replicaViewIsAViewOfTheWriter: Invariant = claim({
  id: "replica-view-is-a-view-of-the-writer",
  code: "V4",
  says:
    "A replica shows a commit only once the VDL that it was told has reached its SCN, and opens a " +
    "read view only at a CPL up to that VDL, and with commits that are all at or below it, none of " +
    "them without the ones before it.",
  source: "S18 §3.3-3.4",
  needs: [["write"], ["commit-noted", "read-view"], ["replica-vdl", "vdl"]],
  on: ["commit-noted", "read-view"],
  holds: shows(
    "write,vdl,open,replica-vdl,commit-noted,read-view",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "vdl lsn=1",
    "replica-vdl instance=r1 lsn=1",
    "commit-noted instance=r1 txn=t1",
    "read-view instance=r1 view=q1 at=1",
  ),
  breaks: shows(
    "write,vdl,open,replica-vdl,commit-noted,read-view",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "replica-vdl instance=r1 lsn=0",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "vdl lsn=1",
    "commit-noted instance=r1 txn=t1  # the records of t1 are not in the pages of r1",
  ),
  check(view, event) {
    if (event.kind === "commit-noted") return shown(view, event);
    const replica = view.replicas.find(event.instance);
    return replica === undefined || event.closed ? 0 : anchored(view, event, replica);
  },
});

function shown(view: View, event: EventOf<"commit-noted">): Finding {
  const { instance, txn } = event;
  const [scn, vdl] = [scnNoted(view, event), vdlOfReplica(view, instance)];
  if (scn === undefined || vdl === undefined) return 0;
  if (scn <= vdl) return 1;
  return {
    why:
      `${instance} shows the commit of ${txn} with SCN ${scn}, above the VDL ${vdl} of ${instance}`,
    given: [`the SCN of ${txn} is ${scn}`, `the VDL that ${instance} knows of is ${vdl}`],
    so: [
      `the pages of ${instance} have nothing above ${vdl}`,
      `a read view shows that ${txn} committed, and not what it wrote: a contradiction`,
    ],
    field: "txn",
  };
}

function anchored(view: View, event: EventOf<"read-view">, replica: Replica): Finding {
  const { instance, at } = event;
  const vdl = vdlOfReplica(view, instance);
  if (vdl !== undefined && at > vdl) return ahead(event, vdl);
  if (!isConsistencyPoint(view, at)) return amid(event);
  const { highestNoted } = replica;
  if (highestNoted > at) return tooNew(event, highestNoted);
  const hidden = replica.firstHidden(view.log);
  if (hidden !== undefined) return hides(event, hidden, highestNoted);
  return vdl === undefined ? 0 : 1;
}

/** Does a mini-transaction end there? Where that was not seen or is forgotten, it may. */
function isConsistencyPoint({ log }: View, at: Lsn): boolean {
  const record = log.record(at);
  return record === undefined || record.cpl || !log.knowsCpls;
}

function ahead({ instance, view, at }: EventOf<"read-view">, vdl: Lsn): Violation {
  return {
    why: `${instance} opens read view ${view} at ${at}, above the VDL ${vdl} that it was told`,
    given: [`the VDL that ${instance} knows of is ${vdl}`],
    so: [
      `the pages of ${instance} have nothing above ${vdl}`,
      `on the writer a view at ${at} shows what lies up to there: a contradiction`,
    ],
    field: "at",
  };
}

function amid({ instance, view, at }: EventOf<"read-view">): Violation {
  return {
    why: `${instance} opens read view ${view} at ${at}, amid a mini-transaction`,
    given: [`LSN ${at} does not end its mini-transaction`],
    so: [
      "the views of the writer stand between mini-transactions",
      `none of them is the view ${view} of ${instance}: a contradiction`,
    ],
    field: "at",
  };
}

function tooNew({ instance, view, at }: EventOf<"read-view">, scn: Lsn): Violation {
  return {
    why: `${instance} opens read view ${view} at ${at}, and shows a commit with SCN ${scn} in it`,
    given: [`${instance} has taken note of the commit with SCN ${scn}`],
    so: [
      `a view at ${at} on the writer shows no commit above ${at}`,
      `none of them is the view ${view} of ${instance}: a contradiction`,
    ],
    field: "at",
  };
}

function hides(
  { instance, view }: EventOf<"read-view">,
  { lsn, commits }: LogRecord,
  scn: Lsn,
): Violation {
  return {
    why: `read view ${view} of ${instance} shows a commit with SCN ${scn}, and not that of ` +
      `${commits} with SCN ${lsn}`,
    given: [
      `${instance} has taken note of the commit with SCN ${scn}, and not of that of ${commits}`,
    ],
    so: [
      "the writer acknowledges commits in the order of their SCNs",
      `none of its views shows the one without the other: a contradiction`,
    ],
    field: "view",
  };
}
