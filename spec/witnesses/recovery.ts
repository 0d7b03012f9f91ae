/**
 * Witnesses of recoveries: what must happen in one somewhere.
 *
 * @module
 */
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of recoveries. */
export const recoveryWitnesses: readonly Witness[] = [
  {
    id: "record-annulled",
    says: "A copy drops a record that a recovery annuls.",
    scopes: ["recovery", "recovery-mtr", "recovery-gaps", "recovery-twice", "recovery-of-two"],
    on: ["truncate"],
    seen: (view, event) =>
      event.kind === "truncate" &&
      [...view.log.records()].some(({ lsn }) =>
        lsn > event.from && lsn <= event.to && view.copy(event.seg).holds(lsn)
      ),
  },
  {
    id: "half-an-mtr-annulled",
    says: "A recovery finds a record that is complete, and annuls it with its MTR.",
    scopes: ["recovery-mtr"],
    on: ["recovery"],
    seen: (_, event) => event.kind === "recovery" && event.vdl < event.vcl,
  },
  {
    id: "unacknowledged-commit-survives",
    says: "A recovery keeps a commit of which its client was never told.",
    scopes: ["recovery", "recovery-mtr", "recovery-gaps", "recovery-twice", "recovery-of-two"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" &&
      [...view.commits.open.values()].some(({ scn }) => scn !== undefined && scn <= event.vdl),
  },
  {
    id: "old-writer-acknowledges-while-the-next-one-recovers",
    says: "The old writer acknowledges a commit after the next epoch was raised.",
    scopes: ["recovery", "recovery-twice"],
    on: ["commit-acked"],
    seen: (view) => view.points.epoch("volume") > 0 && view.recoveries.vepoch === 0,
  },
  {
    id: "commit-after-a-recovery",
    says: "A commit of the next writer is acknowledged.",
    scopes: ["recovery"],
    on: ["commit-acked"],
    seen: (view) => view.recoveries.vepoch > 0,
  },
  {
    id: "recovered-without-a-copy-that-is-down",
    says: "A recovery opens the volume while a copy is down.",
    scopes: ["recovery-outage"],
    on: ["recovery"],
    seen: ({ faults }) => [...faults.crashed].some((node) => node !== "writer"),
  },
  {
    id: "idle-group-asked",
    says: "A recovery opens a volume of which one group has no record at all.",
    scopes: ["recovery-of-two"],
    on: ["recovery"],
    seen: ({ config, log }, event) =>
      event.kind === "recovery" && event.vdl > 0n &&
      config.groups.some(({ pg }) => log.chain(pg) === undefined),
  },
  {
    id: "packet-of-the-dead-arrives-while-the-next-one-recovers",
    says: "A record of a writer that crashed is stored after the next epoch was raised.",
    scopes: ["recovery-of-the-next"],
    on: ["store"],
    seen: (view, event) =>
      event.kind === "store" && view.recoveries.vepoch > 0 &&
      view.points.epoch("volume") > view.recoveries.vepoch,
  },
  {
    id: "second-commit-outlives-a-second-crash",
    says: "A recovery finds a commit of the writer after an earlier recovery.",
    scopes: ["recovery-of-the-next"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" && view.recoveries.vepoch > 0 &&
      (view.commits.lastAcked?.scn ?? 0n) > view.recoveries.vdl,
  },
  {
    id: "annulled-on-a-copy-and-alive-after-all",
    says: "A recovery keeps a record that an interrupted one annulled on some copy.",
    scopes: ["recovery-of-five-twice"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" &&
      members(view).some((copy) =>
        [...view.log.records()].some(({ lsn }) => lsn <= event.vdl && view.copy(copy).had?.has(lsn))
      ),
  },
];

function members({ config }: View): string[] {
  return config.groups.flatMap(({ members }) => members.map(({ segment }) => segment));
}
