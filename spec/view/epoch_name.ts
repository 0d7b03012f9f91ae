/**
 * Names of epochs: a view keeps the highest one of each.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";

/** What an epoch is the epoch of, and where it was installed if that is told. */
export function epochName(
  event: EventOf<"volume-epoch"> | EventOf<"membership-epoch"> | EventOf<"geometry-epoch">,
): string {
  if (event.kind === "geometry-epoch") {
    return event.instance === undefined ? "geometry" : `geometry on ${event.instance}`;
  }
  const of = event.kind === "volume-epoch" ? "volume" : `membership of ${event.pg}`;
  const where = event.seg ?? (event.kind === "membership-epoch" ? event.instance : undefined);
  return where === undefined ? of : `${of} on ${where}`;
}
