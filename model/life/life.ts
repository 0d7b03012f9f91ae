/**
 * The life of a cluster as one system to explore: the cluster, its instances, what is in storage.
 *
 * @module
 */
import type { Machine, System } from "../explore/system.ts";
import { calendar } from "./calendar.ts";
import { instance } from "./instance.ts";
import { lifecycle } from "./lifecycle.ts";
import { type LifeMove, lifeMoves } from "./moves.ts";
import { store } from "./store.ts";
import type { LifeBounds } from "./terms.ts";

/** The machines of the life of a cluster: a mutant is a world with one of them changed. */
export interface LifeMachines {
  /** The cluster. */
  readonly lifecycle: Machine;
  /** Each of its instances. */
  readonly instance: Machine;
  /** What is in storage. */
  readonly store: Machine;
  /** How much time has passed. */
  readonly calendar: Machine;
}

/** The life of a cluster. */
export interface LifeSystem extends System {
  /** Its size. */
  readonly bounds: LifeBounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly LifeMove[];
}

/** The published machines, for a life of these bounds. */
export function lifeMachines(bounds: LifeBounds): LifeMachines {
  const weeks = bounds.stops?.weeks ?? 1;
  return { lifecycle: lifecycle(bounds), instance, store, calendar: calendar(weeks) };
}

/** The life of a cluster of the given size, of the published machines or of others. */
export function lifeSystem(
  name: string,
  bounds: LifeBounds,
  machines: LifeMachines = lifeMachines(bounds),
): LifeSystem {
  const { lifecycle, instance, store, calendar } = machines;
  const names = Object.keys(bounds.instances);
  return {
    name,
    bounds,
    actors: {
      lifecycle,
      ...Object.fromEntries(names.map((name) => [name, instance])),
      store,
      calendar,
    },
    moves: lifeMoves(bounds),
  };
}
