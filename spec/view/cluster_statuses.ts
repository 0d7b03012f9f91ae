/**
 * Which status of a cluster may come after which, however many come between: who looks now and then
 * misses some.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";

/** A status of a cluster. */
export type Status = EventOf<"cluster-status">["status"];

/** Of these a cluster has each at most once, before any other. */
const FIRST: readonly Status[] = ["creating", "migrating"];

/** Nothing comes after these but what is said here, and what comes after that. */
const LAST: Readonly<Partial<Record<Status, readonly Status[]>>> = {
  "cloning-failed": ["deleting"],
  "migration-failed": ["deleting"],
  "inaccessible-encryption-credentials": ["deleting"],
  deleting: ["deleted"],
  deleted: [],
};

/** May a cluster have one status now, and the other at some time after that? */
export function mayFollow(before: Status, after: Status): boolean {
  if (before === after) return true;
  const last = LAST[before];
  if (last !== undefined) return last.some((next) => mayFollow(next, after));
  if (after === "cloning-failed") return before === "creating";
  if (after === "migration-failed") return before === "migrating";
  return !FIRST.includes(after);
}
