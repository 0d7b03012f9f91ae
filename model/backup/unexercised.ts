/**
 * What no scope with backups exercises, and why it stands in a chart all the same.
 *
 * @module
 */
import type { Unexercised } from "../unexercised.ts";

const why = "a restore makes a new volume: the rule is there to say so, and to be broken";

/** Every part of the charts that no scope with backups exercises. */
export const unexercisedInBackups: readonly Unexercised[] = [
  { machine: "database", part: "available --restore [mayBeOverwritten]--> available", why },
  { machine: "database", part: "stopped --restore [mayBeOverwritten]--> stopped", why },
];
