/**
 * Mistakes in the commits of the writer: when a client is told that its transaction is durable.
 *
 * @module
 */
import { assign } from "xstate";
import { writerConfig } from "../../model/system.ts";
import {
  acknowledgeWhere,
  type Commit,
  hasQuorum,
  writer,
  type WriterConfig,
  type WriterContext,
} from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

/** Acknowledges the commits that pass another test. */
const acknowledging = (
  passes: (commit: Commit, context: WriterContext, config: WriterConfig) => boolean,
): StorageMutant["machines"] =>
(bounds) => {
  const config = writerConfig(bounds);
  return {
    writer: writer(config).provide({
      actions: {
        acknowledgeCommits: assign(({ context }) =>
          acknowledgeWhere(context, (commit) => passes(commit, context, config))
        ),
      },
    }),
  };
};

/** Mistakes in acknowledging commits. */
export const commitMutants: readonly StorageMutant[] = [
  {
    name: "fire-and-forget",
    number: 6,
    says: "A commit is acknowledged when its record is written, before any copy has it.",
    rule: "writer.queueCommits",
    scope: "tiny",
    caughtBy: "C1",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({
        actions: {
          queueCommits: assign(({ context }) => ({
            acknowledged: [
              ...context.acknowledged,
              ...context.batch.flatMap(({ commits }) => commits ?? []),
            ],
          })),
        },
      }),
    }),
  },
  {
    name: "own-record-only",
    number: 7,
    says: "A commit is acknowledged when its own record has a quorum, a lower LSN missing or not.",
    rule: "writer.acknowledgeCommits",
    scope: "tiny",
    caughtBy: "C2",
    machines: acknowledging(({ scn }, context, config) =>
      context.log.some((record) => record.lsn === scn && hasQuorum(context, config, record))
    ),
  },
  {
    name: "own-group-only",
    number: 8,
    says: "A commit looks at the PGCL of its own group only.",
    rule: "writer.acknowledgeCommits",
    scope: "two-groups",
    caughtBy: "C2",
    machines: acknowledging(({ scn }, { log, pgcl }) =>
      log.some(({ lsn, pg }) => lsn === scn && scn <= pgcl[pg]!)
    ),
  },
  {
    name: "commit-by-vcl",
    number: 9,
    says: "A commit is tested against VCL, though its record need not be a CPL.",
    rule: "writer.acknowledgeCommits",
    scope: "mtr",
    caughtBy: "C1",
    machines: acknowledging(({ scn }, { vcl }) => scn <= vcl),
  },
  {
    name: "strictly-below-vdl",
    number: 10,
    says: "A commit waits until its SCN is below VDL, not at it: the last one waits for ever.",
    rule: "writer.acknowledgeCommits",
    scope: "tiny",
    caughtBy: "C4",
    machines: acknowledging(({ scn }, { vdl }) => scn < vdl),
  },
  {
    name: "acknowledged-again",
    says: "A commit stays on the queue after it was acknowledged.",
    rule: "writer.acknowledgeCommits",
    scope: "tiny",
    caughtBy: "C3",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({
        actions: {
          acknowledgeCommits: assign(({ context }) => ({
            acknowledged: acknowledgeWhere(context, ({ scn }) => scn <= context.vdl).acknowledged,
          })),
        },
      }),
    }),
  },
];
