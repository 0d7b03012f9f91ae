/**
 * What a read brings into the cache of a replica, and which commits it shows.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";

/** What a replica gets from storage is complete up to the read point, and so in its cache. */
export function readByReplica(view: View, { instance, page, at, seg }: EventOf<"read">): void {
  const replica = instance === undefined ? undefined : view.replicas.find(instance);
  const level = replica?.level(page);
  if (level !== undefined && level >= at) return;
  if (seg === undefined && isCached(view, level)) return;
  replica?.arrive(page, at, view.log);
}

/** Was it in the cache? Where nobody tells what is dropped, an old page may have been fetched anew. */
function isCached(view: View, level: Lsn | undefined): boolean {
  return level !== undefined && view.sees("cache");
}

/** The SCN of a commit that a replica shows, as far as that is known. */
export function scnNoted(
  { commits, log, replicas }: View,
  { instance, txn, scn = commits.scnOf(txn) }: EventOf<"commit-noted">,
): Lsn | undefined {
  if (scn !== undefined) return scn;
  // Of a commit that was answered, the log alone knows where it is.
  let at = replicas.find(instance)?.nextCommit(log) ?? log.first;
  while (at !== undefined && at.commits !== txn) at = at.vnext;
  return at?.lsn;
}
