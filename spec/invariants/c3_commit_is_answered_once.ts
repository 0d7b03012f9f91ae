import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** One question, one answer. Answers of several sessions may be seen in any order. */
export const commitIsAnsweredOnce: Invariant = claim({
  id: "commit-is-answered-once",
  code: "C3",
  says:
    "A commit that was asked for gets one answer: acknowledged or failed, never both, never twice, " +
    "and with the SCN that its commit record has.",
  source: "S17 §4.2.2, S18 §2.3",
  needs: [["commit-acked"]],
  on: ["commit-acked", "commit-failed"],
  hearsStale: true,
  holds: shows(
    "commit-requested,commit-acked,commit-failed",
    SIX_COPIES,
    "commit-requested txn=t1",
    "commit-requested txn=t2",
    "commit-failed txn=t2",
    "commit-acked txn=t1",
  ),
  breaks: shows(
    "commit-requested,commit-acked,commit-failed",
    SIX_COPIES,
    "commit-requested txn=t1",
    "commit-failed txn=t1",
    "commit-acked txn=t1",
  ),
  check(view, event) {
    const { commits } = view;
    const { kind, txn } = event;
    const answer = kind === "commit-acked" ? "acknowledged" : "told to have failed";
    if (commits.isAcked(txn)) return again(txn, answer, "acknowledged");
    if (commits.isFailed(txn)) return again(txn, answer, "told to have failed");
    if (view.sees("commit-requested") && !commits.isRequested(txn)) {
      return {
        why: `${txn} is ${answer}, but nobody asked for its commit`,
        given: [`the trace shows requests, and none for ${txn}`],
        so: ["an answer follows a question", "there was none: a contradiction"],
        field: "txn",
      };
    }
    return event.kind === "commit-acked" ? wrongScn(view, event) ?? 1 : 1;
  },
});

function wrongScn(view: View, { txn, scn }: EventOf<"commit-acked">): Violation | undefined {
  const known = view.commits.scnOf(txn);
  if (scn === undefined || known === undefined || scn === known) return undefined;
  return {
    why: `${txn} is acknowledged with SCN ${scn}, but its SCN is ${known}`,
    given: [`an earlier line gives ${txn} the SCN ${known}`],
    so: [
      "the SCN of a transaction is the LSN of its one commit record",
      `${scn} and ${known} cannot both be it: a contradiction`,
    ],
    field: "scn",
  };
}

function again(txn: string, answer: string, before: string): Violation {
  const isSame = answer === before;
  return {
    why: isSame
      ? `${txn} is ${answer} a second time`
      : `${txn} is ${answer}, and was ${before} before`,
    given: [`${txn} was ${before} on an earlier line`],
    so: isSame ? ["a commit is answered once", "this is the second answer: a contradiction"] : [
      "a transaction is durable or it is not, and its client acts on the answer",
      "the two answers exclude each other: a contradiction",
    ],
    field: "txn",
  };
}
