/**
 * Mistakes in recovering a volume.
 *
 * @module
 */
import { assign } from "xstate";
import { FIRST_EPOCH } from "../../model/recovery/epochs.ts";
import {
  annulledBy,
  type Answer,
  type Recovered,
  recovered,
  union,
} from "../../model/recovery/recovered.ts";
import { meetEvery, recovery, type RecoveryContext } from "../../model/recovery/recovery.ts";
import { successorConfig, writerConfig } from "../../model/system.ts";
import { type Lsn, NO_LSN, type RedoRecord } from "../../model/terms.ts";
import { batchAfter, writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

type Answers = RecoveryContext["answers"];

const NEXT = FIRST_EPOCH + 1;

/** Makes something else of the answers. */
const computing =
  (compute: (answers: Answers) => Recovered): StorageMutant["machines"] => (bounds) => ({
    recovery: recovery(writerConfig(bounds)).provide({
      actions: {
        computePoints: assign(({ context: { answers } }) => ({ recovered: compute(answers) })),
      },
    }),
  });

/** Ends a step of the recovery too early. */
const hasty = (guard: "isWrittenBack" | "isTruncated"): StorageMutant["machines"] => (bounds) => ({
  recovery: recovery(writerConfig(bounds)).provide({ guards: { [guard]: () => true } }),
});

/** The highest SCL of the answers of each group. */
function highestScls(answers: readonly Answer[]): Record<string, Lsn> {
  return answers.reduce<Record<string, Lsn>>((scls, { pg, scl }) => {
    const known = scls[pg] ?? NO_LSN;
    return { ...scls, [pg]: scl > known ? scl : known };
  }, {});
}

/** The range ends with another LSN. */
const annulling =
  (end: (context: RecoveryContext) => Lsn): StorageMutant["machines"] => (bounds) => {
    const config = writerConfig(bounds);
    return {
      recovery: recovery(config).provide({
        actions: {
          sendTruncation: assign(({ context }) => {
            const { sent, epoch, recovered } = context;
            const ranges = annulledBy(recovered, config.lal);
            const last = { from: recovered.vdl, to: end(context) };
            return { sent: [...sent, { epoch, ranges: [...ranges.slice(0, -1), last] }] };
          }),
        },
      }),
    };
  };

/** The next writer cuts its batches in another way. */
const continuing = (
  cut: (batch: readonly RedoRecord[], vdl: Lsn) => readonly RedoRecord[],
): StorageMutant["machines"] =>
(bounds) => {
  const config = successorConfig(bounds);
  return {
    successor: writer(config).provide({
      actions: {
        cutBatch: assign(({ context }) => ({
          batch: cut(batchAfter(context, config), context.start.vdl),
        })),
      },
    }),
  };
};

/** Mistakes in recovering a volume. */
export const recoveryMutants: readonly StorageMutant[] = [
  {
    name: "recovery-by-highest-scl",
    number: 18,
    says: "A recovery takes the highest SCL of a read quorum, though records count one by one.",
    rule: "recovery.computePoints",
    scope: "recovery-gaps",
    caughtBy: "D1",
    machines: computing((answers) => recovered(answers, highestScls(Object.values(answers)))),
  },
  {
    name: "truncation-at-vcl",
    number: 19,
    says: "A recovery annuls what is above VCL, and half an MTR stays.",
    rule: "recovery.computePoints",
    scope: "recovery-mtr",
    caughtBy: "R2",
    machines: computing((answers) => {
      const { vcl, ...rest } = recovered(answers);
      const records = union(Object.values(answers)).filter(({ lsn }) => lsn <= vcl);
      return { ...rest, vcl, vdl: vcl, records };
    }),
  },
  {
    name: "truncation-one-cpl-too-low",
    number: 20,
    says: "A recovery annuls the last mini-transaction that is complete.",
    rule: "recovery.computePoints",
    scope: "recovery",
    caughtBy: "D1",
    machines: computing((answers) => {
      const { vdl, records, ...rest } = recovered(answers);
      const kept = records.filter(({ lsn }) => lsn < vdl);
      const last = kept.findLast(({ cpl }) => cpl)?.lsn ?? NO_LSN;
      return { ...rest, vdl: last, records: kept.filter(({ lsn }) => lsn <= last) };
    }),
  },
  {
    name: "recovery-from-one-copy",
    number: 21,
    says: "A recovery does not wait for a read quorum.",
    rule: "recovery.hasReadQuorum",
    scope: "recovery",
    caughtBy: "R7",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        guards: { hasReadQuorum: ({ context }) => Object.keys(context.answers).length > 0 },
      }),
    }),
  },
  {
    name: "one-group-recovered",
    number: 22,
    says: "A recovery waits for the copies of one group, and takes the other for idle.",
    rule: "recovery.hasReadQuorum",
    scope: "recovery-of-two",
    caughtBy: "D1",
    machines: (bounds) => {
      const { groups, lal } = writerConfig(bounds);
      const [first] = Object.entries(groups);
      const asked = { groups: Object.fromEntries([first!]), lal };
      return {
        recovery: recovery(writerConfig(bounds)).provide({
          guards: {
            hasReadQuorum: ({ context }) => meetEvery("read", Object.keys(context.answers), asked),
          },
        }),
      };
    },
  },
  {
    name: "annulled-up-to-what-was-seen",
    number: 31,
    says: "A recovery annuls no more than the LSNs that it saw.",
    rule: "recovery.sendTruncation",
    scope: "recovery",
    caughtBy: "R5",
    machines: annulling(({ recovered: { vcl } }) => vcl),
  },
  {
    name: "annulled-lsns-reused",
    number: 32,
    says: "The next writer goes on right above VDL.",
    rule: "successor.cutBatch",
    scope: "recovery",
    caughtBy: "L1",
    machines: continuing((batch, vdl) =>
      batch.map((record, index) => ({ ...record, lsn: vdl + BigInt(index + 1) }))
    ),
  },
  {
    name: "link-into-the-annulled",
    number: 33,
    says: "The first record after a recovery links to an LSN that is annulled.",
    rule: "successor.cutBatch",
    scope: "recovery",
    caughtBy: "L7",
    machines: continuing((batch, vdl) =>
      batch.map((record) => record.prev === vdl ? { ...record, prev: vdl + 1n } : record)
    ),
  },
  {
    name: "no-write-back",
    number: 34,
    says: "A volume is opened with records that one copy alone has.",
    rule: "recovery.isWrittenBack",
    scope: "recovery",
    caughtBy: "D2",
    machines: hasty("isWrittenBack"),
  },
  {
    name: "epoch-taken-twice",
    number: 27,
    says: "Every recovery takes the same epoch.",
    rule: "recovery.enterEpoch",
    scope: "recovery-twice",
    caughtBy: "R4",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        actions: { enterEpoch: assign(() => ({ epoch: NEXT, asked: NEXT })) },
      }),
    }),
  },
  {
    name: "earlier-truncation-forgotten",
    says: "A recovery does not ask what earlier ones annulled.",
    rule: "recovery.computePoints",
    scope: "recovery-twice",
    caughtBy: "R6",
    machines: computing((answers) =>
      recovered(
        Object.fromEntries(
          Object.entries(answers).map(([copy, answer]) => [copy, { ...answer, annulled: [] }]),
        ),
      )
    ),
  },
  {
    name: "truncation-in-memory-only",
    number: 28,
    says: "A volume is opened before any copy knows what is annulled.",
    rule: "recovery.isTruncated",
    scope: "recovery",
    caughtBy: "R9",
    machines: hasty("isTruncated"),
  },
];
