/**
 * Mistakes with backtracks.
 *
 * @module
 */
import { assign } from "xstate";
import { backtrack, pointFor } from "../../model/backtrack/backtrack.ts";
import { cache } from "../../model/backtrack/cache.ts";
import { client } from "../../model/backtrack/client.ts";
import { collectedUpto, copy } from "../../model/backtrack/copy.ts";
import { appended, history, vdlOf } from "../../model/backtrack/history.ts";
import { type HistoryRecord, pointsOf } from "../../model/backtrack/terms.ts";
import type { Lsn } from "../../model/terms.ts";
import type { BacktrackMutant } from "./mutant.ts";

/** A backtrack that chooses in its own way where it leads. */
const choosing =
  (point: (records: readonly HistoryRecord[], target: Lsn) => Lsn): BacktrackMutant["machines"] =>
  (bounds) => ({
    backtrack: backtrack(bounds).provide({
      actions: {
        choose: assign(({ context: { begun }, event }) =>
          event.type === "ask"
            ? {
              begun: begun + 1,
              target: event.target,
              actual: point(event.records, event.target),
            }
            : {}
        ),
      },
    }),
  });

/** Mistakes with backtracks: where they lead, who hears of them, what comes after. */
export const backtrackMutants: readonly BacktrackMutant[] = [
  {
    name: "backtrack-window-is-collected",
    number: 52,
    says: "A copy collects its log up to VDL, whatever is kept for backtracks.",
    rule: "copy.letGo",
    scope: "backtrack-window",
    caughtBy: "G1",
    machines: () => ({
      copy: copy.provide({
        actions: {
          letGo: assign(({ context, event }) =>
            event.type === "collect" ? collectedUpto(context, event.vdl) : {}
          ),
        },
      }),
    }),
  },
  {
    name: "backtrack-loses-its-target",
    number: 84,
    says: "A backtrack leads to the last commit before the one that is asked for.",
    rule: "backtrack.choose",
    scope: "backtrack",
    caughtBy: "B1",
    machines: choosing((records, target) =>
      pointsOf(records).findLast((point) => point < target) ?? pointFor(records, target)
    ),
  },
  {
    name: "backtrack-keeps-one-commit-too-many",
    number: 85,
    says: "A backtrack leads to the first commit after the one that is asked for.",
    rule: "backtrack.choose",
    scope: "backtrack",
    caughtBy: "B1",
    machines: choosing((records, target) =>
      pointsOf(records).find((point) => point > target) ?? pointFor(records, target)
    ),
  },
  {
    name: "backtrack-into-an-mtr",
    number: 86,
    says: "A backtrack leads to the very LSN that is asked for, amid a mini-transaction.",
    rule: "backtrack.choose",
    scope: "backtrack",
    caughtBy: "B1",
    machines: choosing((_, target) => target),
  },
  {
    name: "backtrack-beyond-the-window",
    number: 87,
    says: "A backtrack is begun whether or not the changes since then are kept.",
    rule: "history.isInWindow",
    scope: "backtrack-window",
    caughtBy: "B2",
    machines: ({ window }) => ({
      history: history(window).provide({ guards: { isInWindow: () => true } }),
    }),
  },
  {
    name: "session-outlives-the-backtrack",
    number: 88,
    says: "A client is not cut off, and goes on with its transaction afterwards.",
    rule: "client.drop",
    scope: "backtrack",
    caughtBy: "B3",
    machines: ({ workload }) => ({
      client: client(workload).provide({ actions: { drop: assign({}) } }),
    }),
  },
  {
    name: "undone-lsns-given-again",
    number: 89,
    says: "After a backtrack LSNs go on from the point that it led to.",
    rule: "history.append",
    scope: "backtrack",
    caughtBy: "B4",
    machines: ({ window }) => ({
      history: history(window).provide({
        actions: {
          append: assign(({ context, event }) => {
            if (event.type !== "write") return {};
            const { log, now } = context;
            const records = appended(log, vdlOf(context) + 1n, event.batch, now + 1);
            return { log: [...log, ...records], highest: records.at(-1)!.lsn, now: now + 1 };
          }),
        },
      }),
    }),
  },
  {
    name: "undone-records-come-back-by-gossip",
    number: 90,
    says: "A copy that was away takes the records of a peer, and does not ask which are undone.",
    rule: "copy.takeOff",
    scope: "backtrack-absent",
    caughtBy: "B1",
    machines: () => ({ copy: copy.provide({ actions: { takeOff: assign({}) } }) }),
  },
  {
    name: "copy-that-missed-a-backtrack-serves",
    says: "A copy answers reads whatever it has heard of backtracks and has of the log.",
    rule: "copy.mayServe",
    scope: "backtrack-absent",
    caughtBy: "B1",
    machines: () => ({ copy: copy.provide({ guards: { mayServe: () => true } }) }),
  },
  {
    name: "replica-keeps-its-cache",
    number: 91,
    says: "A replica keeps the pages that it had when the volume is rewound.",
    rule: "cache.drop",
    scope: "backtrack-replica",
    caughtBy: "B1",
    machines: () => ({ cache: cache.provide({ actions: { drop: assign({}) } }) }),
  },
  {
    name: "forth-and-still-undone",
    number: 92,
    says: "A copy that hides more and more shows less, forth again, than there was.",
    rule: "copy.hide",
    scope: "backtrack",
    caughtBy: "B5",
    machines: () => ({
      copy: copy.provide({
        actions: {
          hide: assign(({ context: { off }, event }) =>
            event.type === "tell" ? { knows: event.epoch, off: [...off, ...event.off] } : {}
          ),
        },
      }),
    }),
  },
];
