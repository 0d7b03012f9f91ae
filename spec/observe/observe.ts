/**
 * What a step of the model shows to the outside: the same events that a recorder would write.
 *
 * @module
 */
import type { StorageSystem } from "../../model/system.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { clusterShown } from "./cluster.ts";
import {
  baselineShown,
  epochShown,
  gossipShown,
  pipelineShown,
  sclShown,
  truncationShown,
} from "./copy.ts";
import { changeShown, discardShown, entryShown, toldShown } from "./membership.ts";
import { recoveryShown, rollbacksShown } from "./recovery.ts";
import { replicaShown } from "./replica.ts";
import { evictShown, lookShown, servedShown, viewShown } from "./reads.ts";
import { blockShown } from "./scrub.ts";
import type { StepIn } from "./step.ts";
import { ackShown, groupsShown, pointsShown, writesShown } from "./writer.ts";

/** The events of a step of a system, in the order in which they become true. */
export function observe(system: StorageSystem, { move, before, after }: StepIn): TraceEvent[] {
  const step = { system, move, before, after };
  const { deed } = move;
  switch (deed.does) {
    case "create":
      return groupsShown(step, deed.lal);
    case "allocate":
      return [...writesShown(step), ...pointsShown(step)];
    case "undo":
      return [...writesShown(step), ...rollbacksShown(step)];
    case "ack":
      return [ackShown(step, deed), ...pointsShown(step)];
    case "loseAz":
      return [{ kind: "az-down", az: deed.az }];
    case "regainAz":
      return [{ kind: "az-up", az: deed.az }];
    case "crash":
    case "restart":
      return [{ kind: deed.does, node: deed.segment }];
    case "propose":
    case "enter":
      return changeShown(step);
    case "learn":
      return toldShown(step);
    case "discard":
      return discardShown(deed.segment);
    case "gossip":
      return [
        ...entryShown(step, deed.segment),
        gossipShown(step, deed),
        ...sclShown(step, deed.segment),
      ];
    case "hydrate":
      return [
        ...entryShown(step, deed.segment),
        ...baselineShown(step, deed.segment, deed.from),
      ];
    case "fence":
      return [epochShown(step, deed.segment)];
    case "truncate":
      return truncationShown(step, deed.segment);
    case "view":
      return viewShown(step);
    case "ask":
      return [];
    case "serve":
      return servedShown(step, deed);
    case "look":
      return lookShown(step, deed.page);
    case "evict":
      return evictShown(step, deed.page);
    case "announce":
      return pointsShown(step);
    case "damage":
    case "scrub":
    case "repair":
      return [blockShown(step, deed)];
    case "recover":
      return recoveryShown(step, deed.step);
    case "cluster":
      return clusterShown(step, deed);
    case "replica":
      return replicaShown(step, deed);
    default:
      return [...entryShown(step, deed.segment), ...pipelineShown(step, deed.segment)];
  }
}
