import type { TxnId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/**
 * A crash leaves half a transaction in the log: it is durable, and nobody ever committed it. Only
 * undo tells it from what did. Who is still under way with a live writer is owed nothing.
 */
export const uncommittedChangesAreUndone: Invariant = claim({
  id: "uncommitted-changes-are-undone",
  code: "U1",
  says:
    "Only what did not commit is undone; a transaction is rolled back when each of its changes is " +
    "taken back, where that is told; and when nothing is in flight any more, each is that a " +
    "recovery or a backtrack found under way, if its writer is still there.",
  source: "S17 §4.3, S18 §2.4",
  needs: [["write"], ["rolled-back"]],
  on: ["write", "rolled-back", "end"],
  holds: shows(
    "write,recovery,open,rolled-back",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "open instance=w2 role=writer vepoch=2",
    "write lsn=12 pg=p0 prev=1 txn=t1 undoes=1 cpl",
    "rolled-back txn=t1 lsn=12",
    "end",
  ),
  breaks: shows(
    "write,recovery,open,rolled-back",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "open instance=w2 role=writer vepoch=2",
    "end",
  ),
  check(view, event) {
    switch (event.kind) {
      case "write":
        return takesBack(view, event);
      case "rolled-back":
        return isWhole(view, event);
      case "end":
        return isPaid(view);
    }
  },
});

/** Is what a record takes back the change of a transaction without a commit record? */
function takesBack({ transactions }: View, { lsn, txn, undoes }: EventOf<"write">): Finding {
  if (txn === undefined || undoes === undefined) return 0;
  const known = transactions.get(txn);
  if (known === undefined) return 0;
  return known.commit === undefined
    ? 1
    : committed(txn, `LSN ${lsn} takes LSN ${undoes} back, a change of ${txn}`, known.commit);
}

function isWhole({ transactions }: View, { txn }: EventOf<"rolled-back">): Finding {
  const known = transactions.get(txn);
  if (known === undefined) return 0;
  if (known.commit !== undefined) return committed(txn, `${txn} is rolled back`, known.commit);
  const left = known.firstLeft(transactions.tellsPages);
  if (left === undefined || !transactions.tellsUndo) return 1;
  return {
    why: `${txn} is rolled back, but nothing takes back LSN ${left}`,
    given: [
      `LSN ${left} is a change of ${txn}, which did not commit`,
      `compensation records say what they take back, and none names LSN ${left}`,
    ],
    so: [
      `${txn} is over, so no recovery undoes it any more, and others see what it left`,
      `LSN ${left} is seen for ever, and was never committed: a contradiction`,
    ],
    field: "txn",
  };
}

function committed(txn: TxnId, what: string, scn: bigint): Violation {
  return {
    why: `${what}, which committed with SCN ${scn}`,
    given: [`LSN ${scn} is the commit record of ${txn}, and no recovery annulled it`],
    so: [
      `from SCN ${scn} on others may have seen what ${txn} did, and its client may know`,
      "it is taken back all the same: a contradiction",
    ],
    field: "txn",
  };
}

/** Is everything undone that the last recovery or backtrack found? */
function isPaid(view: View): Finding {
  const { transactions, recoveries } = view;
  const owed = transactions.firstOwed();
  if (owed === undefined || !recoveries.isOpen) return 0;
  const [txn, one] = owed;
  const { tellsPages } = transactions;
  const change = one.firstLeft(tellsPages) ?? one.first(tellsPages);
  const led = view.mayHaveBranched ? view.branches.led : undefined;
  const [when, point, what] = led === undefined
    ? ["its writer died", "the VDL of the last recovery", "that recovery"]
    : ["the volume went back", `LSN ${led.to}, to which it went`, "that"];
  return {
    why: `${txn} was under way when ${when}, and was never rolled back`,
    given: [
      `LSN ${change} is a change of ${txn}, at or below ${point}`,
      `${txn} has no commit record, and no line says that it was rolled back`,
      `nothing is in flight any more, and the writer after ${what} is still there`,
    ],
    so: [
      `nobody is left who would undo ${txn}`,
      `what it changed stays, and was never committed: a contradiction`,
    ],
  };
}
