/**
 * Mistakes with what was collected before a volume is recovered.
 *
 * @module
 */
import { assign } from "xstate";
import { recovered } from "../../model/recovery/recovered.ts";
import { recovery } from "../../model/recovery/recovery.ts";
import { durableRecords, segment } from "../../model/segment/segment.ts";
import { successorConfig, writerConfig } from "../../model/system.ts";
import { NO_LSN } from "../../model/terms.ts";
import { inFlightIn } from "../../model/writer/undo.ts";
import { batchAfter, type Start, writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

/** The next writer cuts its batches as if it had started from something else. */
const startingFrom =
  (what: Pick<Start, "collected"> | Pick<Start, "inBlocks">): StorageMutant["machines"] =>
  (bounds) => {
    const config = successorConfig(bounds);
    return {
      successor: writer(config).provide({
        actions: {
          cutBatch: assign(({ context: { log, start } }) => ({
            batch: batchAfter({ log, start: { ...start, ...what } }, config),
          })),
        },
      }),
    };
  };

/** Mistakes with what was collected. */
export const collectedMutants: readonly StorageMutant[] = [
  {
    name: "recovery-from-nothing",
    says: "A recovery goes by the records that copies still have, and by no GC point.",
    rule: "recovery.computePoints",
    scope: "recovery-background",
    caughtBy: "D1",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        actions: {
          computePoints: assign(({ context: { answers } }) => ({
            recovered: recovered(
              Object.fromEntries(
                Object.entries(answers).map(([copy, answer]) => [
                  copy,
                  { ...answer, collected: NO_LSN },
                ]),
              ),
            ),
          })),
        },
      }),
    }),
  },
  {
    name: "blocks-before-the-ranges",
    says: "A copy that has entered an epoch applies a record before it knows what is annulled.",
    rule: "segment.knowsItsEpoch",
    scope: "recovery-background",
    caughtBy: "R1",
    machines: () => ({ segment: segment.provide({ guards: { knowsItsEpoch: () => true } }) }),
  },
  {
    name: "link-to-nothing",
    says: "The first record after a recovery links to none, where the log was collected.",
    rule: "successor.cutBatch",
    scope: "recovery-collected",
    caughtBy: "L7",
    machines: startingFrom({ collected: {} }),
  },
  {
    name: "collected-commit-done-again",
    says: "The next writer takes a commit for lost whose record was collected.",
    rule: "successor.cutBatch",
    scope: "recovery-collected",
    caughtBy: "C3",
    machines: startingFrom({ inBlocks: [] }),
  },
  {
    name: "annulled-below-the-gc-point",
    says: "A copy acknowledges every LSN up to its GC point, annulled or not.",
    rule: "segment.isDurable",
    scope: "recovery-collected",
    caughtBy: "R1",
    machines: () => ({
      segment: segment.provide({
        guards: {
          isDurable: ({ context, event }) =>
            event.type === "acknowledge" &&
            (event.lsn <= context.collected ||
              durableRecords(context).some(({ lsn }) => lsn === event.lsn)),
        },
      }),
    }),
  },
  {
    name: "pgmrpl-of-another-epoch",
    says: "A copy that was away collects what the PGMRPL of the next writer covers.",
    rule: "segment.isCurrentPgmrpl",
    scope: "recovery-collected",
    caughtBy: "G2",
    machines: () => ({ segment: segment.provide({ guards: { isCurrentPgmrpl: () => true } }) }),
  },
  {
    name: "collected-change-forgotten",
    says: "A recovery looks in the log only for what is to be undone.",
    rule: "recovery.listInFlight",
    scope: "undo-collected",
    caughtBy: "U1",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        actions: {
          listInFlight: assign(({ context: { recovered } }) => ({
            inFlight: inFlightIn(recovered.records),
          })),
        },
      }),
    }),
  },
];
