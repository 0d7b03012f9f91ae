/**
 * What a copy was told to be annulled.
 *
 * @module
 */
import type { Annulment } from "../../model/recovery/epochs.ts";
import type { Learned } from "./facts.ts";

/** What is known once one more range of a volume epoch is told: a later epoch tells all anew. */
export function withRange(
  known: Learned | undefined,
  vepoch: number,
  range: Annulment,
): Learned | undefined {
  const ranges = known?.vepoch === vepoch ? known.ranges : [];
  if ((known?.vepoch ?? 0) > vepoch || ranges.some((one) => isSame(one, range))) return known;
  return { vepoch, ranges: [...ranges, range] };
}

function isSame(one: Annulment, other: Annulment): boolean {
  return one.from === other.from && one.to === other.to;
}
