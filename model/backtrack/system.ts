/**
 * A volume that can be rewound, its copies, a client and a replica, as one system to explore.
 *
 * @module
 */
import type { Machine, System } from "../explore/system.ts";
import { backtrack } from "./backtrack.ts";
import type { BacktrackBounds } from "./bounds.ts";
import { cache } from "./cache.ts";
import { client } from "./client.ts";
import { copy } from "./copy.ts";
import { history } from "./history.ts";
import { type BacktrackMove, backtrackMoves } from "./moves.ts";
import { THREE_COPIES } from "./terms.ts";

/** The machines of a world with backtracks: a mutant is a world with one of them changed. */
export interface BacktrackMachines {
  /** The history of the volume. */
  readonly history: Machine;
  /** The backtrack on its way. */
  readonly backtrack: Machine;
  /** Each copy. */
  readonly copy: Machine;
  /** Who writes. */
  readonly client: Machine;
  /** The cache of the replica. */
  readonly cache: Machine;
}

/** A world with backtracks. */
export interface BacktrackSystem extends System {
  /** Its size. */
  readonly bounds: BacktrackBounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly BacktrackMove[];
}

/** The published machines, for a world of these bounds. */
export function backtrackMachines(bounds: BacktrackBounds): BacktrackMachines {
  return {
    history: history(bounds.window),
    backtrack: backtrack(bounds),
    copy,
    client: client(bounds.workload),
    cache,
  };
}

/** A world with backtracks of the given size, of the published machines or of others. */
export function backtrackSystem(
  name: string,
  bounds: BacktrackBounds,
  { history, backtrack, copy, client, cache }: BacktrackMachines = backtrackMachines(bounds),
): BacktrackSystem {
  return {
    name,
    bounds,
    actors: {
      history,
      backtrack,
      client,
      ...Object.fromEntries(THREE_COPIES.map((segment) => [segment, copy])),
      ...bounds.replica && { r1: cache },
    },
    moves: backtrackMoves(bounds),
  };
}
