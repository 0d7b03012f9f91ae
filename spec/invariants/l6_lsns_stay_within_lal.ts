import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { higher } from "./words.ts";

/** The limit that bounds what a recovery has to annul, and slows a writer that storage cannot follow. */
export const lsnsStayWithinLal: Invariant = claim({
  id: "lsns-stay-within-lal",
  code: "L6",
  says:
    "No LSN is allocated above VDL plus the LSN Allocation Limit; LSNs that are annulled count as " +
    "passed.",
  source: "S17 §4.2.1, §4.3",
  needs: [["lal"], ["write"], ["vdl"]],
  on: ["write"],
  holds: shows(
    "write,vdl",
    SIX_COPIES,
    "lal records=2",
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "vdl lsn=1",
    "write lsn=3 pg=p0 prev=2 cpl",
  ),
  breaks: shows(
    "write,vdl",
    SIX_COPIES,
    "lal records=2",
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "write lsn=3 pg=p0 prev=2 cpl",
  ),
  check({ config, log, points }, { lsn, prev, vprev = prev }) {
    const { lal } = config;
    if (lal === undefined) return 0;
    // Before a VDL is announced, all that was written before the trace is taken to be durable.
    const vdl = higher(points.vdl, log.isStarted ? log.start : vprev);
    // After a recovery LSNs go on above the annulled ones, which reach to VDL + LAL themselves.
    const base = higher(vdl, log.annulled);
    if (lsn <= base + lal) return 1;
    const annulled = `the last LSN that is annulled is ${log.annulled}`;
    return {
      why: `LSN ${lsn} is allocated while VDL is ${vdl} and LAL is ${lal}`,
      given: [
        `VDL is ${vdl}`,
        ...base > vdl ? [annulled] : [],
        `the LSN Allocation Limit is ${lal}`,
      ],
      so: [
        `the highest LSN that may be allocated is ${base} + ${lal} = ${base + lal}`,
        `${lsn} is above it: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
