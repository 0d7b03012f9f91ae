/**
 * The view after a step, by the two ways of the square.
 *
 * @module
 */
import type { Edge } from "../model/explore/watch.ts";
import type { Subject } from "./subject.ts";
import { dump, type Plain } from "./view/dump.ts";
import { viewOf } from "./watch_model.ts";

/** What the events of a step make of the view before it, and the view of the state after it. */
export function bothWays(
  system: Subject,
  edge: Edge,
): { readonly applied: readonly Plain[]; readonly projected: readonly Plain[] } {
  const events = system.observe(edge);
  const volumes = [undefined, ...system.volumes ?? []];
  // Copies that are no members yet, or not any more, are looked at, too.
  const copies = Object.keys(system.actors).filter((actor) => /^[a-e]\d$/.test(actor));
  const applied = volumes.map((volume) =>
    dump(viewOf(system, edge.before, volume, events), copies)
  );
  const projected = volumes.map((volume) => dump(viewOf(system, edge.after, volume, []), copies));
  return { applied, projected };
}
