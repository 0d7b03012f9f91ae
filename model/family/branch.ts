/**
 * One volume of a family of clones: its own log from the point at which it was forked. How a log
 * becomes durable is not looked at here: VCL moves record by record, VDL follows from CPL to CPL.
 * Source: User Guide (Cloning a volume); that LSNs go on from the fork is derived.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Lsn, NO_LSN, type PageId, type VolumeId } from "../terms.ts";

/** One record of a branch. */
export interface BranchRecord {
  /** Its LSN. */
  readonly lsn: Lsn;
  /** The record before it. */
  readonly prev: Lsn;
  /** The page that it changes. */
  readonly page: PageId;
  /** Is it the last of its mini-transaction? */
  readonly cpl: boolean;
}

/** Where a clone began. */
export interface Fork {
  /** The volume that it was cloned from. */
  readonly of: VolumeId;
  /** What it holds of that, up to here. */
  readonly at: Lsn;
  /** The last record of each page up to there. */
  readonly pages: Readonly<Record<PageId, Lsn>>;
}

/** What a branch knows. */
export interface BranchContext {
  /** Where it began, if it is a clone. */
  readonly fork?: Fork;
  /** Its own records, those before the fork aside. */
  readonly log: readonly BranchRecord[];
  /** Volume Complete LSN. */
  readonly vcl: Lsn;
  /** Volume Durable LSN: the last CPL at or below VCL. */
  readonly vdl: Lsn;
  /** Its records are applied to pages up to here. */
  readonly applied: Lsn;
  /** What it was before it was rewound. */
  readonly rewound?: Pick<BranchContext, "log" | "vdl">;
}

/** What happens to a branch. */
export type BranchEvent =
  | { readonly type: "create" | "complete" | "apply" | "read" | "delete" }
  | { readonly type: "rewind"; readonly to: Lsn }
  | { readonly type: "allocate"; readonly pages: readonly PageId[] }
  | { readonly type: "clone"; readonly of: VolumeId; readonly source: BranchContext };

/** The last record of each page that a branch has, at or below an LSN. */
export function pagesAt({ fork, log }: BranchContext, at: Lsn): Fork["pages"] {
  const own = log.filter(({ lsn }) => lsn <= at).map(({ page, lsn }) => [page, lsn] as const);
  return { ...fork?.pages, ...Object.fromEntries(own) };
}

/** A branch that begins as another one is at an LSN. */
export function forked(of: VolumeId, source: BranchContext, at: Lsn): Partial<BranchContext> {
  return { fork: { of, at, pages: pagesAt(source, at) }, vcl: at, vdl: at, applied: at };
}

/** The record behind a point of the log, if there is one. */
function nextAfter(log: BranchContext["log"], lsn: Lsn): BranchRecord | undefined {
  return log.find((record) => record.lsn > lsn);
}

/** The record that is to be applied to its page: no page is ahead of VDL. */
export function toApply({ log, applied, vdl }: BranchContext): BranchRecord | undefined {
  const next = nextAfter(log, applied);
  return next && next.lsn <= vdl ? next : undefined;
}

/** How many mini-transactions were written to it. */
export function mtrsIn({ log }: BranchContext): number {
  return log.filter(({ cpl }) => cpl).length;
}

/** What does not matter in most states, in writing. */
const IGNORED = {
  create: {},
  clone: {},
  allocate: {},
  complete: {},
  apply: {},
  read: {},
  rewind: {},
  delete: {},
} as const;

/** The machine of one volume. */
export const branch = setup({
  types: { context: {} as BranchContext, events: {} as BranchEvent },
  guards: {
    isIncomplete: ({ context: { log, vcl } }) => nextAfter(log, vcl) !== undefined,
    isDurable: ({ context }) => toApply(context) !== undefined,
    // What was before its birth was not its own.
    isAfterBirth: ({ context: { fork }, event }) =>
      event.type === "rewind" && event.to >= (fork?.at ?? NO_LSN),
  },
  actions: {
    forkAtVdl: assign(({ event }) =>
      event.type === "clone" ? forked(event.of, event.source, event.source.vdl) : {}
    ),
    cutMtr: assign(({ context: { log, fork }, event }) => {
      const pages = event.type === "allocate" ? event.pages : [];
      const last = log.at(-1)?.lsn ?? fork?.at ?? NO_LSN;
      const records = pages.map((page, nth): BranchRecord => {
        const prev = last + BigInt(nth);
        return { lsn: prev + 1n, prev, page, cpl: nth === pages.length - 1 };
      });
      return { log: [...log, ...records] };
    }),
    advanceVcl: assign(({ context: { log, vcl } }) => ({ vcl: nextAfter(log, vcl)!.lsn })),
    advanceVdl: assign(({ context: { log, vcl, vdl } }) => ({
      vdl: log.findLast(({ lsn, cpl }) => cpl && lsn <= vcl)?.lsn ?? vdl,
    })),
    goBack: assign(({ context: { log, vdl }, event }) =>
      event.type === "rewind"
        ? {
          log: log.filter(({ lsn }) => lsn <= event.to),
          rewound: { log, vdl },
          ...{ vcl: event.to, vdl: event.to, applied: event.to },
        }
        : {}
    ),
    noteApplied: assign(({ context }) => ({ applied: toApply(context)!.lsn })),
  },
}).createMachine({
  id: "branch",
  initial: "absent",
  context: { log: [], vcl: NO_LSN, vdl: NO_LSN, applied: NO_LSN },
  states: {
    absent: {
      on: {
        ...IGNORED,
        create: "available",
        clone: { target: "available", actions: "forkAtVdl" },
      },
    },
    available: {
      on: {
        ...IGNORED,
        allocate: { actions: "cutMtr" },
        complete: { guard: "isIncomplete", actions: ["advanceVcl", "advanceVdl"] },
        apply: { guard: "isDurable", actions: "noteApplied" },
        read: "available",
        rewind: { guard: "isAfterBirth", actions: "goBack" },
        delete: "deleted",
      },
    },
    deleted: { on: IGNORED },
  },
});
