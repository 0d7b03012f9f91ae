/**
 * What each event makes true of volumes that were cloned from one another.
 *
 * @module
 */
import type { EventKind, EventOf, TraceEvent } from "../../traces/event.ts";
import type { View } from "../view.ts";
import type { Families } from "./families.ts";

type Effects = {
  readonly [K in EventKind]?: (families: Families, event: EventOf<K>) => void;
};

/** What is told of one volume. */
const ofVolume: Effects = {
  write: (families, event) => families.named(event.volume!).write(event),
  vdl(families, { volume, lsn }) {
    families.named(volume!).vdl = lsn;
  },
  recovery: (families, { volume, vdl }) => families.named(volume!).cut(vdl, vdl),
  backtrack: (families, { volume, actual }) => families.named(volume!).rewind(actual),
  page(families, { volume, page, physical, lsn }) {
    families.point(volume!, page, { physical, ...lsn !== undefined && { lsn } });
  },
};

/** What is told of several. */
const ofFamily: Effects = {
  "clone-limit"(families, { clones }) {
    families.limit = clones;
  },
  clone: (families, event) => families.clone(event),
  free: (families, { physical }) => families.free(physical),
  "delete-volume": (families, { name }) => families.delete(name),
};

type Effect = (families: Families, event: TraceEvent) => void;

const OF_VOLUME = ofVolume as Readonly<Record<string, Effect | undefined>>;
const OF_FAMILY = ofFamily as Readonly<Record<string, Effect | undefined>>;

/** Makes true of the families what the event says: of a volume without a name, nothing. */
export function applyToKin(families: Families, event: TraceEvent): void {
  if (event.volume !== undefined) OF_VOLUME[event.kind]?.(families, event);
  OF_FAMILY[event.kind]?.(families, event);
}

const LEAVES_PAGES: ReadonlySet<string> = new Set<EventKind>(["page", "delete-volume"]);

/** The same of those that a view knows: what a trace cannot show later on is not kept. */
export function tellKin(view: View, event: TraceEvent): void {
  const { families } = view;
  if (families === undefined || view.config.declares("clone") === false) return;
  applyToKin(families, event);
  if (LEAVES_PAGES.has(event.kind) && !view.sees("free")) families.forgetGarbage();
}
