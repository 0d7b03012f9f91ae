/**
 * A state of the model, seen from outside: the view of it, part by part.
 *
 * @module
 */
import type { World } from "../model/explore/system.ts";
import { segmentIn, writerIn } from "../model/network.ts";
import { durableRecords, type SegmentContext } from "../model/segment.ts";
import { faultsIn } from "../model/outages.ts";
import { pgmrplIn, type StorageSystem } from "../model/system.ts";
import { NO_LSN, type PgId } from "../model/terms.ts";
import { groupOf, type VolumeContext } from "../model/volume.ts";
import type { WriterContext } from "../model/writer.ts";
import { SHOWN } from "./shown.ts";
import type {
  CommitFacts,
  ConfigFacts,
  CopyFacts,
  PointFacts,
  RecordFacts,
  Source,
} from "./view/facts.ts";

/** The view of a state. A part is read from the state only when somebody asks for it. */
export function project({ bounds }: StorageSystem, world: World): Source {
  return {
    config() {
      const groups = groupsOf(world.state("volume").context);
      return { groups, ...Object.keys(groups).length > 0 && { lal: bounds.lal }, sees: SHOWN };
    },
    log: () => ({ records: recordsOf(writerIn(world).log) }),
    points: () => pointsOf(world),
    commits: () => commitsOf(writerIn(world)),
    segment: (id) => copyOf(segmentIn(world, id)),
    acks: (id) => ({ upto: NO_LSN, beyond: writerIn(world).acks[id] ?? [] }),
    faults() {
      const { azs, copies } = faultsIn(world);
      return { azs: Object.keys(azs), crashed: Object.keys(copies), frozen: [], cut: [] };
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

/** A group of the model is one block: its records are applied in the order of its chain. */
export function blockOf(pg: PgId): string {
  return `${pg}-block`;
}

const recordsOf = once((log: WriterContext["log"]): readonly RecordFacts[] =>
  log.map((record) => ({ ...record, page: blockOf(record.pg) }))
);

function pointsOf(world: World): PointFacts {
  const { pgcl, vcl, vdl } = writerIn(world);
  const pgmrpl = Object.keys(pgcl).map((pg) => [pg, { "": pgmrplIn(world, pg) }]);
  return { pgcl, vcl, vdl, pgmrpl: Object.fromEntries(pgmrpl), epochs: {} };
}

function commitsOf({ commitQueue, acknowledged }: WriterContext): CommitFacts {
  return {
    open: Object.fromEntries(commitQueue.map(({ txn, scn }) => [txn, { scn, requested: true }])),
    acked: acknowledged,
    failed: [],
  };
}

const copyOf = once((copy: SegmentContext): CopyFacts => ({
  held: { upto: copy.collected, beyond: durableRecords(copy).map(({ lsn }) => lsn) },
  scl: copy.scl,
  incoming: copy.incoming.map(({ lsn }) => lsn),
  applied: { upto: NO_LSN, beyond: copy.applied },
  staged: copy.staged,
  collected: copy.collected,
}));
