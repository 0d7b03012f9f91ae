/**
 * What is said of clones and is not so.
 *
 * @module
 */
import { NO_LSN } from "../../model/terms.ts";
import type { Families } from "../view/families.ts";
import type { Refuted } from "./refuted.ts";

/** Refuted claims about families of volumes. */
export const refutedOfFamilies: readonly Refuted[] = [
  {
    id: "updates-of-the-source-appear-in-the-clone",
    says: "What is updated in a volume later appears in its clone, too; what is added does not.",
    claimedBy: "notes on two talks about Aurora",
    instead:
      "Neither does: each side gets a page of its own where it writes (User Guide, Cloning).",
    scope: "clone-of-clone",
    path: [
      "v1.is.created",
      "v1.allocates",
      "v1.completes",
      "v1.applies",
      "v1.allocates",
      "v2.clones.v1",
      "v1.completes",
      "v1.applies",
    ],
    holds: ({ families }) => families === undefined || updatesAppear(families),
  },
];

/** Has each page that a clone has not written itself the version that its source has now? */
function updatesAppear(families: Families): boolean {
  return [...families.volumes.values()].every(({ fork, pointers }) =>
    fork === undefined || fork.full ||
    [...pointers].every(([page, { lsn = NO_LSN }]) => {
      const now = families.of(fork.of).pointers.get(page)?.lsn;
      return now === undefined || lsn > fork.at || lsn === now;
    })
  );
}
