/**
 * A state of the model, seen from outside: the view of it, part by part.
 *
 * @module
 */
import type { World } from "../model/explore/system.ts";
import { durableRecords, type SegmentContext } from "../model/segment.ts";
import { faultsIn } from "../model/outages.ts";
import { pgmrplOf, type StorageSystem } from "../model/system.ts";
import { NO_LSN, type PgId, type SegmentId } from "../model/terms.ts";
import { groupOf, type VolumeContext } from "../model/volume.ts";
import type { WriterContext } from "../model/writer.ts";
import { SHOWN } from "./shown.ts";
import type {
  CommitFacts,
  ConfigFacts,
  CopyFacts,
  ExtentFacts,
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
    log: () => ({ records: recordsOf(world.part("writer", log)) }),
    points: () => world.part("writer", points),
    commits: () => world.part("writer", commits),
    segment: (id) => copyOf(world, id),
    acks: (id) => world.part("writer", acksOf(id)),
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

/** What a writer shows, part by part: a question about one part is not asked again for another. */
type Writer = { readonly context: WriterContext };

const log = ({ context }: Writer) => context.log;

/** The points of a writer. */
export const points = ({ context }: Writer): PointFacts => {
  const { pgcl, vcl, vdl } = context;
  const pgmrpl = Object.keys(pgcl).map((pg) => [pg, { "": pgmrplOf(context, pg) }]);
  return { pgcl, vcl, vdl, pgmrpl: Object.fromEntries(pgmrpl), epochs: {} };
};

/** The commits that a writer knows. */
export const commits = ({ context: { commitQueue, acknowledged } }: Writer): CommitFacts => ({
  open: Object.fromEntries(commitQueue.map(({ txn, scn }) => [txn, { scn, requested: true }])),
  acked: acknowledged,
  failed: [],
});

const acksOf = named((id) => ({ context }: Writer): ExtentFacts => ({
  upto: NO_LSN,
  beyond: context.acks[id] ?? [],
}));

type Segment = { readonly context: SegmentContext };

/** All up to SCL is durable; SCL is inclusive. */
const held = ({ context }: Segment): ExtentFacts => {
  const upto = context.scl > context.collected ? context.scl : context.collected;
  const beyond = durableRecords(context).map(({ lsn }) => lsn).filter((lsn) => lsn > upto);
  return { upto, beyond };
};

const holdsRecord = named((lsn) => ({ context }: Segment): boolean =>
  BigInt(lsn) <= context.scl || BigInt(lsn) <= context.collected ||
  durableRecords(context).some((record) => record.lsn === BigInt(lsn))
);
const scl = ({ context }: Segment) => context.scl;
const incoming = ({ context }: Segment) => context.incoming.map(({ lsn }) => lsn);
const applied = ({ context }: Segment) => ({ upto: NO_LSN, beyond: context.applied });
const staged = ({ context }: Segment) => context.staged;
const collected = ({ context }: Segment) => context.collected;

function copyOf(world: World, id: SegmentId): CopyFacts {
  return {
    get held() {
      return world.part(id, held);
    },
    holds: (lsn) => world.part(id, holdsRecord(`${lsn}`)),
    get scl() {
      return world.part(id, scl);
    },
    get incoming() {
      return world.part(id, incoming);
    },
    get applied() {
      return world.part(id, applied);
    },
    get staged() {
      return world.part(id, staged);
    },
    get collected() {
      return world.part(id, collected);
    },
  };
}

/** One function for each name, the same each time: a part of a state is known by its function. */
function named<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const one = known.get(name) ?? make(name);
    known.set(name, one);
    return one;
  };
}
