import type { Lsn, TxnId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/**
 * A transaction that goes on would commit what it read in a history that is gone. A name may be
 * given again: then it begins anew. What is left of it in the volume is the affair of U1.
 */
export const backtrackCutsEverybodyOff: Invariant = claim({
  id: "backtrack-cuts-everybody-off",
  code: "B3",
  says:
    "A backtrack closes every connection: no transaction that began before it commits after it.",
  source: "User Guide (Backtracking an Aurora DB cluster)",
  needs: [["begin"], ["backtrack"], ["write", "commit-acked"]],
  on: ["write", "commit-acked"],
  holds: shows(
    "begin,write,backtrack",
    "begin txn=t1",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl",
    "backtrack target=1 actual=0",
    "begin txn=t1  # the counter of names was rewound, too",
    "write lsn=2 pg=p0 prev=0 txn=t1 cpl commit",
  ),
  breaks: shows(
    "begin,write,backtrack",
    "begin txn=t1",
    "backtrack target=0 actual=0",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
  ),
  check(view, event) {
    const led = view.mayHaveBranched ? view.branches.led : undefined;
    if (led === undefined || event.txn === undefined) return 0;
    const scn = scnOf(view, event);
    if (scn === undefined || scn <= led.highest) return 0;
    return view.branches.isCutOff(event.txn) ? goesOn(event.txn, scn, led.to) : 1;
  },
});

/** The LSN of a commit record that is written, or that a client is told of. */
function scnOf({ commits }: View, event: EventOf<"write"> | EventOf<"commit-acked">) {
  if (event.kind === "write") return event.commit ? event.lsn : undefined;
  return event.scn ?? commits.scnOf(event.txn);
}

function goesOn(txn: TxnId, scn: Lsn, to: Lsn): Violation {
  return {
    why: `${txn} commits with SCN ${scn}, though it began before the backtrack to LSN ${to}`,
    given: [
      `${txn} began before the last backtrack, and did not begin anew`,
      `SCN ${scn} was given after it`,
    ],
    so: [
      `the client of ${txn} was cut off, and what ${txn} had done was dropped`,
      "nobody is left who could commit it: a contradiction",
    ],
    field: "txn",
  };
}
