/**
 * Witnesses of growth: what must happen to a volume that grows somewhere.
 *
 * @module
 */
import type { Witness } from "../witness.ts";

/** The witnesses of growth. */
export const growthWitnesses: readonly Witness[] = [
  {
    id: "added-group-written",
    says: "A page is written to a group that was added.",
    scopes: ["growth", "growth-twice"],
    on: ["write"],
    seen: (_, event) => event.kind === "write" && event.pg !== "p1",
  },
  {
    id: "refused-when-full",
    says: "A writer asks for more room than the volume may have, and is refused.",
    scopes: ["growth", "growth-twice"],
    on: ["out-of-space"],
    seen: () => true,
  },
  {
    id: "page-read-by-an-older-geometry",
    says: "An instance that has not heard of the last group reads a page of another.",
    scopes: ["growth", "growth-twice"],
    on: ["read"],
    seen: ({ points }, event) =>
      event.kind === "read" && event.lsn !== 0n &&
      points.epoch(`geometry on ${event.instance}`) < points.epoch("geometry"),
  },
];
