/**
 * Witnesses of the life of a cluster.
 *
 * @module
 */
import { NO_LSN } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of the life of a cluster. */
export const lifeWitnesses: readonly Witness[] = [
  {
    id: "written-again-after-no-instance",
    says: "A cluster without instances gets one, which writes behind what was there.",
    scopes: ["life-instances"],
    on: ["write"],
    seen: (view, event) =>
      event.kind === "write" && event.prev > NO_LSN && goneFrom(view).length > 0 &&
      view.life.staying.length === 1,
  },
  {
    id: "reader-takes-over-from-a-removed-writer",
    says: "The writer is removed while a reader runs, which writes then.",
    scopes: ["life-instances"],
    on: ["instance-status"],
    seen: ({ life }, event) =>
      event.kind === "instance-status" && event.writer === true && event.status === "available" &&
      life.status === "failing-over",
  },
  {
    id: "started-by-itself",
    says: "A cluster that is stopped is started, and nobody asked for it.",
    scopes: ["life-stops"],
    on: ["cluster-status"],
    seen: ({ life }, event) =>
      event.kind === "cluster-status" && event.status === "starting" &&
      life.stopped !== undefined && event.t! > life.stopped.t,
  },
  {
    id: "stopped-after-its-promotion",
    says: "A cluster that replicated is promoted, and can be stopped then.",
    scopes: ["life-stops"],
    on: ["admin"],
    seen: ({ life }, event) =>
      event.kind === "admin" && event.request === "stop-cluster" && life.bonds.length === 0,
  },
  {
    id: "deleted-while-its-last-instance-is-being-deleted",
    says: "A cluster is deleted before its last instance is gone.",
    scopes: ["life-deletion", "life-instances"],
    on: ["admin"],
    seen: ({ life }, event) =>
      event.kind === "admin" && event.request === "delete-cluster" &&
      [...life.members.values()].some(({ status }) => status === "deleting"),
  },
  {
    id: "final-snapshot-beside-another",
    says: "A final snapshot is taken where there is one already.",
    scopes: ["life-deletion"],
    on: ["snapshot"],
    seen: ({ life, backups }, event) =>
      event.kind === "snapshot" && life.final === event.name && backups.snapshots.size > 0,
  },
  {
    id: "key-lost-for-good",
    says: "The key of a cluster is not back after seven days: the cluster can only be deleted.",
    scopes: ["life-statuses"],
    on: ["admin"],
    seen: ({ life }, event) =>
      event.kind === "admin" && event.request === "delete-cluster" &&
      life.status === "inaccessible-encryption-credentials",
  },
];

function goneFrom({ life }: View): string[] {
  return [...life.members].filter(([, { status }]) => status === "deleted").map(([name]) => name);
}
