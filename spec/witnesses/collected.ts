/**
 * Witnesses of recoveries of a volume whose log was collected.
 *
 * @module
 */
import { NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { LogRecord } from "../view/log.ts";
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of recoveries of a collected log. */
export const collectedWitnesses: readonly Witness[] = [
  {
    id: "whole-log-collected",
    says: "A volume is recovered of which every copy that answered has collected the whole log.",
    scopes: ["recovery-background", "recovery-collected", "recovery-collected-twice"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" && event.vdl > NO_LSN &&
      event.responders.every((copy) => view.copy(copy).collected >= event.vdl),
  },
  {
    id: "one-answers-who-collected-more",
    says: "A copy that has collected a record answers a recovery beside one that still has it.",
    scopes: ["recovery-background", "recovery-collected", "undo-collected"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" &&
      kept(view, event).some(({ lsn }) =>
        event.responders.some((copy) => view.copy(copy).collected >= lsn)
      ),
  },
  {
    id: "one-answers-who-never-had-what-is-collected",
    says: "A copy answers a recovery that lacks a record which another has collected.",
    scopes: ["recovery-background"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" &&
      alive(view, event).some(({ lsn }) =>
        event.responders.some((copy) => view.copy(copy).collected >= lsn) &&
        event.responders.some((copy) => !view.copy(copy).everHeld(lsn))
      ),
  },
  {
    id: "blocks-above-what-was-annulled",
    says:
      "The next writer lets go of a record that lies above what the recovery before it annulled.",
    scopes: ["recovery-collected", "recovery-collected-twice", "undo-collected"],
    on: ["collect"],
    seen: ({ recoveries }, event) =>
      event.kind === "collect" && recoveries.vepoch > 0 && event.upto > recoveries.end,
  },
  {
    id: "collected-change-taken-back",
    says: "A change is taken back of which no copy that was asked had the record any more.",
    scopes: ["undo-collected"],
    on: ["write"],
    seen: (view, event) =>
      event.kind === "write" && event.undoes !== undefined &&
      ["a1", "b1"].every((copy) => view.copy(copy).collected >= event.undoes!),
  },
];

/** The records that a recovery leaves. */
function alive({ log }: View, { vdl }: EventOf<"recovery">): LogRecord[] {
  return [...log.records()].filter(({ lsn }) => lsn <= vdl);
}

/** Those of them that a copy which answered has not collected. */
function kept(view: View, event: EventOf<"recovery">): LogRecord[] {
  return alive(view, event).filter(({ lsn }) =>
    event.responders.some((id) => view.copy(id).collected < lsn && view.copy(id).holds(lsn))
  );
}
