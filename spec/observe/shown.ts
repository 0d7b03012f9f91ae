/**
 * The kinds of events that a step of the model can show.
 *
 * @module
 */
import type { Bounds } from "../../model/bounds.ts";
import type { EventKind } from "../../traces/event.ts";

/** What a step of the model can show. */
export const SHOWN: readonly EventKind[] = [
  "group",
  "lal",
  "instance",
  "write",
  "receive",
  "store",
  "ack",
  "gossip",
  "baseline",
  "coalesce",
  "stage",
  "collect",
  "scrub",
  "scl",
  "pgcl",
  "vcl",
  "vdl",
  "pgmrpl",
  "commit-requested",
  "commit-acked",
  "rolled-back",
  "volume-epoch",
  "membership-epoch",
  "discard",
  "truncate",
  "recovery",
  "open",
  "promote",
  "endpoint",
  "custom-endpoint",
  "crash",
  "restart",
  "az-down",
  "az-up",
  "partition",
  "heal",
  "read",
  "read-view",
  "replica-vdl",
  "apply",
  "commit-noted",
  "cache",
  "damage",
  "end",
];

/** What only some scopes show: those with one of these parts. */
const ONLY_WITH: readonly (readonly [EventKind, ...(keyof Bounds)[]])[] = [
  ["read", "reads", "replicas"],
  ["read-view", "reads", "replicas"],
  ["cache", "reads", "replicas"],
  ["replica-vdl", "replicas"],
  ["apply", "replicas"],
  ["commit-noted", "replicas"],
  ["membership-epoch", "membership"],
  ["discard", "membership"],
  ["damage", "damage"],
  ["scrub", "damage"],
];

/** What a step can show in a world of these bounds. */
export function shownIn(bounds: Bounds): readonly EventKind[] {
  const hidden: EventKind[] = ONLY_WITH
    .filter(([, ...parts]) => parts.every((part) => bounds[part] === undefined))
    .map(([kind]) => kind);
  if (bounds.cluster?.custom === undefined) hidden.push("custom-endpoint");
  if (bounds.membership === undefined || !bounds.background) hidden.push("baseline");
  return SHOWN.filter((kind) => !hidden.includes(kind));
}
