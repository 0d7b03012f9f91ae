import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isByFormerWriter } from "../view/stale.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { higher } from "./words.ts";

type Recovery = EventOf<"recovery">;
type Write = EventOf<"write">;

/** A record that is still under way may arrive at any time: by its LSN it must be known as dead. */
export const newLsnsLieAboveAnnulledOnes: Invariant = claim({
  id: "new-lsns-lie-above-annulled-ones",
  code: "R5",
  says:
    "A recovery annuls every LSN above its VDL that a writer before it can have allocated: all that " +
    "was written, and VDL plus the LSN Allocation Limit at least; and new LSNs lie above them.",
  source: "S17 §4.3, S18 §2.4 (the bound is derived)",
  needs: [["recovery"], ["write", "lal"]],
  on: ["recovery", "write"],
  hearsStale: true,
  holds: shows(
    "write,recovery",
    SIX_COPIES,
    "lal records=10",
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "write lsn=12 pg=p0 prev=1 cpl",
  ),
  breaks: shows(
    "write,recovery",
    SIX_COPIES,
    "lal records=10",
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=2",
  ),
  check(view, event) {
    return event.kind === "write" ? isAbove(view, event) : isWide(view, event);
  },
});

/** Does a range reach as high as any writer before can have got? */
function isWide(view: View, { vepoch, vdl, from, to }: Recovery): Finding {
  if (vepoch < view.recoveries.vepoch) return 0;
  const { log, config: { lal } } = view;
  const last = log.last?.lsn ?? NO_LSN;
  if (last > from && last > to) return tooNarrow(to, `LSN ${last} was allocated`, last);
  if (lal === undefined) return log.isStarted ? 1 : 0;
  // Nobody has allocated an LSN since an earlier recovery as long as no writer opened the volume.
  const base = view.recoveries.isOpen ? higher(vdl, log.annulled) : vdl;
  if (to >= base + lal) return 1;
  const why = `the highest LSN that may be allocated is ${base} + ${lal} = ${base + lal}`;
  return tooNarrow(to, why, base + lal);
}

function tooNarrow(to: Lsn, given: string, reached: Lsn): Violation {
  return {
    why: `The recovery annuls no LSN above ${to}, but a writer may have got as far as ${reached}`,
    given: [given, `the last LSN that the recovery annuls is ${to}`],
    so: [
      `a record with an LSN above ${to} may be on its way still, and arrive after the recovery`,
      "nothing tells it from a record of the next writer: a contradiction",
    ],
    field: "to",
  };
}

function isAbove(view: View, { lsn, ...event }: Write): Finding {
  const { recoveries } = view;
  if (recoveries.vepoch === 0) return 0;
  const isLate = isByFormerWriter(view, { lsn, ...event });
  if (isLate) return lsn <= recoveries.end ? 1 : beyond(lsn, recoveries.end, event.by!);
  if (lsn > recoveries.end) return 1;
  return {
    why: `LSN ${lsn} is allocated, but the LSNs up to ${recoveries.end} are annulled`,
    given: [`the last LSN that a recovery annulled is ${recoveries.end}`],
    so: [
      `whoever knows of that recovery takes LSN ${lsn} for a record of the writer before it`,
      "it is one of the writer after it: a contradiction",
    ],
    field: "lsn",
  };
}

function beyond(lsn: Lsn, end: Lsn, writer: string): Violation {
  return {
    why:
      `${writer}, which another took the place of, allocates LSN ${lsn}, above all annulled ones`,
    given: [
      `the last LSN that a recovery annulled is ${end}`,
      `another instance has opened the volume after ${writer}`,
    ],
    so: [
      `no copy can tell LSN ${lsn} from a record of the writer of now`,
      `one range was to annul all that ${writer} can allocate: a contradiction`,
    ],
    field: "lsn",
  };
}
