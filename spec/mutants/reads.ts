/**
 * Mistakes of an instance that reads, and of copies that answer.
 *
 * @module
 */
import { assign } from "xstate";
import { cachedLsn, reader, undone, withSeen } from "../../model/reads/reader.ts";
import { blockAt, sameBlock, segment } from "../../model/segment/segment.ts";
import { hasQuorum, pgcls, writer } from "../../model/writer/writer.ts";
import { writerConfig } from "../../model/system.ts";
import type { StorageMutant } from "./mutant.ts";

/** Mistakes of an instance that reads, and of copies that answer. */
export const readMutants: readonly StorageMutant[] = [
  {
    name: "page-dropped-above-vdl",
    number: 42,
    says: "A page is dropped from the cache whatever VDL is.",
    rule: "reader.isDurable",
    scope: "reads-twice",
    caughtBy: "P2",
    machines: () => ({ reader: reader.provide({ guards: { isDurable: () => true } }) }),
  },
  {
    name: "incomplete-copy-answers",
    number: 43,
    says: "A copy answers a read whatever it lacks.",
    rule: "segment.isComplete",
    scope: "reads-twice",
    caughtBy: "P3",
    machines: () => ({ segment: segment.provide({ guards: { isComplete: () => true } }) }),
  },
  {
    name: "newest-version-served",
    number: 44,
    says: "A copy answers with the newest version of a page, whatever the read point is.",
    rule: "segment.isBlockAsOf",
    scope: "reads-twice",
    caughtBy: "P1",
    machines: () => ({
      segment: segment.provide({
        guards: {
          isBlockAsOf: ({ context, event }) =>
            event.type === "serve" &&
            sameBlock(event.block, blockAt(context, event.page, context.scl)),
        },
      }),
    }),
  },
  {
    name: "read-point-of-its-own-records",
    says: "The read point is the last record that is in the cache, durable or not.",
    rule: "reader.noteRequest",
    scope: "reads-twice",
    caughtBy: "P4",
    machines: () => ({
      reader: reader.provide({
        actions: {
          noteRequest: assign(({ context, event }) => {
            if (event.type !== "ask") return {};
            const { page, vdl, needs } = event;
            const at = Object.keys(context.cache).map((name) => cachedLsn(context, name))
              .reduce((a, b) => a > b ? a : b, vdl);
            return { request: { page, at, needs, later: [], isAnswered: false } };
          }),
        },
      }),
    }),
  },
  {
    name: "late-answer-overwrites",
    number: 45,
    says:
      "A second answer to the same request takes the place of the first, and of what came since.",
    rule: "reader.isAwaited",
    scope: "reads-twice",
    caughtBy: "P1",
    machines: () => ({
      reader: reader.provide({
        guards: {
          isAwaited: ({ context: { request }, event }) =>
            event.type === "answer" && event.page === request?.page && event.at === request.at,
        },
      }),
    }),
  },
  {
    name: "read-point-of-long-ago",
    number: 46,
    says: "The next writer reads as of the point that the one before it announced, not as of VDL.",
    rule: "reader.noteRequest",
    scope: "reads-after-recovery",
    caughtBy: "P1",
    machines: () => ({
      reader: reader.provide({
        actions: {
          noteRequest: assign(({ context: { lowest: at }, event }) => {
            if (event.type !== "ask") return {};
            const { page, needs } = event;
            return { request: { page, at, needs, later: [], isAnswered: false } };
          }),
        },
      }),
    }),
  },
  {
    name: "view-reads-at-vdl",
    says: "What is read through a read view is as of the VDL of now.",
    rule: "reader.readPage",
    scope: "reads-twice",
    caughtBy: "P4",
    machines: () => ({
      reader: reader.provide({
        actions: {
          readPage: assign(({ context: { cache, view }, event }) => {
            if (event.type !== "look" || view === null) return {};
            const { page, vdl } = event;
            return { view: withSeen(view, page, undone(cache[page]!, vdl), vdl) };
          }),
        },
      }),
    }),
  },
  {
    name: "cache-kept-as-it-was",
    number: 80,
    says: "A cache that outlives a crash keeps every page, be it annulled or not.",
    rule: "reader.keepDurable",
    scope: "reads-after-recovery",
    caughtBy: "E4",
    machines: () => ({ reader: reader.provide({ actions: { keepDurable: () => {} } }) }),
  },
  {
    name: "epoch-not-checked-on-reads",
    number: 24,
    says: "A copy answers the reads of a writer whatever its epoch.",
    rule: "segment.isCurrentRead",
    scope: "reads-recovery",
    caughtBy: "R3",
    machines: () => ({ segment: segment.provide({ guards: { isCurrentRead: () => true } }) }),
  },
  {
    name: "absent-copy-answers",
    number: 30,
    says: "A copy that was away in a recovery answers whoever asks with a newer epoch.",
    rule: "segment.isCurrentRead",
    scope: "reads-absent",
    caughtBy: "R1",
    machines: () => ({
      segment: segment.provide({
        guards: {
          isCurrentRead: ({ context, event }) =>
            event.type === "serve" && event.epoch >= context.epoch,
        },
      }),
    }),
  },
  {
    name: "three-tails-are-enough",
    says: "Three tail segments are taken for a write quorum by the writer.",
    rule: "writer.advancePgcl",
    scope: "full-tail",
    caughtBy: "G3",
    machines: (bounds) => {
      const config = writerConfig(bounds);
      const tails = Object.values(config.groups).flatMap(({ members }) =>
        members.filter(({ kind }) => kind === "tail").map(({ segment }) => segment)
      );
      return {
        writer: writer(config).provide({
          actions: {
            advancePgcl: assign(({ context }) => ({
              pgcl: pgcls(context, config, (record) =>
                hasQuorum(context, config, record) ||
                tails.every((copy) => context.acks[copy]?.includes(record.lsn))),
            })),
          },
        }),
      };
    },
  },
  {
    name: "bad-block-repairs",
    number: 54,
    says: "A block is repaired from a peer on which it is damaged, too.",
    rule: "segment.isGoodSource",
    scope: "scrub",
    caughtBy: "S1",
    machines: () => ({ segment: segment.provide({ guards: { isGoodSource: () => true } }) }),
  },
  {
    name: "checksum-ignored",
    says: "A scrub finds every block in order.",
    rule: "segment.checkBlock",
    scope: "scrub",
    caughtBy: "S1",
    machines: () => ({ segment: segment.provide({ actions: { checkBlock: () => {} } }) }),
  },
  {
    name: "damaged-block-served",
    says: "A copy answers with a block without looking at its checksum.",
    rule: "segment.isIntact",
    scope: "scrub",
    caughtBy: "S1",
    machines: () => ({ segment: segment.provide({ guards: { isIntact: () => true } }) }),
  },
];
