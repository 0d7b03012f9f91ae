/**
 * Crash recovery of a volume: what an instance does before it may write. Source: S17 §4.3, S18
 * §2.4; the order of its steps is derived, each from what goes wrong without it.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import { type Counting, groupsNow, isReadable } from "../membership/counted.ts";
import { FIRST_EPOCH } from "./epochs.ts";
import {
  anew,
  FORGOTTEN,
  hasSent,
  heardAgain,
  knownToHold,
  type RecoveryContext,
  type RecoveryEvent,
  withCopy,
  withLsn,
} from "./knowledge.ts";
import { meets } from "../quorum/quorum.ts";
import { annulledBy, recovered } from "./recovered.ts";
import { inOrder } from "../segment/possessions.ts";
import type { SegmentId } from "../terms.ts";
import { inFlightIn, withoutChange } from "../writer/undo.ts";
import type { WriterConfig } from "../writer/writer.ts";

export * from "./knowledge.ts";

/** What a recovery needs to know of its volume. */
export type RecoveryConfig = Pick<WriterConfig, "groups" | "lal" | "standing">;

/** Do these copies meet a quorum of every group? */
export function meetEvery(
  rule: "read" | "write",
  copies: readonly SegmentId[],
  { groups }: Counting,
): boolean {
  return Object.values(groups).every((group) => meets(group[rule], copies, group.members));
}

/** What does not matter in most states, in writing. */
const IGNORED = {
  start: {},
  learn: {},
  fenced: {},
  answer: {},
  compute: {},
  writtenBack: {},
  informed: {},
  undone: {},
  open: {},
  crash: {},
} as const;

/** Other copies count now: what was asked of those of before is asked of them, too. */
const askingAnew = { learn: { target: "fencing", actions: "learnMembers" } } as const;

/** The recovery machine of a volume. */
export const recovery = (config: RecoveryConfig) => {
  const areQuorum = (rule: "read" | "write", copies: object, { counted }: RecoveryContext) =>
    meetEvery(rule, Object.keys(copies), { groups: groupsNow(config, counted) });
  return setup({
    types: { context: {} as RecoveryContext, events: {} as RecoveryEvent },
    guards: {
      // Only then can no older writer complete a write any more.
      isFenced: ({ context }) => areQuorum("write", context.fenced, context),
      isUnanswered: ({ context, event }) =>
        event.type === "answer" && context.answers[event.segment] === undefined,
      hasReadQuorum: ({ context }) => areQuorum("read", context.answers, context),
      // Who is new knows nothing of what was durable before it came.
      isHydrated: ({ context: { answers, counted }, event }) =>
        event.type === "compute" && (event.newMembers === undefined || counted === null ||
          isReadable(answers, counted, event.newMembers, config.standing!)),
      // What one copy alone has could be missed by the next recovery.
      isWrittenBack: ({ context: { recovered, held, counted } }) =>
        recovered.records.every(({ lsn, pg }) => {
          const { write, members } = groupsNow(config, counted)[pg]!;
          return meets(write, Object.keys(held).filter((id) => held[id]!.includes(lsn)), members);
        }),
      isClean: ({ context }) => context.inFlight.length === 0,
      isTruncated: ({ context }) => areQuorum("write", context.informed, context),
    },
    actions: {
      enterEpoch: assign(({ event }) =>
        event.type === "start"
          ? { epoch: event.epoch, asked: event.epoch, counted: event.counted ?? null }
          : {}
      ),
      learnMembers: assign(({ context, event }) =>
        event.type === "learn" ? { ...anew(context), counted: event.counted } : {}
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
        recovered: hasSent(context) ? heardAgain(context) : recovered(context.answers),
      })),
      listInFlight: assign(({ context: { recovered } }) => ({
        inFlight: inFlightIn(inOrder([...recovered.inBlocks, ...recovered.records])),
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
      sendTruncation: assign(({ context }) => {
        const { sent, epoch, recovered } = context;
        if (hasSent(context)) return {};
        return { sent: [...sent, { epoch, ranges: annulledBy(recovered, config.lal) }] };
      }),
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
    context: { ...FORGOTTEN, counted: null, asked: FIRST_EPOCH, sent: [], over: [] },
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
          ...askingAnew,
          fenced: { actions: "noteFenced" },
          crash: { target: "closed", actions: "forget" },
        },
        always: { guard: "isFenced", target: "collecting" },
      },
      collecting: {
        on: {
          ...IGNORED,
          ...askingAnew,
          answer: { guard: "isUnanswered", actions: "noteAnswer" },
          compute: {
            guard: and(["hasReadQuorum", "isHydrated"]),
            target: "repairing",
            actions: ["computePoints", "listInFlight", "noteHolders"],
          },
          crash: { target: "closed", actions: "forget" },
        },
      },
      repairing: {
        on: {
          ...IGNORED,
          ...askingAnew,
          writtenBack: { actions: "noteWrittenBack" },
          crash: { target: "closed", actions: "forget" },
        },
        always: { guard: "isWrittenBack", target: "truncating", actions: "sendTruncation" },
      },
      truncating: {
        on: {
          ...IGNORED,
          ...askingAnew,
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
};
