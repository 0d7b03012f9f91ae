/**
 * What can happen between a recovery and the copies. A request and its answer are one move: an
 * answer that is late is like a request that is. Requests of a recovery that crashed may still
 * arrive.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import { type Epoch, FIRST_EPOCH, stampOf, type Truncation } from "./epochs.ts";
import type { Delivery, LocalState, World } from "../explore/system.ts";
import { countedIn, newMembersIn, toMembers } from "../membership/recovery_of_members.ts";
import { named } from "../named.ts";
import { segmentIn } from "../network/network.ts";
import type { Answer } from "./recovered.ts";
import { startOf } from "./recovered.ts";
import type { RecoveryContext } from "./recovery.ts";
import { durableRecords, holds, type SegmentContext } from "../segment/segment.ts";
import type { Site } from "../segment/sites.ts";
import type { Lsn, PgId } from "../terms.ts";
import { successorLsns } from "../writer/writer_moves.ts";

/** What a recovery knows in a state of the world. */
export function recoveryIn(world: World): RecoveryContext {
  return world.state("recovery").context;
}

/** Everything that can happen from the start of a recovery until a writer is open again. */
export function recoveryMoves(
  sites: readonly Site[],
  bounds: Bounds,
): StorageMove[] {
  const { workload, recovery } = bounds;
  if (recovery === undefined) return [];
  const lsns = (pg: PgId) => [
    ...workload.flat().flatMap((draft, index) => draft.pg === pg ? [BigInt(index + 1)] : []),
    ...recovery.attempts > 1 ? successorLsns(bounds, (draft) => draft.pg === pg) : [],
  ];
  const epochs = Array.from({ length: recovery.attempts }, (_, nth) => FIRST_EPOCH + 1 + nth);
  return [
    {
      name: "recovery.starts",
      deed: { does: "recover", step: "start" },
      plan(world) {
        const { epoch } = world.state("volume").context as { readonly epoch: Epoch };
        if (!epochs.includes(epoch + 1)) return undefined;
        return [{ to: "volume", event: { type: "raiseEpoch" } }, {
          to: "recovery",
          event: { type: "start", epoch: epoch + 1, ...countedIn(world, bounds) },
        }, ...recovery.writer === "dead" ? deposing(world) : []];
      },
    },
    ...sites.filter(({ segment }) => !recovery.absent?.includes(segment)).flatMap((site) =>
      [
        ...epochs.map((epoch) => fence(site, epoch)),
        answer(site),
        ...lsns(site.pg).map((lsn) => writeBack(site, lsn)),
        ...epochs.map((epoch) => truncate(site, epoch)),
      ].map(toMembers(site.segment, bounds))
    ),
    {
      name: "recovery.computes",
      deed: { does: "recover", step: "compute" },
      plan: (world) => [{
        to: "recovery",
        event: { type: "compute", ...newMembersIn(world, bounds) },
      }],
    },
    {
      name: "recovery.opens",
      deed: { does: "recover", step: "open" },
      plan(world) {
        const { epoch, recovered, inFlight, sent, counted } = recoveryIn(world);
        const ranges = sent.at(-1)?.ranges;
        if (ranges === undefined) return undefined;
        const start = { ...startOf(epoch, recovered, ranges), inFlight, ...counted && { counted } };
        return [
          { to: "recovery", event: { type: "open" } },
          { to: "successor", event: { type: "open", start } },
          ...deposing(world),
        ];
      },
    },
    {
      name: "recovery.crashes",
      deed: { does: "recover", step: "crash" },
      fault: true,
      // The last one does not: somebody recovers the volume in the end.
      plan: (world) =>
        recoveryIn(world).epoch === epochs.at(-1)
          ? undefined
          : [{ to: "recovery", event: { type: "crash" } }],
    },
  ];
}

/** The old writer writes no more, if it still did. */
function deposing(world: World): Delivery[] {
  return world.part("writer", isDeposed) ? [] : [{ to: "writer", event: { type: "depose" } }];
}

/** A copy enters an epoch: it takes nothing from older writers any more. */
function fence({ segment }: Site, epoch: Epoch): StorageMove {
  return {
    name: `${segment}.enters.epoch.${epoch}`,
    deed: { does: "fence", segment, epoch },
    plan(world) {
      const asks = isIn(world, "fencing", epoch);
      const isAsked = epoch <= world.part("recovery", lastAsked);
      // Who hears it again says so again, to one who still asks.
      if (!isAsked || !asks && world.part(segment, epochOf) >= epoch) return undefined;
      return [
        { to: segment, event: { type: "fence", epoch } },
        ...asks ? [{ to: "recovery", event: { type: "fenced", segment } }] : [],
      ];
    },
  };
}

/** A copy of the new epoch tells what it has: what it tells stays true then. */
function answer({ segment, pg }: Site): StorageMove {
  return {
    name: `${segment}.answers`,
    deed: { does: "recover", step: "answer" },
    plan(world) {
      const epoch = world.part("recovery", epochIn("collecting"));
      if (epoch === undefined) return undefined;
      const answer = answerOf(segmentIn(world, segment), pg);
      return [
        { to: segment, event: { type: "report", epoch } },
        { to: "recovery", event: { type: "answer", segment, answer } },
      ];
    },
  };
}

function answerOf(copy: SegmentContext, pg: string): Answer {
  const { scl, collected, informed, annulled, inBlocks } = copy;
  return { pg, records: durableRecords(copy), scl, collected, informed, annulled, inBlocks };
}

/** A copy takes a record that it is not known to have. */
function writeBack({ segment }: Site, lsn: Lsn): StorageMove {
  const stamp = ({ context }: { readonly context: RecoveryContext }) =>
    stampOf(context.counted?.membership ?? FIRST_EPOCH);
  const wanted = ({ context: { recovered, held } }: { readonly context: RecoveryContext }) =>
    held[segment]?.includes(lsn) ? undefined : recovered.records.find((one) => one.lsn === lsn);
  return {
    name: `${segment}.takes.back.${lsn}`,
    deed: { does: "writeBack", segment, lsn },
    plan(world) {
      const epoch = world.part("recovery", epochIn("repairing"));
      const record = epoch && world.part("recovery", wanted);
      if (!record || !world.part(segment, isOnline)) return undefined;
      const copy = segmentIn(world, segment);
      if (copy.epoch !== epoch) return undefined;
      return [
        ...holds(copy, lsn) ? [] : [{
          to: segment,
          event: { type: "writeBack", record, epoch, ...world.part("recovery", stamp) },
        }],
        { to: "recovery", event: { type: "writtenBack", segment, lsn } },
      ];
    },
  };
}

/** A copy learns what is annulled. */
function truncate({ segment }: Site, epoch: Epoch): StorageMove {
  const sentAt = ({ context }: { readonly context: RecoveryContext }): Truncation | undefined =>
    context.sent.find((truncation) => truncation.epoch === epoch);
  return {
    name: `${segment}.truncates.at.epoch.${epoch}`,
    deed: { does: "truncate", segment, epoch },
    plan(world) {
      const truncation = world.part("recovery", sentAt);
      const asks = isIn(world, "truncating", epoch);
      if (truncation === undefined || !asks && world.part(segment, informedOf) >= epoch) {
        return undefined;
      }
      return [
        { to: segment, event: { type: "truncate", ...truncation } },
        ...asks ? [{ to: "recovery", event: { type: "informed", segment } }] : [],
      ];
    },
  };
}

const lastAsked = ({ context }: LocalState): Epoch => context.asked;
const epochOf = ({ context }: LocalState): Epoch => context.epoch;
const informedOf = ({ context }: LocalState): Epoch => context.informed;

const isDeposed = (writer: LocalState): boolean => writer.matches("deposed");
const isOnline = (copy: LocalState): boolean => copy.matches("online");

/** The epoch of a recovery that is at some step, and of no other. */
const epochIn = named((step) => (recovery: LocalState): Epoch | undefined =>
  recovery.matches(step) ? recovery.context.epoch : undefined
);

/** Is a recovery of this epoch at this step? */
function isIn(world: World, step: string, epoch: Epoch): boolean {
  return world.part("recovery", epochIn(step)) === epoch;
}
