import { meets } from "../../model/quorum/quorum.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "../view/config.ts";
import { exposedVdl } from "../view/history.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { copies } from "./words.ts";

type Recovery = EventOf<"recovery">;

/** Whoever was told that something is durable has acted on it since. */
export const recoveryKeepsWhatWasExposed: Invariant = claim({
  id: "recovery-keeps-what-was-exposed",
  code: "R7",
  says:
    "A recovery hears a read quorum of every group, and computes a VDL no lower than any that was " +
    "announced before in the same history, or that an acknowledged commit stands for.",
  source: "S18 §2.4, S17 §4.3 (the comparison is derived)",
  needs: [["recovery"], ["group", "vdl", "commit-acked"]],
  on: ["recovery"],
  holds: shows(
    "vdl,recovery",
    SIX_COPIES,
    "vdl lsn=7",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=9 vdl=9 from=9 to=19",
  ),
  breaks: shows(
    "vdl,recovery",
    SIX_COPIES,
    "vdl lsn=7",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=5 vdl=5 from=5 to=15",
  ),
  check(view, event) {
    const { groups } = view.config;
    const unheard = groups.find((group) => !isHeard(group, event));
    if (unheard !== undefined) return notHeard(unheard, event);
    const exposed = exposedVdl(view);
    if (event.vdl < exposed) return below(view, event);
    return exposed > 0n ? groups.length + 1 : groups.length;
  },
});

function isHeard({ members, read }: GroupConfig, { responders }: Recovery): boolean {
  return meets(read, responders, members);
}

function notHeard({ pg, members }: GroupConfig, { responders }: Recovery): Violation {
  const heard = members.map(({ segment }) => segment).filter((copy) => responders.includes(copy));
  const who = heard.length === 0 ? "no copy" : `only ${copies(heard)}`;
  return {
    why: `The recovery hears ${who} of group ${pg}, which is no read quorum`,
    given: [
      `the copies of ${pg}: ${copies(members.map(({ segment }) => segment))}`,
      `those that answered: ${copies(heard)}`,
    ],
    so: [
      "copies that do not meet the read rule may all lack a record that was durable",
      `what they say of ${pg} is taken for all that there is: a contradiction`,
    ],
    field: "responders",
  };
}

function below(view: View, { vdl }: Recovery): Violation {
  const exposed = exposedVdl(view);
  const { lastAcked } = view.commits;
  const isAcked = lastAcked?.scn === exposed;
  return {
    why: `The recovery computes VDL ${vdl}, but ` +
      (isAcked ? `${lastAcked.txn} was acknowledged with SCN ${exposed}` : `VDL was ${exposed}`),
    given: [
      isAcked
        ? `${lastAcked.txn} was acknowledged with SCN ${exposed}: VDL had reached it`
        : `VDL ${exposed} was announced, or the volume was opened with it`,
      `the recovery computes VDL ${vdl}`,
    ],
    so: [
      `every record up to ${exposed} was durable on a write quorum, and others relied on it`,
      `the volume ends at ${vdl} now: a contradiction`,
    ],
    field: "vdl",
  };
}
