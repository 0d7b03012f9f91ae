/**
 * What each part of a world with backtracks knows in a state of it.
 *
 * @module
 */
import type { LocalState, World } from "../explore/system.ts";
import type { SegmentId, TxnId } from "../terms.ts";
import type { BacktrackContext } from "./backtrack.ts";
import type { CacheContext } from "./cache.ts";
import { type ClientContext, nameOf } from "./client.ts";
import type { CopyContext } from "./copy.ts";
import type { HistoryContext } from "./history.ts";

const contextOf = ({ context }: LocalState) => context;

/** The history in a state of the world. */
export function historyIn(world: World): HistoryContext {
  return world.part("history", contextOf);
}

/** The backtrack that is on its way in a state of the world, or the last one. */
export function backtrackIn(world: World): BacktrackContext {
  return world.part("backtrack", contextOf);
}

/** What the client knows in a state of the world. */
export function clientIn(world: World): ClientContext {
  return world.part("client", contextOf);
}

/** What a copy knows in a state of the world. */
export function copyIn(world: World, segment: SegmentId): CopyContext {
  return world.part(segment, contextOf);
}

/** What the replica has in its cache in a state of the world. */
export function cacheIn(world: World): CacheContext {
  return world.part("r1", contextOf);
}

/** The transaction that a backtrack finds under way: the client may know already that it is cut off. */
export function underWay({ at, isOpen, dropped }: ClientContext): TxnId[] {
  return dropped !== undefined ? [dropped] : isOpen ? [nameOf(at)] : [];
}
