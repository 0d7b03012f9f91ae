/**
 * Which actors of a storage system are alike, so that states that differ by exchanging them are one.
 *
 * @module
 */
import type { Renaming } from "../explore/system.ts";
import type { Site } from "../segment/sites.ts";
import type { AzId } from "../terms.ts";

/** Copies of a group in one AZ are alike if they keep the same, and AZs if their copies are alike. */
export function exchanges(sites: readonly Site[]): Renaming[] {
  const azs = [...new Set(sites.map(({ az }) => az))];
  const inAz = (az: AzId) => sites.filter((place) => place.az === az);
  const swaps = (some: readonly string[], others: readonly string[]) =>
    Object.fromEntries(some.flatMap((name, i) => [[name, others[i]!], [others[i]!, name]]));
  const copies = azs.flatMap((az) =>
    inAz(az).flatMap(({ segment, pg, kind }, i, all) => {
      const next = all[i + 1];
      return next?.pg === pg && next.kind === kind ? [swaps([segment], [next.segment])] : [];
    })
  );
  const zones = azs.slice(1).flatMap((az, i) => {
    const names = (of: AzId) => [of, ...inAz(of).map(({ segment }) => segment)];
    return areAlike(inAz(azs[i]!), inAz(az)) ? [swaps(names(azs[i]!), names(az))] : [];
  });
  return [...copies, ...zones];
}

function areAlike(some: readonly Site[], others: readonly Site[]): boolean {
  return some.length === others.length &&
    some.every(({ pg, kind }, i) => pg === others[i]!.pg && kind === others[i]!.kind);
}
