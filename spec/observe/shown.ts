/**
 * The kinds of events that a step of the model can show.
 *
 * @module
 */
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
  "coalesce",
  "stage",
  "collect",
  "scl",
  "pgcl",
  "vcl",
  "vdl",
  "pgmrpl",
  "commit-requested",
  "commit-acked",
  "rolled-back",
  "volume-epoch",
  "truncate",
  "recovery",
  "open",
  "promote",
  "endpoint",
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
  "end",
];
