/**
 * What can happen between a writer, its replicas and the copies.
 *
 * The stream from the writer is not stored: it is the log of the writer behind what a replica has
 * received, VDL, and the commits that were acknowledged. It may lag as long as it likes, and nobody
 * waits for it.
 *
 * @module
 */
import { blockOf } from "../segment/blocks.ts";
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { LocalState, World } from "../explore/system.ts";
import { segmentIn, writerIn } from "../network/network.ts";
import { readPointOf, type ReplicaContext } from "./replica.ts";
import type { Site } from "../segment/sites.ts";
import type { InstanceId, Lsn, PageId, PgId, RedoRecord } from "../terms.ts";
import { tailOf, type WriterContext } from "../writer/writer.ts";

/** The replicas of a world of these bounds. */
export function replicasOf({ replicas }: Bounds): InstanceId[] {
  return Array.from({ length: replicas?.count ?? 0 }, (_, nth) => `r${nth + 1}`);
}

/** What a replica knows in a state of the world. */
export function replicaIn(world: World, id: InstanceId): ReplicaContext {
  return world.state(id).context;
}

/** Everything that replicas do, and what is done to them. */
export function replicaMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const { pages = [], views: most = 0 } = bounds.replicas ?? {};
  const views = Array.from({ length: most }, (_, nth) => `q${nth + 1}`);
  const ids = replicasOf(bounds);
  return ids.flatMap((id, nth) => [
    attach(id, ids.slice(0, nth)),
    ...streamMoves(id, bounds),
    ...pages.flatMap((page) => pageMoves(id, page, sites, bounds)),
    ...views.flatMap((view) => viewMoves(id, view, pages)),
    hear(id),
    ...bounds.replicas?.crash ? [crash(id)] : [],
  ]);
}

/** It is gone, with all that it had in memory: nobody waits for its read views any more. */
function crash(id: InstanceId): StorageMove {
  return {
    name: `${id}.crashes`,
    deed: { does: "replica", replica: id, step: "crash" },
    fault: true,
    plan: (world) =>
      isAttached(world, id)
        ? [{ to: id, event: { type: "crash" } }, {
          to: "writer",
          event: { type: "miss", replica: id },
        }]
        : undefined,
  };
}

/** It opens the volume once the ones before it have, and begins with the VDL of now. */
function attach(id: InstanceId, before: readonly InstanceId[]): StorageMove {
  return {
    name: `${id}.opens.the.volume`,
    deed: { does: "replica", replica: id, step: "attach" },
    plan(world) {
      if (!world.part("writer", isOpen)) return undefined;
      const others = before.filter((other) => isAttached(world, other)).length;
      if (others < before.length) return undefined;
      const vdl = world.part("writer", vdlOf);
      return [
        { to: id, event: { type: "attach", vdl, others } },
        { to: "writer", event: { type: "hear", replica: id, readPoint: vdl } },
      ];
    },
  };
}

/** The stream from the writer: records, control records, and what was acknowledged. */
function streamMoves(id: InstanceId, { workload }: Bounds): StorageMove[] {
  const drafts = workload.flatMap((mtr) =>
    mtr.map(({ commits }, at) => ({ commits, cpl: at === mtr.length - 1 }))
  );
  const cpls = drafts.flatMap(({ cpl }, at) => cpl ? [BigInt(at + 1)] : []);
  const scns = drafts.flatMap(({ commits }, at) => commits ? [BigInt(at + 1)] : []);
  return [
    {
      name: `${id}.receives.an.MTR`,
      deed: { does: "replica", replica: id, step: "stream" },
      plan(world) {
        const { received } = replicaIn(world, id);
        const records = mtrBehind(received, world.part("writer", logOf));
        return records.length > 0 ? [{ to: id, event: { type: "stream", records } }] : undefined;
      },
    },
    ...cpls.map((vdl): StorageMove => ({
      name: `${id}.is.told.VDL.${vdl}`,
      deed: { does: "replica", replica: id, step: "learn" },
      // A control record comes behind the records that it is about.
      plan: (world) =>
        vdl <= world.part("writer", vdlOf) && vdl <= replicaIn(world, id).received
          ? [{ to: id, event: { type: "learn", vdl } }]
          : undefined,
    })),
    ...scns.map((scn): StorageMove => ({
      name: `${id}.notes.the.commit.at.${scn}`,
      deed: { does: "replica", replica: id, step: "note" },
      plan: (world) =>
        nextCommit(replicaIn(world, id), writerIn(world)) === scn
          ? [{ to: id, event: { type: "note", scn } }]
          : undefined,
    })),
  ];
}

/** The records of the mini-transaction behind an LSN. */
function mtrBehind(lsn: Lsn, log: readonly RedoRecord[]): RedoRecord[] {
  const records = log.filter((record) => record.lsn > lsn);
  return records.slice(0, records.findIndex(({ cpl }) => cpl) + 1);
}

/** The SCN of the acknowledged commit that a replica hears of next. */
function nextCommit({ noted }: ReplicaContext, { log, acknowledged }: WriterContext) {
  return log.find(({ lsn, commits }) =>
    lsn > noted && commits !== undefined && acknowledged.includes(commits)
  )?.lsn;
}

/** A page is asked for, comes from a copy that has all of it, and goes again. */
function pageMoves(
  id: InstanceId,
  page: PageId,
  sites: readonly Site[],
  { workload }: Bounds,
): StorageMove[] {
  const pg = workload.flat().find((draft) => blockOf(draft) === page)?.pg;
  return [
    {
      name: `${id}.asks.for.page.${page}`,
      deed: { does: "replica", replica: id, step: "fetch", page },
      plan: () => [{ to: id, event: { type: "fetch", page } }],
    },
    ...sites.filter((site) => site.pg === pg && site.kind === "full")
      .map(({ segment }): StorageMove => ({
        name: `${id}.gets.page.${page}.from.${segment}`,
        deed: { does: "replica", replica: id, step: "arrive", page, segment },
        plan(world) {
          const at = replicaIn(world, id).fetching[page]?.at;
          return at !== undefined && serves(world, segment, needed(world, pg!, at))
            ? [{ to: id, event: { type: "arrive", page, at } }]
            : undefined;
        },
      })),
    {
      name: `${id}.drops.page.${page}`,
      deed: { does: "replica", replica: id, step: "evict", page },
      fault: true,
      plan: () => [{ to: id, event: { type: "evict", page } }],
    },
  ];
}

/** The last record of a group at a read point: what its copies must have. Source: S18 §3.4. */
function needed(world: World, pg: PgId, at: Lsn): Lsn {
  return tailOf(world.part("writer", logOf).filter((record) => record.lsn <= at), pg);
}

/** Has a copy all up to here, and made no newer block of it? */
function serves(world: World, segment: string, lsn: Lsn): boolean {
  const { scl, collected } = segmentIn(world, segment);
  return !world.state(segment).matches("crashed") && scl >= lsn && collected <= lsn;
}

function viewMoves(id: InstanceId, view: string, pages: readonly PageId[]): StorageMove[] {
  return [
    {
      name: `${id}.opens.view.${view}`,
      deed: { does: "replica", replica: id, step: "openView", view },
      plan: () => [{ to: id, event: { type: "openView", view } }],
    },
    ...pages.map((page): StorageMove => ({
      name: `${id}.reads.page.${page}.in.${view}`,
      deed: { does: "replica", replica: id, step: "read", view, page },
      plan: () => [{ to: id, event: { type: "read", view, page } }],
    })),
    {
      name: `${id}.closes.view.${view}`,
      deed: { does: "replica", replica: id, step: "closeView", view },
      plan: () => [{ to: id, event: { type: "closeView", view } }],
    },
  ];
}

/** The writer hears which read points a replica may still use. */
function hear(id: InstanceId): StorageMove {
  return {
    name: `writer.hears.of.${id}`,
    deed: { does: "replica", replica: id, step: "hear" },
    plan(world) {
      const readPoint = readPointOf(replicaIn(world, id));
      return isAttached(world, id) && writerIn(world).readers[id] !== readPoint
        ? [{ to: "writer", event: { type: "hear", replica: id, readPoint } }]
        : undefined;
    },
  };
}

/** Has a replica opened the volume? */
export function isAttached(world: World, id: InstanceId): boolean {
  return world.state(id).matches("attached");
}

const isOpen = (writer: LocalState): boolean => writer.matches("open");
const vdlOf = ({ context }: { readonly context: WriterContext }): Lsn => context.vdl;
const logOf = ({ context }: { readonly context: WriterContext }): readonly RedoRecord[] =>
  context.log;
