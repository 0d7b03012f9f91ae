/**
 * Where copies stand whose group changes. For tests.
 *
 * @module
 */
import type { Standing } from "./membership/configuration.ts";

/** Eight copies, each in the AZ that its letter tells. */
export const STANDING: Standing = Object.fromEntries(
  ["a1", "a2", "b1", "b2", "b3", "c1", "c2", "c3"].map((segment) => [segment, {
    segment,
    az: segment[0]!.toUpperCase(),
    kind: "full",
  }]),
);
