/**
 * A state of the model, seen from outside: the view of it, part by part.
 *
 * @module
 */
import { blockOf } from "../model/segment/blocks.ts";
import { FIRST_EPOCH } from "../model/recovery/epochs.ts";
import type { World } from "../model/explore/system.ts";
import { faultsIn } from "../model/faults/outages.ts";
import type { Over } from "../model/recovery/recovery.ts";
import { sitesOf } from "../model/segment/sites.ts";
import type { StorageSystem } from "../model/system.ts";
import { NO_LSN, type SegmentId } from "../model/terms.ts";
import { groupOf, type VolumeContext } from "../model/volume.ts";
import type { WriterContext } from "../model/writer/writer.ts";
import { clusterFacts, instancesOut, nameOf } from "./project_cluster.ts";
import { copyOf } from "./project_copy.ts";
import { transactionsIn } from "./project_transactions.ts";
import { changingConfig, changingGroup, withToldRecords } from "./project_membership.ts";
import {
  acksIn,
  commitsIn,
  exposedBefore,
  exposedVdl,
  isClosed,
  isDeposed,
  logIn,
  pointsIn,
} from "./project_writers.ts";
import { readViewsIn } from "./project_reads.ts";
import { attachedIn, crashedIn, replicaFactsIn } from "./project_replicas.ts";
import { isRecoveryGone, lastRecovery, recoveriesIn } from "./recovered.ts";
import { shownIn } from "./observe/shown.ts";
import { NO_CLUSTER } from "./view/cluster_facts.ts";
import {
  type ConfigFacts,
  NO_COPY,
  NO_INSTANCE,
  NO_RECOVERY,
  type RecordFacts,
  type RecoveryFacts,
  type Source,
} from "./view/facts.ts";
import { Recoveries } from "./view/recoveries.ts";

/** The view of a state. A part is read from the state only when somebody asks for it. */
export function project(system: StorageSystem, world: World): Source {
  const { bounds } = system;
  const seen = shownIn(bounds);
  const isCopy = (id: SegmentId) => sitesOf(bounds).some(({ segment }) => segment === id);
  return {
    config() {
      const groups = groupsOf(world.state("volume").context);
      const pg = changingGroup(system);
      if (pg !== undefined && groups[pg] !== undefined) {
        const changing = changingConfig(system, world);
        return {
          ...changing,
          groups: { ...groups, ...changing.groups },
          lal: bounds.lal,
          sees: seen,
        };
      }
      return { groups, ...Object.keys(groups).length > 0 && { lal: bounds.lal }, sees: seen };
    },
    log() {
      const after = lastRecovery(system, world);
      const records = recordsOf(logIn(system, world));
      const pg = changingGroup(system);
      return {
        records: pg === undefined ? records : withToldRecords(world, pg, records),
        ...after && { annulled: after.ranges.at(-1)!.to },
      };
    },
    points: () => pointsIn(system, world),
    commits: () => commitsIn(system, world),
    transactions: () => transactionsIn(system, world),
    segment: (id) => isCopy(id) ? copyOf(system, world, id) : NO_COPY,
    acks: (id) => acksIn(system, world, id),
    recoveries() {
      const over = recoveriesIn(system, world);
      return over.length === 0 ? NO_RECOVERY : {
        ...recoveryFacts(over),
        exposed: [
          ...over.slice(0, -1).map(({ vdl }) => vdl),
          world.part("successor", exposedBefore),
        ]
          .reduce((a, b) => a > b ? a : b, world.part("writer", exposedVdl)),
      };
    },
    instances() {
      const after = lastRecovery(system, world);
      const first = nameOf(system, world, "writer");
      if (after !== undefined) {
        const writer = nameOf(system, world, "successor");
        return { writer, former: writer === first ? [] : [first], vepoch: after.epoch };
      }
      const isOpen = bounds.recovery && !world.part("writer", isClosed);
      return isOpen ? { writer: first, former: [], vepoch: FIRST_EPOCH } : NO_INSTANCE;
    },
    cluster: () =>
      bounds.replicas && !bounds.cluster
        ? { ...NO_CLUSTER, replicas: attachedIn(system, world) }
        : clusterFacts(system, world),
    replicas: () => replicaFactsIn(system, world),
    readViews: () => readViewsIn(system, world),
    faults() {
      const { azs, copies } = faultsIn(world);
      const out = instancesOut(system, world);
      const isWriterGone = !bounds.cluster && bounds.recovery?.writer === "dead" &&
        world.part("writer", isDeposed);
      const crashed = [
        ...Object.keys(copies),
        ...out.crashed,
        ...isWriterGone ? ["writer"] : [],
        ...crashedIn(system, world),
        ...isRecoveryGone(system, world) ? ["successor"] : [],
      ];
      return { azs: Object.keys(azs), crashed, frozen: [], cut: out.cut };
    },
  };
}

/** A function of local states, which never change: each is asked about once. */
function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}

const groupsOf = once(({ groups }: VolumeContext): ConfigFacts["groups"] =>
  Object.fromEntries(Object.entries(groups).map(([pg, group]) => [pg, groupOf(group)]))
);

const recordsOf = once((log: WriterContext["log"]): readonly RecordFacts[] =>
  log.map((record) => ({ ...record, page: blockOf(record) }))
);

/** What recoveries did, one after the other: what one annulled stays with it. */
const recoveryFacts = once((over: readonly Over[]): RecoveryFacts => {
  const recoveries = new Recoveries(NO_RECOVERY);
  for (const { epoch: vepoch, ranges, vdl } of over) {
    recoveries.take({ vepoch, vdl, ...ranges.at(-1)! }, NO_LSN);
  }
  return { ...recoveries.facts(), isOpen: true };
});
