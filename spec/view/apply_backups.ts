/**
 * What events make true of backups, and of the volumes that are restored from them.
 *
 * @module
 */
import type { EventKind, EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import type { Picture } from "./backup_facts.ts";

/** What tells that somebody backs up. */
const KINDS: readonly EventKind[] = ["restorable", "snapshot", "restore"];

/** Does a trace declare that it tells of backups? Else nothing is kept for them. */
function areSeen({ config }: View): boolean {
  return KINDS.some((kind) => config.declares(kind) === true);
}

/** A record was written. To be told before the log takes it. */
export function backUpWrite(view: View, event: EventOf<"write">): void {
  if (!areSeen(view)) return;
  const { config, log, backups, volumes } = view;
  if (event.volume !== undefined) volumes.write(event.volume, event.lsn);
  if (log.isStarted && event.lsn <= log.highest) return;
  backups.write(event, !log.isStarted && (event.vprev ?? event.prev) === 0n);
  if (config.group(event.pg) !== undefined && config.declares("stage")) {
    backups.awaitStage(event.pg, event.lsn);
  }
}

/** A copy staged its log. */
export function backUpStage(view: View, { seg, upto }: EventOf<"stage">): void {
  const home = view.config.home(seg);
  if (home !== undefined && areSeen(view)) view.backups.stage(home.pg, upto);
}

/** A volume was restored from this one. */
export function restore(view: View, event: EventOf<"restore">): void {
  view.volumes.restore(event, pictureFor(view, event));
  view.backups.restoredAt = view.log.highest;
}

/** A snapshot was taken: the one that a deletion waits for, it may be. */
export function takeSnapshot(view: View, event: EventOf<"snapshot">): void {
  view.backups.takeSnapshot(event.name, event.at);
  view.life.keep(event);
}

/** What a restore must have. */
export function pictureFor({ backups }: View, { at, snapshot }: EventOf<"restore">): Picture {
  const taken = snapshot === undefined ? undefined : backups.snapshots.get(snapshot);
  return taken ?? backups.picture(at);
}
