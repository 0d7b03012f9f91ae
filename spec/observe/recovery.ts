/**
 * What a step of a recovery shows.
 *
 * @module
 */
import type { Deed } from "../../model/deeds.ts";
import { FIRST_EPOCH } from "../../model/epochs.ts";
import { recoveryIn } from "../../model/recovery_moves.ts";
import type { TraceEvent } from "../../traces/event.ts";
import type { Step } from "./step.ts";

type RecoveryStep = Extract<Deed, { readonly does: "recover" }>["step"];

/** The epoch it raises as it starts; what it found and annulled once it is open. */
export function recoveryShown({ system, after }: Step, did: RecoveryStep): TraceEvent[] {
  const { epoch: vepoch, recovered, sent } = recoveryIn(after);
  if (did === "start") {
    const isDead = system.bounds.recovery!.writer === "dead" && vepoch === FIRST_EPOCH + 1;
    const raised: TraceEvent = { kind: "volume-epoch", vepoch, instance: "successor" };
    return isDead ? [{ kind: "crash", node: "writer" }, raised] : [raised];
  }
  const range = sent.at(-1)?.ranges.at(-1);
  if (did !== "open" || range === undefined) return [];
  const { responders, vcl, vdl } = recovered;
  return [
    { kind: "recovery", vepoch, responders: Object.keys(responders).sort(), vcl, vdl, ...range },
    { kind: "open", instance: "successor", role: "writer", vepoch },
  ];
}
