/**
 * Mistakes in the points of the writer: PGCL, VCL, VDL.
 *
 * @module
 */
import { assign } from "xstate";
import { vdlOf } from "../../model/writer/points.ts";
import { writerConfig } from "../../model/system.ts";
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import {
  hasQuorum,
  heldAfter,
  holders,
  pgcls,
  writer,
  type WriterConfig,
  type WriterContext,
  type WriterEvent,
} from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

const greatest = (lsns: readonly Lsn[]) => lsns.reduce((a, b) => a > b ? a : b, NO_LSN);
const least = (lsns: readonly Lsn[]) => lsns.reduce((a, b) => a < b ? a : b);

/** Computes VCL in another way. */
const vclBy =
  (vcl: (context: WriterContext, config: WriterConfig) => Lsn): StorageMutant["machines"] =>
  (bounds) => {
    const config = writerConfig(bounds);
    return {
      writer: writer(config).provide({
        actions: { advanceVcl: assign(({ context }) => ({ vcl: vcl(context, config) })) },
      }),
    };
  };

/** Computes VDL in another way. */
const vdlBy =
  (vdl: (context: WriterContext, event: WriterEvent) => Lsn): StorageMutant["machines"] =>
  (bounds) => ({
    writer: writer(writerConfig(bounds)).provide({
      actions: { advanceVdl: assign(({ context, event }) => ({ vdl: vdl(context, event) })) },
    }),
  });

/** Mistakes in PGCL, VCL and VDL. */
export const pointMutants: readonly StorageMutant[] = [
  {
    name: "ack-at-three",
    number: 1,
    says: "Three acknowledgements of six are taken for a write quorum.",
    rule: "writer.advancePgcl",
    scope: "small",
    caughtBy: "D1",
    machines(bounds) {
      const config = writerConfig(bounds);
      return {
        writer: writer(config).provide({
          actions: {
            advancePgcl: assign(({ context }) => ({
              pgcl: pgcls(context, config, ({ lsn }) => holders(context, lsn).length >= 3),
            })),
          },
        }),
      };
    },
  },
  {
    name: "duplicate-ack-counts-twice",
    number: 2,
    says: "A second acknowledgement of one copy is counted as that of another.",
    rule: "writer.countAck",
    scope: "tiny",
    caughtBy: "Q3",
    namesCopies: true,
    machines(bounds) {
      const config = writerConfig(bounds);
      return {
        writer: writer(config).provide({
          actions: {
            countAck: assign(({ context, event }) => {
              if (event.type !== "ack") return {};
              const counted = holders(context, event.lsn);
              const free = config.groups[event.pg]!.members
                .find(({ segment }) => !counted.includes(segment))?.segment;
              const segment = counted.includes(event.segment) ? free : event.segment;
              if (segment === undefined) return {};
              const held = heldAfter(context, { ...event, segment });
              return { acks: { ...context.acks, [segment]: held } };
            }),
          },
        }),
      };
    },
  },
  {
    name: "vdl-is-vcl",
    number: 11,
    says: "VDL is VCL, be it a CPL or not.",
    rule: "writer.advanceVdl",
    scope: "mtr",
    caughtBy: "L5",
    machines: vdlBy(({ vcl }) => vcl),
  },
  {
    name: "vdl-is-the-next-cpl",
    number: 12,
    says: "VDL is the first CPL at or above VCL, not the last one at or below it.",
    rule: "writer.advanceVdl",
    scope: "mtr",
    caughtBy: "L5",
    machines: vdlBy(({ log, vcl, vdl }) =>
      vcl === NO_LSN ? NO_LSN : log.find(({ lsn, cpl }) => cpl && lsn >= vcl)?.lsn ?? vdl
    ),
  },
  {
    name: "vdl-of-the-last-ack",
    says: "VDL is computed anew from the record acknowledged last, so a late one takes it back.",
    rule: "writer.advanceVdl",
    scope: "tiny",
    caughtBy: "L8",
    machines: vdlBy(({ log, vcl, vdl }, event) =>
      event.type === "ack" ? vdlOf(log, least([vcl, event.lsn])) : vdl
    ),
  },
  {
    name: "vcl-is-the-greatest-pgcl",
    number: 13,
    says: "VCL is the greatest PGCL of the volume.",
    rule: "writer.advanceVcl",
    scope: "two-groups",
    caughtBy: "L4",
    machines: vclBy(({ pgcl }) => greatest(Object.values(pgcl))),
  },
  {
    name: "vcl-is-the-least-pgcl",
    number: 14,
    says: "VCL is the least PGCL of the volume: it stands still while one group is idle.",
    rule: "writer.advanceVcl",
    scope: "two-of-three-each",
    caughtBy: "C4",
    machines: vclBy(({ pgcl }) => least(Object.values(pgcl))),
  },
  {
    name: "vcl-skips-a-hole",
    says: "VCL is the highest record that has a quorum, whatever is missing below it.",
    rule: "writer.advanceVcl",
    scope: "tiny",
    caughtBy: "L4",
    machines: vclBy((context, config) =>
      greatest(
        context.log.filter((record) => hasQuorum(context, config, record)).map(({ lsn }) => lsn),
      )
    ),
  },
];
