import { type Lsn, NO_LSN, type VolumeId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { Lineage } from "../view/lineage.ts";
import { claim } from "./claim.ts";
import { CLONED, shows } from "./fixtures.ts";

/** VDL is the last point at which a volume makes sense, and a clone has no other history. */
export const cloneBeginsAsItsSourceWas: Invariant = claim({
  id: "clone-begins-as-its-source-was",
  code: "K2",
  says:
    "A volume is cloned at a CPL, at or below the VDL of its source, and as long as a page of the " +
    "clone is not written, it is as its source had it there.",
  source: "User Guide (Cloning a volume), S17 §4.1 (that it is at VDL is derived)",
  needs: [["write"], ["clone"], ["vdl", "page", "read"]],
  on: ["clone", "page", "read"],
  holds: shows("write,vdl,clone,read", ...CLONED, "read page=7 at=1 lsn=1 volume=v2"),
  breaks: shows(
    "write,vdl,clone",
    "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1",
    "write lsn=2 pg=p0 prev=1 page=7 volume=v1",
    "vdl lsn=1 volume=v1",
    "clone of=v1 as=v2 at=2",
  ),
  check(view, event) {
    const { families } = view;
    if (families === undefined) return 0;
    if (event.kind === "clone") {
      return view.sees("vdl") ? atVdl(event, families.of(event.of)) : 0;
    }
    if (event.volume === undefined || event.lsn === undefined) return 0;
    const lineage = families.of(event.volume);
    const { fork } = lineage;
    const was = fork && lineage.inheritedOf(event.page);
    if (was === undefined) return 0;
    if (!isFirst(event, lineage)) return 0;
    // What is applied to a physical page may be behind what was written.
    const isSo = event.lsn === was || event.kind === "page" && event.lsn < was;
    return isSo ? 1 : another(event, lineage, was);
  },
});

function atVdl({ of, as, at }: EventOf<"clone">, lineage: Lineage): Finding {
  const { vdl, isWhole } = lineage;
  // A point that was announced before the trace began is not known.
  if (vdl === NO_LSN && !isWhole) return 0;
  if (at === vdl) return 1;
  if (at < vdl) {
    return lineage.endsMtr(at) === false ? torn(of, as, at) : lineage.endsMtr(at) ? 1 : 0;
  }
  return {
    why: `${as} is cloned from ${of} at LSN ${at}, above its VDL ${vdl}`,
    given: [`VDL of ${of} is ${vdl}`, `${as} holds what ${of} holds up to LSN ${at}`],
    so: [
      `what lies above ${vdl} is not durable, or is half of a mini-transaction`,
      `${as} begins with it: a contradiction`,
    ],
    field: "at",
  };
}

function torn(of: VolumeId, as: VolumeId, at: Lsn): Finding {
  return {
    why: `${as} is cloned from ${of} at LSN ${at}, inside a mini-transaction`,
    given: [`the last record of ${of} up to LSN ${at} is no CPL`],
    so: [
      "a volume makes sense where a mini-transaction ends",
      `${as} begins with half of one: a contradiction`,
    ],
    field: "at",
  };
}

/** Is this about what the page was at the fork? */
function isFirst(event: EventOf<"page"> | EventOf<"read">, lineage: Lineage): boolean {
  const { at } = lineage.fork!;
  if (event.kind === "page") return event.lsn! <= at;
  return event.at >= at && !lineage.hasWritten(event.page, event.at);
}

function another(
  { page, lsn, volume }: EventOf<"page"> | EventOf<"read">,
  { fork }: Lineage,
  was: Lsn,
): Finding {
  const { of, at } = fork!;
  const had = was === NO_LSN ? "had never been written" : `was as of LSN ${was}`;
  return {
    why: `page ${page} of ${volume} is as of LSN ${lsn}, but in ${of} it ${had} at LSN ${at}`,
    given: [
      `${volume} was cloned from ${of} at LSN ${at}`,
      `page ${page} of ${of} ${had} there, and ${volume} has not written it since`,
    ],
    so: [
      `page ${page} of ${volume} is what page ${page} of ${of} was at LSN ${at}`,
      `LSN ${lsn} is not that: a contradiction`,
    ],
    field: "lsn",
  };
}
