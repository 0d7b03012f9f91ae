/**
 * What a step of a recovery shows.
 *
 * @module
 */
import type { Deed } from "../../model/deeds.ts";
import { FIRST_EPOCH } from "../../model/recovery/epochs.ts";
import { recoveryIn } from "../../model/recovery/recovery_moves.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { nameOf } from "../project_cluster.ts";
import { takenOver } from "./cluster.ts";
import { cacheShown } from "./reads.ts";
import { toldShown } from "./membership.ts";
import type { Step } from "./step.ts";
import { readPointsShown } from "./writer.ts";

type RecoveryStep = Extract<Deed, { readonly does: "recover" }>["step"];

/** The transactions of which the last change was taken back. */
export function rollbacksShown({ before, after }: Step): TraceEvent[] {
  const left = recoveryIn(after).inFlight.map(({ txn }) => txn);
  return recoveryIn(before).inFlight.filter(({ txn }) => !left.includes(txn))
    .map(({ txn }) => ({ kind: "rolled-back", txn }) as const);
}

/** The epoch it raises as it starts; what it found and annulled once it is open. */
export function recoveryShown(step: Step, did: RecoveryStep): TraceEvent[] {
  const { system: { bounds }, before, after } = step;
  const { epoch: vepoch, recovered, sent } = recoveryIn(after);
  const instance = nameOf(step.system, before, "successor");
  if (did === "start") {
    const dies = bounds.recovery!.writer === "dead" && vepoch === FIRST_EPOCH + 1;
    const raised: TraceEvent = { kind: "volume-epoch", vepoch, instance };
    // In a cluster the loss of its writer is told before, and that an instance is back.
    if (bounds.cluster) return [raised];
    const isBack = recoveryIn(before).asked > FIRST_EPOCH;
    return [
      ...dies ? [{ kind: "crash", node: "writer" } as const] : [],
      ...isBack ? [{ kind: "restart", node: instance } as const] : [],
      raised,
      ...toldShown(step),
    ];
  }
  if (did === "crash") return [{ kind: "crash", node: instance }];
  const range = sent.at(-1)?.ranges.at(-1);
  if (did !== "open" || range === undefined) return [];
  const { responders, vcl, vdl } = recovered;
  return [
    { kind: "recovery", vepoch, responders: Object.keys(responders).sort(), vcl, vdl, ...range },
    ...cacheShown(step, instance),
    ...takenOver(step, vepoch),
    ...readPointsShown(step),
  ];
}
