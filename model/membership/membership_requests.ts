/**
 * What the monitors of a group may ask for, from the memberships that they have seen. Source: S18
 * §4.1.
 *
 * @module
 */
import { replacing, type Standing, withoutAz } from "./configuration.ts";
import type { Copies } from "../recovery/recovery.ts";
import type { AzId, SegmentId } from "../terms.ts";

/** One thing that a monitor may ask for. */
export interface Request {
  /** The request in words. */
  readonly name: string;
  /** What kind of transition it is. */
  readonly type: "suspect" | "complete" | "reverse" | "giveUp" | "takeBack";
  /** What it makes of the memberships that the monitor has seen; undefined: nothing. */
  readonly to: (seen: readonly Copies[]) => readonly Copies[] | undefined;
}

/** What monitors ask for about one copy that they suspect. */
export function requestsFor(suspect: SegmentId, newcomer: SegmentId): Request[] {
  const isChanging = (seen: readonly Copies[]) =>
    seen.some((each) => each[newcomer]) && seen.some((each) => each[suspect]);
  const choosing = (copy: SegmentId) => (seen: readonly Copies[]) =>
    isChanging(seen) ? seen.filter((each) => each[copy]) : undefined;
  return [
    {
      name: `suspects.${suspect}`,
      type: "suspect",
      to: (seen) =>
        seen.every((each) => each[suspect]) ? replacing(seen, { suspect, newcomer }) : undefined,
    },
    { name: `replaces.${suspect}`, type: "complete", to: choosing(newcomer) },
    { name: `takes.back.${suspect}`, type: "reverse", to: choosing(suspect) },
  ];
}

/** What they ask for about an AZ that is gone for long. */
export function requestsAbout(az: AzId, standing: Standing): Request[] {
  const has = (each: Copies | undefined) =>
    each !== undefined && Object.keys(each).some((copy) => standing[copy]!.az === az);
  const whole = Object.fromEntries(Object.keys(standing).map((copy) => [copy, true as const]));
  const isGoing = ([one, other]: readonly Copies[]) =>
    has(one) && other !== undefined && !has(other);
  const isComing = ([one, other]: readonly Copies[]) => !has(one) && has(other);
  return [
    {
      name: `suspects.${az}`,
      type: "giveUp",
      to: ([one, ...others]) =>
        has(one) && others.length === 0 ? [one!, withoutAz(one!, az, standing)] : undefined,
    },
    {
      name: `gives.up.${az}`,
      type: "complete",
      to: (seen) => isGoing(seen) ? seen.slice(1) : undefined,
    },
    {
      name: `keeps.${az}`,
      type: "reverse",
      to: (seen) => isGoing(seen) ? seen.slice(0, 1) : undefined,
    },
    {
      name: `prepares.${az}`,
      type: "takeBack",
      to: ([one, ...others]) => !has(one) && others.length === 0 ? [one!, whole] : undefined,
    },
    {
      name: `takes.back.${az}`,
      type: "complete",
      to: (seen) => isComing(seen) ? seen.slice(1) : undefined,
    },
    {
      name: `leaves.${az}`,
      type: "reverse",
      to: (seen) => isComing(seen) ? seen.slice(0, 1) : undefined,
    },
  ];
}
