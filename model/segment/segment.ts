/**
 * A segment: one copy of a protection group on one storage node, and the pipeline that a record
 * goes through there. Source: S17 §3.3 and Figure 4, S18 §2.1 and Figure 2.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import { blockAt, sameBlock, withApplied } from "./blocks.ts";
import { completeUpto } from "./chain.ts";
import { FIRST_EPOCH, isAnnulled } from "../recovery/epochs.ts";
import {
  discarded,
  EMPTY,
  holds,
  inOrder,
  lastApplied,
  least,
  nextToApply,
  raised,
  type SegmentContext,
  withBaseline,
  withFarewell,
  withGossiped,
  withMembership,
  withoutAnnulled,
  withoutCollected,
} from "./possessions.ts";
import { canGive, isStamped, type SegmentEvent, UNHEARD } from "./segment_events.ts";

export * from "./blocks.ts";
export * from "./possessions.ts";
export * from "./segment_events.ts";

/** The segment machine. `store` is `receive`, `persist` and `sort` in one step. */
export const segment = setup({
  types: { context: {} as SegmentContext, events: {} as SegmentEvent },
  guards: {
    // Who knows the epoch but not yet what it annulled could take a dead record for a live one.
    isCurrent: ({ context, event }) =>
      "epoch" in event && event.epoch === context.epoch && context.informed === context.epoch,
    isOfThisEpoch: ({ context, event }) => event.type === "report" && event.epoch === context.epoch,
    isOfThisRecovery: ({ context, event }) =>
      event.type === "writeBack" && event.epoch === context.epoch,
    isNoOlderEpoch: ({ context, event }) => event.type === "fence" && event.epoch >= context.epoch,
    isNoOlderTruncation: ({ context, event }) =>
      event.type === "truncate" && event.epoch >= context.epoch,
    // Till then it could take, apply or stage what its epoch annulled.
    knowsItsEpoch: ({ context }) => context.informed === context.epoch,
    // A peer that knows more is not understood: what it has may stand where a dead record stands.
    isUnderstood: ({ context, event }) => "informed" in event && event.informed <= context.informed,
    // Of a newer one it hears first by the request itself.
    isOfThisMembership: ({ context, event }) =>
      isStamped(event) && (event.membership ?? FIRST_EPOCH) >= context.membership,
    isNewMembership: ({ context, event }) =>
      event.type === "enter" && event.membership > context.membership,
    // By its place, not by its age: what was written before a crash may be needed still.
    isAlive: ({ context, event }) =>
      "record" in event && !isAnnulled(context.annulled, event.record.lsn),
    isNew: ({ context, event }) =>
      "record" in event && !holds(context, event.record.lsn) &&
      !context.incoming.some(({ lsn }) => lsn === event.record.lsn),
    // What is in memory only is still a hole in the hot log.
    isMissing: ({ context, event }) => "record" in event && !holds(context, event.record.lsn),
    // A block tells nothing of what was left out of it, and below the GC point there are newer ones only.
    isWholeThere: ({ event }) => event.type === "hydrate" && canGive(event),
    // Blocks cannot be taken back below their point: nobody may want that any more.
    isBelowReadPoints: ({ event }) => event.type === "hydrate" && event.upto <= event.pgmrpl,
    hasIncoming: ({ context }) => context.incoming.length > 0,
    hasUnsorted: ({ context }) => context.updateQueue.length > 0,
    isDurable: ({ context, event }) => event.type === "acknowledge" && holds(context, event.lsn),
    hasUnapplied: ({ context }) => nextToApply(context) !== undefined,
    hasUnstaged: ({ context }) => context.staged < context.scl,
    // A later PGMRPL passes LSNs that are annulled: who does not know of them would collect them.
    isCurrentPgmrpl: ({ context, event }) =>
      event.type === "collect" && (event.epoch ?? FIRST_EPOCH) === context.epoch,
    isCurrentRead: ({ context, event }) =>
      event.type === "serve" && event.epoch === context.epoch && context.informed === event.epoch,
    // A point of the volume is no LSN of this group: what counts is the last of its records there.
    isComplete: ({ context, event }) => event.type === "serve" && context.scl >= event.needs,
    isKept: ({ context, event }) => event.type === "serve" && event.at >= context.collected,
    isIntact: ({ context, event }) =>
      event.type === "serve" && !context.damaged.includes(event.page),
    isBlockAsOf: ({ context, event }) =>
      event.type === "serve" && sameBlock(event.block, blockAt(context, event.page, event.at)),
    isMade: ({ context, event }) =>
      "page" in event && (context.blocks[event.page] ?? []).length > 0,
    isUndamaged: ({ context, event }) => "page" in event && !context.damaged.includes(event.page),
    isUnsuspected: ({ context, event }) =>
      "page" in event && !context.suspected.includes(event.page),
    isSuspected: ({ context, event }) => "page" in event && context.suspected.includes(event.page),
    isGoodSource: ({ event }) => event.type === "repair" && event.isGood,
  },
  actions: {
    enqueue: assign(({ context, event }) =>
      "record" in event ? { incoming: inOrder([...context.incoming, event.record]) } : {}
    ),
    persistIncoming: assign(({ context }) => ({
      incoming: [],
      updateQueue: inOrder([...context.updateQueue, ...context.incoming]),
    })),
    sortIntoHotLog: assign(({ context }) => ({
      updateQueue: [],
      hotLog: inOrder([...context.hotLog, ...context.updateQueue]),
    })),
    keepGossiped: assign(({ context, event }) =>
      event.type === "gossip" ? withGossiped(context, event.record) : {}
    ),
    takeBaseline: assign(({ context, event }) =>
      event.type === "hydrate" ? withBaseline(context, event) : {}
    ),
    // What lies above the baseline comes by gossip.
    startAtBaseline: assign(({ context, event }) =>
      event.type === "hydrate" ? { scl: completeUpto(event.upto, context.hotLog) } : {}
    ),
    // Follow the back-links, not the numbers: the LSNs of one group are not consecutive.
    advanceScl: assign(({ context }) => ({ scl: completeUpto(context.scl, context.hotLog) })),
    reportScl: () => {},
    reportLog: () => {},
    applyNext: assign(({ context }) => {
      const next = nextToApply(context);
      return next === undefined ? {} : { applied: [...context.applied, next] };
    }),
    writeBlock: assign(({ context }) => withApplied(context)),
    sendBlock: () => {},
    spoilBlock: assign(({ context: { damaged }, event }) =>
      "page" in event ? { damaged: [...damaged, event.page].sort() } : {}
    ),
    // The checksum tells.
    checkBlock: assign(({ context: { damaged, suspected }, event }) =>
      "page" in event && damaged.includes(event.page)
        ? { suspected: [...suspected, event.page].sort() }
        : {}
    ),
    mendBlock: assign(({ context: { blocks, damaged, suspected }, event }) => {
      if (event.type !== "repair") return {};
      const { page, block } = event;
      return {
        blocks: { ...blocks, [page]: block },
        damaged: damaged.filter((name) => name !== page),
        suspected: suspected.filter((name) => name !== page),
      };
    }),
    stageHotLog: assign(({ context }) => ({ staged: context.scl })),
    // What is applied, staged, and below every read point may go. News of PGMRPL may be old.
    advanceGcPoint: assign(({ context, event }) => {
      if (event.type !== "collect") return {};
      return raised(context, least(lastApplied(context), context.staged, event.pgmrpl));
    }),
    dropCollected: assign(({ context }) => withoutCollected(context)),
    loseIncoming: assign({ incoming: [] }),
    keepWrittenBack: assign(({ context, event }) =>
      event.type === "writeBack" ? withGossiped(context, event.record) : {}
    ),
    sayFarewell: assign(({ context }) => withFarewell(context)),
    enterEpoch: assign(({ event }) => "epoch" in event ? { epoch: event.epoch } : {}),
    learnTruncation: assign(({ event }) =>
      event.type === "truncate" ? { informed: event.epoch, annulled: event.ranges } : {}
    ),
    dropAnnulled: assign(({ context, event }) =>
      event.type === "truncate" ? withoutAnnulled(context, event) : {}
    ),
    enterMembership: assign(({ context, event }) => withMembership(context, event)),
    dropAll: assign(({ context }) => discarded(context)),
  },
}).createMachine({
  id: "segment",
  initial: "online",
  context: EMPTY,
  states: {
    online: {
      on: {
        receive: {
          guard: and(["isCurrent", "isOfThisMembership", "isAlive", "isNew"]),
          actions: ["enterMembership", "enqueue"],
        },
        persist: { guard: "hasIncoming", actions: "persistIncoming" },
        acknowledge: { guard: "isDurable", actions: "reportScl" },
        sort: { guard: "hasUnsorted", actions: ["sortIntoHotLog", "advanceScl"] },
        store: {
          guard: and(["isCurrent", "isOfThisMembership", "isAlive", "isNew"]),
          actions: [
            "enterMembership",
            "enqueue",
            "persistIncoming",
            "sortIntoHotLog",
            "advanceScl",
          ],
        },
        gossip: {
          guard: and([
            "knowsItsEpoch",
            "isUnderstood",
            "isOfThisMembership",
            "isAlive",
            "isMissing",
          ]),
          actions: ["enterMembership", "keepGossiped", "advanceScl"],
        },
        hydrate: {
          guard: and([
            "knowsItsEpoch",
            "isUnderstood",
            "isOfThisMembership",
            "isWholeThere",
            "isBelowReadPoints",
          ]),
          actions: ["enterMembership", "takeBaseline", "startAtBaseline"],
        },
        writeBack: {
          guard: and(["isOfThisRecovery", "isMissing"]),
          actions: ["keepWrittenBack", "advanceScl"],
        },
        report: { guard: "isOfThisEpoch", actions: "reportLog" },
        fence: { guard: "isNoOlderEpoch", actions: ["sayFarewell", "enterEpoch"] },
        truncate: {
          guard: "isNoOlderTruncation",
          actions: ["sayFarewell", "enterEpoch", "learnTruncation", "dropAnnulled"],
        },
        coalesce: {
          guard: and(["knowsItsEpoch", "hasUnapplied"]),
          actions: ["applyNext", "writeBlock"],
        },
        stage: { guard: and(["knowsItsEpoch", "hasUnstaged"]), actions: "stageHotLog" },
        collect: {
          guard: and(["knowsItsEpoch", "isCurrentPgmrpl"]),
          actions: ["advanceGcPoint", "dropCollected"],
        },
        serve: {
          guard: and(["isCurrentRead", "isComplete", "isKept", "isIntact", "isBlockAsOf"]),
          actions: "sendBlock",
        },
        damage: { guard: and(["isMade", "isUndamaged"]), actions: "spoilBlock" },
        scrub: { guard: and(["isMade", "isUnsuspected"]), actions: "checkBlock" },
        repair: { guard: and(["isSuspected", "isGoodSource"]), actions: "mendBlock" },
        enter: { guard: "isNewMembership", actions: "enterMembership" },
        discard: { target: "retired", actions: "dropAll" },
        crash: { target: "crashed", actions: "loseIncoming" },
        restart: {},
      },
    },
    crashed: { on: { ...UNHEARD, restart: "online" } },
    // Another copy has taken its place.
    retired: { on: { ...UNHEARD, restart: {} } },
  },
});
