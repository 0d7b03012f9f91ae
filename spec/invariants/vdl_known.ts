/**
 * VDL, as far as a trace tells it.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { View } from "../view.ts";

/** VDL as it was announced, else as it is proved; undefined where neither can be told. */
export function vdlAsFarAsKnown(view: View): Lsn | undefined {
  if (!view.sees("vdl")) return view.durableCpl();
  const { vdl } = view.points;
  return vdl === NO_LSN && !view.log.isWhole ? undefined : vdl;
}

/**
 * The VDL that a replica was told; where nobody tells that, the VDL of the writer is the most that
 * it can have been told. Undefined where neither can be told.
 */
export function vdlOfReplica(view: View, instance: string): Lsn | undefined {
  if (!view.sees("replica-vdl")) return vdlAsFarAsKnown(view);
  return view.replicas.find(instance)?.vdl;
}
