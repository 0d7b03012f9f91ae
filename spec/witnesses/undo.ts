/**
 * Witnesses of undo: what must be taken back somewhere, and what must not.
 *
 * @module
 */
import type { Witness } from "../witness.ts";

/** The witnesses of undo. */
export const undoWitnesses: readonly Witness[] = [
  {
    id: "rolled-back-after-a-recovery",
    says: "The next writer takes back what a transaction changed that did not commit.",
    scopes: ["undo", "undo-beside-work"],
    on: ["rolled-back"],
    seen: (view, event) => event.kind === "rolled-back" && view.recoveries.vepoch > 0,
  },
  {
    id: "nothing-to-undo-of-a-commit-nobody-was-told-of",
    says: "A recovery finds a commit record of which no client was told: the commit stands.",
    scopes: ["undo"],
    on: ["recovery"],
    seen: (view, event) => {
      const transaction = view.transactions.get("T1");
      return event.kind === "recovery" && !view.commits.isAcked("T1") &&
        transaction?.commit !== undefined && transaction.commit <= event.vdl;
    },
  },
  {
    id: "commit-before-undo-is-over",
    says: "A client commits while the change of a dead writer is still to be taken back.",
    scopes: ["undo-beside-work"],
    on: ["commit-acked"],
    seen: (view) => view.transactions.firstOwed() !== undefined,
  },
];
