/**
 * By what states are spread over peers.
 *
 * @module
 */
import { History } from "../history.ts";
import { Stepping } from "../stepping.ts";
import type { System } from "../system.ts";

/** Slots of a row: states that have the same in all of them are kept by the same peer. */
export type Home = readonly number[];

/** So many states are looked at. */
const STATES = 2000;

/** What has so many values for each peer spreads states well enough; of combinations, so many. */
const [VALUES, COMBINATIONS] = [8, 32] as const;

/**
 * Where states are at home, after a look at the first ones. What a peer learns of a state helps it
 * with states that have much in common with that, so these should not be spread over many peers:
 * of the actors that are not alike, the one with the most states decides, or else all of them do.
 */
export function homeOf(system: System, peers: number): Home {
  const stepping = new Stepping(system);
  const history = new History(stepping);
  const { rest, alike } = history.pairing;
  lookAround(stepping, history);
  const values = rest.slots.map((slot) => distinct(history, [slot], stepping.width));
  const most = Math.max(...values);
  if (most >= VALUES * peers) return [rest.slots[values.indexOf(most)]!];
  if (distinct(history, rest.slots, stepping.width) >= COMBINATIONS * peers) return rest.slots;
  return [...rest.slots, ...alike.slots];
}

/** Finds some states. Where the model is wrong, the peers will say so. */
function lookAround(stepping: Stepping, history: History): void {
  const row = new Int32Array(stepping.width);
  try {
    for (let at = 0; at < history.size && history.size < STATES; at++) {
      history.read(at, row);
      for (const move of [...stepping.order.moves]) {
        const effect = stepping.effects(move).ask(row);
        if (effect !== undefined) history.take(at, row, effect);
      }
    }
  } catch {
    // What was found so far will do.
  }
}

/** How many combinations of values stand in some slots. */
function distinct(history: History, slots: readonly number[], width: number): number {
  const row = new Int32Array(width);
  const found = new Set<string>();
  for (let at = 0; at < history.size; at++) {
    history.read(at, row);
    found.add(slots.map((slot) => row[slot]).join());
  }
  return found.size;
}
