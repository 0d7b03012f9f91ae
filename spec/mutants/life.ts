/**
 * Mistakes in the life of a cluster.
 *
 * @module
 */
import { assign } from "xstate";
import { lifecycle } from "../../model/life/lifecycle.ts";
import { store } from "../../model/life/store.ts";
import type { LifeMutant } from "./mutant.ts";

type ClusterRules = Parameters<ReturnType<typeof lifecycle>["provide"]>[0];
type StoreRules = Parameters<typeof store.provide>[0];

/** Replaces rules of the cluster. */
const ofCluster = (rules: ClusterRules): LifeMutant["machines"] => (bounds) => ({
  lifecycle: lifecycle(bounds).provide(rules),
});

/** Replaces rules of what is in storage. */
const ofStore = (rules: StoreRules): LifeMutant["machines"] => () => ({
  store: store.provide(rules),
});

/** Mistakes in the life of a cluster. */
export const lifeMutants: readonly LifeMutant[] = [
  {
    name: "instance-sets-the-volume-up-anew",
    number: 104,
    says: "An instance that is added sets the volume up anew: all copies begin empty.",
    rule: "store.keepCopies",
    scope: "life-instances",
    caughtBy: "D1",
    machines: ofStore({
      actions: {
        keepCopies: assign(({ context: { places, end }, event }) =>
          event.type === "join" && end > 0n
            ? { lost: Object.fromEntries(Object.keys(places).map((copy) => [copy, end])) }
            : {}
        ),
      },
    }),
  },
  {
    name: "last-instance-takes-the-data",
    number: 105,
    says: "With the last instance the data go, though the cluster stays.",
    rule: "store.keepRecords",
    scope: "life-instances",
    caughtBy: "D1",
    machines: ofStore({
      actions: {
        keepRecords: assign(({ context: { places, end }, event }) =>
          event.type === "leave" && event.isOnly && end > 0n
            ? { lost: Object.fromEntries(Object.keys(places).map((copy) => [copy, end])) }
            : {}
        ),
      },
    }),
  },
  {
    name: "changed-while-stopped",
    number: 106,
    says: "A cluster that is stopped is modified, and gets an instance.",
    rule: "lifecycle.mayBeChanged",
    scope: "life-stops",
    caughtBy: "E3",
    machines: ofCluster({ guards: { mayBeChanged: () => true } }),
  },
  {
    name: "stopped-for-ever",
    says: "A cluster that is stopped is started by hand only.",
    rule: "lifecycle.isStartedByItself",
    scope: "life-stops",
    caughtBy: "E3",
    machines: ofCluster({ guards: { isStartedByItself: () => false } }),
  },
  {
    name: "writer-stops-first",
    says: "The instances of a cluster are stopped in any order.",
    rule: "lifecycle.isNextToHalt",
    scope: "life-stops",
    caughtBy: "E7",
    machines: ofCluster({ guards: { isNextToHalt: () => true } }),
  },
  {
    name: "stopped-while-instances-run",
    says: "A cluster is stopped before all of its instances are.",
    rule: "lifecycle.areAllHalted",
    scope: "life-stops",
    caughtBy: "E7",
    machines: ofCluster({ guards: { areAllHalted: () => true } }),
  },
  {
    name: "available-before-its-instances",
    says: "A cluster that was started is available before all of its instances are.",
    rule: "lifecycle.areAllRunning",
    scope: "life-stops",
    caughtBy: "E7",
    machines: ofCluster({ guards: { areAllRunning: () => true } }),
  },
  {
    name: "replicating-cluster-stopped",
    says: "A cluster is stopped though another replicates from it.",
    rule: "lifecycle.isUnbound",
    scope: "life-stops",
    caughtBy: "E8",
    machines: ofCluster({ guards: { isUnbound: () => true } }),
  },
  {
    name: "protection-ignored",
    says: "A cluster is deleted though it is protected from that.",
    rule: "lifecycle.isUnprotected",
    scope: "life-deletion",
    caughtBy: "E9",
    machines: ofCluster({ guards: { isUnprotected: () => true } }),
  },
  {
    name: "deleted-under-its-instances",
    says: "A cluster is deleted though it has an instance.",
    rule: "lifecycle.hasNoInstances",
    scope: "life-deletion",
    caughtBy: "E9",
    machines: ofCluster({ guards: { hasNoInstances: () => true } }),
  },
  {
    name: "final-snapshot-overwrites",
    says: "A final snapshot takes the place of one that has its name.",
    rule: "store.isFree",
    scope: "life-deletion",
    caughtBy: "E9",
    machines: ofStore({ guards: { isFree: () => true } }),
  },
  {
    name: "final-snapshot-of-what-is-backed-up",
    says: "The final snapshot lacks what was written last.",
    rule: "store.keepSnapshot",
    scope: "life-deletion",
    caughtBy: "E10",
    machines: ofStore({
      actions: {
        keepSnapshot: assign(({ context: { end, snapshots }, event }) => {
          if (event.type === "takeSnapshot") {
            return { snapshots: { ...snapshots, [event.name]: end } };
          }
          if (event.type !== "delete" || event.final === undefined) return {};
          return { snapshots: { ...snapshots, [event.final]: end > 0n ? end - 1n : end } };
        }),
      },
    }),
  },
  {
    name: "final-snapshot-forgotten",
    says: "A cluster is deleted, and the snapshot that was asked for is not taken.",
    rule: "store.keepSnapshot",
    scope: "life-deletion",
    caughtBy: "E10",
    machines: ofStore({
      actions: {
        keepSnapshot: assign(({ context: { end, snapshots }, event }) =>
          event.type === "takeSnapshot" ? { snapshots: { ...snapshots, [event.name]: end } } : {}
        ),
      },
    }),
  },
  {
    name: "started-without-its-key",
    says: "A cluster whose key is gone for good is started again.",
    rule: "lifecycle.mayBeDecrypted",
    scope: "life-statuses",
    caughtBy: "E11",
    machines: ofCluster({ guards: { mayBeDecrypted: () => true } }),
  },
];
