/**
 * Mistakes in taking back what did not commit.
 *
 * @module
 */
import { assign } from "xstate";
import { recovery } from "../../model/recovery/recovery.ts";
import { successorConfig, writerConfig } from "../../model/system.ts";
import { changesIn } from "../../model/writer/undo.ts";
import { writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

/** Mistakes in taking back what did not commit. */
export const undoMutants: readonly StorageMutant[] = [
  {
    name: "undo-skipped",
    number: 38,
    says: "The writer after a recovery undoes nothing.",
    rule: "successor.cutCompensation",
    scope: "undo-alone",
    caughtBy: "U1",
    machines: (bounds) => ({
      successor: writer(successorConfig(bounds)).provide({
        actions: { cutCompensation: assign(() => ({ compensation: [] })) },
      }),
    }),
  },
  {
    name: "committed-change-undone",
    number: 39,
    says: "Whatever a recovery finds is undone, committed or not.",
    rule: "recovery.listInFlight",
    scope: "undo",
    caughtBy: "D1",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        actions: {
          listInFlight: assign(({ context: { recovered } }) => ({
            inFlight: changesIn(recovered.records),
          })),
        },
      }),
    }),
  },
];
