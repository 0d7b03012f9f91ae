/**
 * What recoveries have changed in what can be seen of the model, from the moment when the volume is
 * open again.
 *
 * @module
 */
import { FIRST_EPOCH, isAnnulled } from "../model/recovery/epochs.ts";
import type { LocalState, World } from "../model/explore/system.ts";
import { completeUpto } from "../model/segment/chain.ts";
import type { Scribe } from "../model/network/network.ts";
import type { Over } from "../model/recovery/recovery.ts";
import type { SegmentContext } from "../model/segment/segment.ts";
import type { StorageSystem } from "../model/system.ts";
import type { Lsn } from "../model/terms.ts";

const over = ({ context }: LocalState): readonly Over[] => context.over;

const NEVER: readonly Over[] = [];

/** The recoveries that came to their end. */
export function recoveriesIn({ bounds }: StorageSystem, world: World): readonly Over[] {
  return bounds.recovery ? world.part("recovery", over) : NEVER;
}

/** The last of them. */
export function lastRecovery(system: StorageSystem, world: World): Over | undefined {
  return recoveriesIn(system, world).at(-1);
}

/** Did the one that recovers the volume crash, and is it not back yet? Clusters tell it otherwise. */
export function isRecoveryGone({ bounds }: StorageSystem, world: World): boolean {
  return !bounds.cluster && bounds.recovery !== undefined && world.part("recovery", hasCrashed);
}

const hasCrashed = (recovery: LocalState): boolean =>
  recovery.matches("closed") && recovery.context.asked > FIRST_EPOCH;

/** Who writes: what anybody else announces is not heard. */
export function scribeIn(system: StorageSystem, world: World): Scribe {
  return lastRecovery(system, world) === undefined ? "writer" : "successor";
}

/** What a copy has that is not annulled, whether it was told so or not. */
export function alive(copy: SegmentContext, after: Over | undefined): SegmentContext {
  if (after === undefined) return copy;
  const { ranges } = after;
  const survives = ({ lsn }: { readonly lsn: Lsn }) => !isAnnulled(ranges, lsn);
  const { incoming, updateQueue, hotLog, applied, staged, scl, collected, dropped, left } = copy;
  const log = hotLog.filter(survives);
  const end = (point: Lsn) => isAnnulled(ranges, point) ? completeUpto(collected, log) : point;
  return {
    ...copy,
    incoming: incoming.filter(survives),
    updateQueue: updateQueue.filter(survives),
    hotLog: log,
    applied: applied.filter((lsn) => survives({ lsn })),
    staged: end(staged),
    dropped: dropped.filter((lsn) => survives({ lsn })),
    // An unbroken chain that goes beyond the end of the log goes through it.
    scl: end(scl),
    // What it had then does not follow from the log of now.
    left: Object.fromEntries(
      Object.entries(left).map(([epoch, had]) => [epoch, {
        ...had,
        held: had.held.filter((lsn) => survives({ lsn })),
        scl: lastAlive(ranges, had.scl),
      }]),
    ),
  };
}

/** The highest LSN up to a point that is not annulled. */
function lastAlive(ranges: Over["ranges"], upto: Lsn): Lsn {
  const range = ranges.find((range) => isAnnulled([range], upto));
  return range === undefined ? upto : lastAlive(ranges, range.from);
}
