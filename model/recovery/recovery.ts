/**
 * Crash recovery of a volume: what an instance does before it may write. Source: S17 §4.3, S18
 * §2.4; the order of its steps is derived, each from what goes wrong without it.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Epoch, FIRST_EPOCH, type Truncation } from "./epochs.ts";
import { meets } from "../quorum/quorum.ts";
import { annulledBy, type Answer, type Recovered, recovered } from "./recovered.ts";
import { type Lsn, NO_LSN, type RedoRecord, type SegmentId } from "../terms.ts";
import { type InFlight, inFlightIn, withoutChange } from "../writer/undo.ts";
import type { WriterConfig } from "../writer/writer.ts";

/** Some copies. A record of true, so that the order in which they came is forgotten. */
export type Copies = Readonly<Record<SegmentId, true>>;

/** What a recovery knows. A crash takes all of it, but for what storage has or is on its way. */
export interface RecoveryContext {
  /** The volume epoch that it opens. */
  readonly epoch: Epoch;
  /** The copies that entered that epoch. */
  readonly fenced: Copies;
  /** What copies answered, by copy. */
  readonly answers: Readonly<Record<SegmentId, Answer>>;
  /** What the answers come to. */
  readonly recovered: Recovered;
  /** The transactions that are to be undone once the volume is open. */
  readonly inFlight: readonly InFlight[];
  /** Which of the recovered records each copy is known to hold. */
  readonly held: Readonly<Record<SegmentId, readonly Lsn[]>>;
  /** The copies that know what is annulled. */
  readonly informed: Copies;
  /** The last epoch that copies were asked to enter: such a request may arrive late. */
  readonly asked: Epoch;
  /** The truncations that were ever sent to the copies: they may arrive late. */
  readonly sent: readonly Truncation[];
  /** The recoveries that came to their end: what they annulled is on a write quorum. */
  readonly over: readonly Over[];
}

/** A recovery that came to its end. */
export interface Over extends Truncation {
  /** The VDL from which the log went on. */
  readonly vdl: Lsn;
}

/** What happens to a recovery. */
export type RecoveryEvent =
  | { readonly type: "start"; readonly epoch: Epoch }
  | { readonly type: "fenced" | "informed"; readonly segment: SegmentId }
  | { readonly type: "answer"; readonly segment: SegmentId; readonly answer: Answer }
  | { readonly type: "writtenBack"; readonly segment: SegmentId; readonly lsn: Lsn }
  | { readonly type: "undone"; readonly lsn: Lsn }
  | { readonly type: "compute" | "open" | "crash" };

/** What a recovery needs to know of its volume. */
export type RecoveryConfig = Pick<WriterConfig, "groups" | "lal">;

const NOTHING: Recovered = { responders: {}, vcl: NO_LSN, vdl: NO_LSN, records: [], annulled: [] };

const FORGOTTEN: Omit<RecoveryContext, "asked" | "sent" | "over"> = {
  epoch: FIRST_EPOCH,
  fenced: {},
  answers: {},
  recovered: NOTHING,
  inFlight: [],
  held: {},
  informed: {},
};

/** Do these copies meet a quorum of every group? */
export function meetEvery(
  rule: "read" | "write",
  copies: readonly SegmentId[],
  { groups }: RecoveryConfig,
): boolean {
  return Object.values(groups).every((group) => meets(group[rule], copies, group.members));
}

/** What each copy is known to hold of some records. */
export function knownToHold(
  answers: RecoveryContext["answers"],
  records: readonly RedoRecord[],
): RecoveryContext["held"] {
  return Object.fromEntries(
    Object.entries(answers).map(([segment, { pg, collected, records: own }]) => [
      segment,
      records.filter(({ lsn, pg: of }) =>
        of === pg && (lsn <= collected || own.some((record) => record.lsn === lsn))
      ).map(({ lsn }) => lsn),
    ]),
  );
}

/** What does not matter in most states, in writing. */
const IGNORED = {
  start: {},
  fenced: {},
  answer: {},
  compute: {},
  writtenBack: {},
  informed: {},
  undone: {},
  open: {},
  crash: {},
} as const;

function withCopy(copies: Copies, segment: SegmentId): Copies {
  return { ...copies, [segment]: true };
}

function withLsn(lsns: readonly Lsn[], lsn: Lsn): Lsn[] {
  return [...new Set([...lsns, lsn])].sort((a, b) => Number(a - b));
}

/** The recovery machine of a volume. */
export const recovery = (config: RecoveryConfig) =>
  setup({
    types: { context: {} as RecoveryContext, events: {} as RecoveryEvent },
    guards: {
      // Only then can no older writer complete a write any more.
      isFenced: ({ context }) => meetEvery("write", Object.keys(context.fenced), config),
      isUnanswered: ({ context, event }) =>
        event.type === "answer" && context.answers[event.segment] === undefined,
      hasReadQuorum: ({ context }) => meetEvery("read", Object.keys(context.answers), config),
      // What one copy alone has could be missed by the next recovery.
      isWrittenBack: ({ context: { recovered, held } }) =>
        recovered.records.every(({ lsn, pg }) => {
          const { write, members } = config.groups[pg]!;
          return meets(write, Object.keys(held).filter((id) => held[id]!.includes(lsn)), members);
        }),
      isClean: ({ context }) => context.inFlight.length === 0,
      isTruncated: ({ context }) => meetEvery("write", Object.keys(context.informed), config),
    },
    actions: {
      enterEpoch: assign(({ event }) =>
        event.type === "start" ? { epoch: event.epoch, asked: event.epoch } : {}
      ),
      noteFenced: assign(({ context, event }) =>
        event.type === "fenced" ? { fenced: withCopy(context.fenced, event.segment) } : {}
      ),
      noteAnswer: assign(({ context, event }) =>
        event.type === "answer"
          ? { answers: { ...context.answers, [event.segment]: event.answer } }
          : {}
      ),
      computePoints: assign(({ context }) => ({
        recovered: recovered(context.answers),
      })),
      listInFlight: assign(({ context: { recovered } }) => ({
        inFlight: inFlightIn(recovered.records),
      })),
      noteUndone: assign(({ context: { inFlight }, event }) =>
        event.type === "undone" ? { inFlight: withoutChange(inFlight, event.lsn) } : {}
      ),
      noteHolders: assign(({ context: { answers, recovered } }) => ({
        held: knownToHold(answers, recovered.records),
        answers: {},
      })),
      noteWrittenBack: assign(({ context: { held }, event }) =>
        event.type === "writtenBack"
          ? { held: { ...held, [event.segment]: withLsn(held[event.segment] ?? [], event.lsn) } }
          : {}
      ),
      sendTruncation: assign(({ context: { sent, epoch, recovered } }) => ({
        sent: [...sent, { epoch, ranges: annulledBy(recovered, config.lal) }],
      })),
      noteInformed: assign(({ context, event }) =>
        event.type === "informed" ? { informed: withCopy(context.informed, event.segment) } : {}
      ),
      noteOver: assign(({ context: { over, sent, recovered: { vdl } } }) => ({
        over: [...over, { ...sent.at(-1)!, vdl }],
      })),
      forget: assign(() => FORGOTTEN),
    },
  }).createMachine({
    id: "recovery",
    initial: "closed",
    context: { ...FORGOTTEN, asked: FIRST_EPOCH, sent: [], over: [] },
    states: {
      closed: {
        on: {
          ...IGNORED,
          start: { target: "fencing", actions: "enterEpoch" },
        },
      },
      fencing: {
        on: {
          ...IGNORED,
          fenced: { actions: "noteFenced" },
          crash: { target: "closed", actions: "forget" },
        },
        always: { guard: "isFenced", target: "collecting" },
      },
      collecting: {
        on: {
          ...IGNORED,
          answer: { guard: "isUnanswered", actions: "noteAnswer" },
          compute: {
            guard: "hasReadQuorum",
            target: "repairing",
            actions: ["computePoints", "listInFlight", "noteHolders"],
          },
          crash: { target: "closed", actions: "forget" },
        },
      },
      repairing: {
        on: {
          ...IGNORED,
          writtenBack: { actions: "noteWrittenBack" },
          crash: { target: "closed", actions: "forget" },
        },
        always: { guard: "isWrittenBack", target: "truncating", actions: "sendTruncation" },
      },
      truncating: {
        on: {
          ...IGNORED,
          informed: { actions: "noteInformed" },
          open: { guard: "isTruncated", target: "open", actions: "noteOver" },
          crash: { target: "closed", actions: "forget" },
        },
      },
      open: {
        on: {
          ...IGNORED,
          crash: { target: "closed", actions: "forget" },
        },
        initial: "undoing",
        states: {
          // Clients are served meanwhile.
          undoing: {
            on: { undone: { actions: "noteUndone" } },
            always: { guard: "isClean", target: "clean" },
          },
          clean: {},
        },
      },
    },
  });
