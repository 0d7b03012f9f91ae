/**
 * What writers show: their log, points and commits.
 *
 * @module
 */
import { type Epoch, FIRST_EPOCH, isAnnulled } from "../model/recovery/epochs.ts";
import type { LocalState, World } from "../model/explore/system.ts";
import { named } from "../model/named.ts";
import type { Scribe } from "../model/network/network.ts";
import { lowestReadPoint } from "../model/reads/reads_moves.ts";
import type { Over } from "../model/recovery/recovery.ts";
import { inOrder } from "../model/segment/segment.ts";
import { sitesOf } from "../model/segment/sites.ts";
import type { StorageSystem } from "../model/system.ts";
import { type Lsn, NO_LSN, type PgId, type RedoRecord, type SegmentId } from "../model/terms.ts";
import { type Commit, pgmrplOf, tailOf, type WriterContext } from "../model/writer/writer.ts";
import { membershipEpochs } from "./project_membership.ts";
import { lastRecovery, scribeIn } from "./recovered.ts";
import { readPointsIn } from "./project_replicas.ts";
import type { CommitFacts, ExtentFacts, OpenCommit, PointFacts } from "./view/facts.ts";

/** What a writer shows, part by part: a question about one part is not asked again for another. */
type Writer = { readonly context: WriterContext };

/** Its log. */
export const log = ({ context }: Writer): readonly RedoRecord[] => context.log;

/** All that it ever wrote, or started from. */
const written = ({ context: { former, log } }: Writer): readonly RedoRecord[] =>
  former.length === 0
    ? log
    : inOrder(onceEach([...former.flatMap(({ records }) => records), ...log]));

/**
 * The log of whoever writes. One that takes over knows nothing of records that were collected
 * before, but somebody wrote them.
 */
export function logIn(system: StorageSystem, world: World): readonly RedoRecord[] {
  const after = lastRecovery(system, world);
  if (after === undefined || !system.bounds.background) {
    return world.part(scribeIn(system, world), log);
  }
  const all = [...world.part("writer", log), ...world.part("successor", written)];
  return inOrder(onceEach(all.filter(({ lsn }) => !isAnnulled(after.ranges, lsn))));
}

function onceEach(records: readonly RedoRecord[]): RedoRecord[] {
  return [...new Map(records.map((record) => [record.lsn, record])).values()];
}

/** Its volume epoch. */
export const ownEpoch = ({ context }: Writer): Epoch => context.start.epoch;

/** What a writer announced of its own: what it started from is known already. */
const points = ({ context }: Writer): Pick<PointFacts, "pgcl" | "vcl" | "vdl"> & {
  readonly pgmrpl: Readonly<Record<PgId, Lsn>>;
} => {
  const { pgcl, vcl, vdl, start } = context;
  const tail = (pg: PgId) => tailOf(start.records, pg, start.collected);
  const ownOf = (pg: PgId, point: Lsn) => point > tail(pg) ? point : NO_LSN;
  const own = (point: (pg: PgId) => Lsn) =>
    Object.fromEntries(Object.keys(pgcl).map((pg) => [pg, ownOf(pg, point(pg))]));
  const pgmrpl = own((pg) => pgmrplOf(context, pg));
  const before = (pg: PgId) =>
    context.former.findLast(({ records, vdl }) => tailUpto(records, pg, vdl) > NO_LSN);
  return {
    pgcl: own((pg) => pgcl[pg]!),
    vcl,
    vdl,
    pgmrpl: Object.fromEntries(
      Object.entries(pgmrpl).map(([pg, point]) => {
        const { records = [], vdl = NO_LSN } = before(pg) ?? {};
        return [pg, point || tailUpto(records, pg, vdl)];
      }),
    ),
  };
};

const pgmrplIn = named((pg) => ({ context }: Writer): Lsn => pgmrplOf(context, pg));

const tailUpto = (records: readonly RedoRecord[], pg: PgId, upto: Lsn): Lsn =>
  tailOf(records.filter(({ lsn }) => lsn <= upto), pg);

/** The points of whoever writes. What the one before it would not read any more stays so. */
export function pointsIn(system: StorageSystem, world: World): PointFacts {
  const scribe = scribeIn(system, world);
  const { pgmrpl, ...others } = world.part(scribe, points);
  const before = scribe === "writer" ? {} : world.part("writer", points).pgmrpl;
  const told = (pg: PgId) =>
    // Where copies collect, whoever opens the volume says at once what it will not read any more.
    system.bounds.background ? world.part(scribe, pgmrplIn(pg)) : pgmrpl[pg]! || before[pg]!;
  const lowest = Object.keys(pgmrpl).map((pg) => [pg, {
    "": system.bounds.reads ? lowestReadPoint(world, system.bounds, pg) : told(pg),
    ...readPointsIn(system, world, pg),
  }]);
  return { ...others, pgmrpl: Object.fromEntries(lowest), epochs: epochsIn(system, world) };
}

/** The epochs that were raised: that of a new volume is not told. */
function epochsIn(system: StorageSystem, world: World): PointFacts["epochs"] {
  const { bounds } = system;
  const memberships = Object.fromEntries(membershipEpochs(system, world));
  if (bounds.recovery === undefined) return memberships;
  const epochs: [string, Epoch][] = [
    ["volume", world.part("volume", epoch)],
    ...sitesOf(bounds).map(({ segment }): [string, Epoch] => [
      `volume on ${segment}`,
      world.part(segment, epoch),
    ]),
  ];
  const raised = epochs.filter(([, epoch]) => epoch > FIRST_EPOCH);
  return { ...memberships, ...Object.fromEntries(raised) };
}

/** The commits that a writer knows. */
const commits = (writer: WriterState) => {
  const { commitQueue, acknowledged, former } = writer.context;
  const waiting = (queue: readonly Commit[], isAbandoned: boolean) =>
    queue.filter(({ txn }) => !acknowledged.includes(txn)).map(({ txn, scn }) => [
      txn,
      { scn, requested: true, ...isAbandoned && { abandoned: true } },
    ]);
  return {
    open: Object.fromEntries([
      ...former.flatMap(({ commitQueue }) => waiting(commitQueue, true)),
      ...waiting(commitQueue, writer.matches("deposed")),
    ]) as CommitFacts["open"],
    acked: acknowledged,
    last: written(writer).flatMap(({ lsn, commits: txn }) =>
      txn !== undefined && acknowledged.includes(txn) ? [{ txn, scn: lsn }] : []
    ).at(-1),
  };
};

/** The commits of all writers. */
export function commitsIn(system: StorageSystem, world: World): CommitFacts {
  const after = lastRecovery(system, world);
  const writers: Scribe[] = system.bounds.recovery ? ["writer", "successor"] : ["writer"];
  const known = writers.map((writer) => world.part(writer, commits));
  const isGone = system.bounds.recovery && !world.part("recovery", isOpen);
  if (isGone && known[1]) known[1] = { ...known[1], open: abandoned(known[1].open) };
  const lastAcked = known.map(({ last }) => last)
    .findLast((last) => last && !(after && isAnnulled(after.ranges, last.scn)));
  const acked = known.flatMap(({ acked }) => acked);
  // What one writer left without an answer the next may do again.
  const open = Object.entries<OpenCommit>(Object.assign({}, ...known.map(({ open }) => open)))
    .filter(([txn]) => !acked.includes(txn));
  return {
    ...lastAcked && { lastAcked },
    open: withoutDead(after, Object.fromEntries(open)),
    acked,
    failed: [],
  };
}

/** The instance that was asked for them has crashed. */
function abandoned(open: CommitFacts["open"]): CommitFacts["open"] {
  return Object.fromEntries(
    Object.entries(open).map(([txn, commit]) => [txn, { ...commit, abandoned: true }]),
  );
}

const isOpen = (recovery: LocalState): boolean => recovery.matches("open");

/** The SCN of a commit record that is annulled is none. */
function withoutDead(after: Over | undefined, open: CommitFacts["open"]): CommitFacts["open"] {
  if (after === undefined) return open;
  return Object.fromEntries(
    Object.entries(open).map(([txn, { scn = NO_LSN, ...commit }]) => [
      txn,
      isAnnulled(after.ranges, scn) ? commit : { ...commit, scn },
    ]),
  );
}

const acksOf = named((id) => ({ context: { acks, log } }: Writer): ExtentFacts => {
  const beyond = acks[id] ?? [];
  // Of what was collected before it came it was told how far.
  const upto = beyond.find((lsn) => log.every((record) => record.lsn !== lsn)) ?? NO_LSN;
  return { upto, beyond };
});

/** What whoever writes was told that a copy holds. */
export function acksIn(system: StorageSystem, world: World, id: SegmentId): ExtentFacts {
  return world.part(scribeIn(system, world), acksOf(id));
}

const epoch = ({ context }: { readonly context: { readonly epoch: Epoch } }) => context.epoch;

/** The highest VDL that somebody may have relied on. */
export const exposedVdl = ({ context: { vdl, log, acknowledged } }: Writer): Lsn =>
  log.filter(({ commits }) => commits !== undefined && acknowledged.includes(commits))
    .map(({ lsn }) => lsn).reduce((a, b) => a > b ? a : b, vdl);

/** The same of what an instance was before it crashed. */
export const exposedBefore = ({ context: { former } }: Writer): Lsn =>
  former.map(({ vdl }) => vdl).reduce((a, b) => a > b ? a : b, NO_LSN);

/** Is it still to open the volume? */
export const isClosed = (writer: WriterState) => writer.matches("closed");

/** Has another taken its place? */
export const isDeposed = (writer: WriterState) => writer.matches("deposed");

type WriterState = Writer & Pick<LocalState, "matches">;
