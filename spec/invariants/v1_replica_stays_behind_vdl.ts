import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { vdlAsFarAsKnown, vdlOfReplica } from "./vdl_known.ts";

/** A replica hears no copy: what is durable it knows from the writer alone. */
export const replicaStaysBehindVdl: Invariant = claim({
  id: "replica-stays-behind-vdl",
  code: "V1",
  says:
    "A replica applies no record above the VDL that it was told, and is told none above the VDL " +
    "of the writer: the one that was announced or, where none is, the one that the copies have " +
    "proved by then.",
  source: "S17 §4.2.4, S18 §3.3-3.4",
  needs: [
    ["apply", "replica-vdl"],
    ["vdl", "write"],
    ["vdl", "group"],
    ["vdl", "store", "scl", "ack"],
  ],
  on: ["apply", "replica-vdl"],
  holds: shows(
    "write,vdl,open,replica-vdl,apply",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "vdl lsn=1",
    "replica-vdl instance=r1 lsn=1",
    "apply instance=r1 lsn=1",
  ),
  breaks: shows(
    "write,vdl,open,replica-vdl,apply",
    THREE_COPIES,
    "open instance=r1 role=replica",
    "replica-vdl instance=r1 lsn=0",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "vdl lsn=1",
    "apply instance=r1 lsn=1  # it may be durable, but r1 was not told so",
  ),
  check(view, event) {
    const isTold = event.kind === "replica-vdl";
    const most = isTold ? vdlAsFarAsKnown(view) : vdlOfReplica(view, event.instance);
    if (most === undefined) return !isTold && isUntold(view, event.instance) ? untold(event) : 0;
    if (event.lsn <= most) return 1;
    return isTold ? toldTooMuch(event, most) : appliedTooSoon(event, most);
  },
});

/** Did it open the volume before our eyes, and was never told VDL since? */
function isUntold({ config, cluster }: View, instance: string): boolean {
  return config.declares("replica-vdl") === true && cluster.replicas.has(instance);
}

function untold({ instance, lsn }: EventOf<"apply">): Violation {
  return {
    why: `${instance} applies LSN ${lsn}, and was told no VDL since it opened the volume`,
    given: [`${instance} opened the volume to read, and no line since tells it VDL`],
    so: [
      `${instance} cannot know that LSN ${lsn} is durable: it hears so from the writer alone`,
      "a recovery may cut the volume below it, and the cache holds it: a contradiction",
    ],
    field: "lsn",
  };
}

function toldTooMuch({ instance, lsn }: EventOf<"replica-vdl">, vdl: Lsn): Violation {
  return {
    why: `${instance} takes ${lsn} for VDL, which is ${vdl}`,
    given: [`VDL is ${vdl}: what lies above it may be cut by a recovery`],
    so: [
      `${instance} shows its readers what lies up to ${lsn}`,
      `they see what may never have happened: a contradiction`,
    ],
    field: "lsn",
  };
}

function appliedTooSoon({ instance, lsn }: EventOf<"apply">, vdl: Lsn): Violation {
  return {
    why: `${instance} applies LSN ${lsn}, above the VDL ${vdl} that it was told`,
    given: [`the VDL that ${instance} knows of is ${vdl}`],
    so: [
      `a recovery now may cut the volume above ${vdl}`,
      `the cache of ${instance} holds LSN ${lsn}, which no storage has then: a contradiction`,
    ],
    field: "lsn",
  };
}
