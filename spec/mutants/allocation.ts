/**
 * Mistakes in allocating LSNs.
 *
 * @module
 */
import { assign } from "xstate";
import { writerConfig } from "../../model/system.ts";
import { NO_LSN, type RedoRecord } from "../../model/terms.ts";
import { batchAfter, writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

/** Cuts batches in another way. */
const cutting =
  (cut: (batch: readonly RedoRecord[], log: readonly RedoRecord[]) => readonly RedoRecord[]) =>
  (bounds: Parameters<StorageMutant["machines"]>[0]) => {
    const config = writerConfig(bounds);
    return {
      writer: writer(config).provide({
        actions: {
          cutBatch: assign(({ context }) => ({
            batch: cut(batchAfter(context, config), context.log),
          })),
        },
      }),
    };
  };

/** Mistakes in allocating LSNs. */
export const allocationMutants: readonly StorageMutant[] = [
  {
    name: "lal-ignored",
    number: 40,
    says: "LSNs are allocated however far VDL is behind.",
    rule: "writer.isWithinLal",
    scope: "mtr",
    caughtBy: "L6",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({ guards: { isWithinLal: () => true } }),
    }),
  },
  {
    name: "lal-record-by-record",
    number: 41,
    says: "An MTR is allocated record by record, and LAL stops it halfway.",
    rule: "writer.cutBatch",
    scope: "long-mtr",
    caughtBy: "C4",
    machines: cutting((batch) => batch.slice(0, 1)),
  },
  {
    name: "cpl-on-every-record",
    says: "Every record is marked as a CPL, not only the last of its MTR.",
    rule: "writer.cutBatch",
    scope: "mtr",
    caughtBy: "L10",
    machines: cutting((batch) => batch.map((record) => ({ ...record, cpl: true }))),
  },
  {
    name: "lsn-given-twice",
    says: "Every MTR starts again at LSN 1.",
    rule: "writer.cutBatch",
    scope: "tiny",
    caughtBy: "L1",
    machines: cutting((batch) => batch.map((record, i) => ({ ...record, lsn: BigInt(i + 1) }))),
  },
  {
    name: "back-link-across-groups",
    says: "The back-link names the record before it in the volume, not in its group.",
    rule: "writer.cutBatch",
    scope: "two-groups",
    caughtBy: "L7",
    machines: cutting((batch, log) =>
      batch.map((record, i) => ({
        ...record,
        prev: [...log, ...batch.slice(0, i)].at(-1)?.lsn ?? NO_LSN,
      }))
    ),
  },
];
