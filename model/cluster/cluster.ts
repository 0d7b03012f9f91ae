/**
 * A cluster: the instances that share a volume, who of them writes, who takes its place when it is
 * gone, and where endpoints lead. Source: User Guide (High availability; Connection management).
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import {
  addressesOf,
  candidates,
  type ClusterConfig,
  type ClusterContext,
  isFirstBySize,
  isFirstByTier,
  readersOf,
  servedBy,
  withAll,
  without,
} from "./candidates.ts";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import type { InstanceId } from "../terms.ts";

export * from "./candidates.ts";

/** What happens to a cluster. */
export type ClusterEvent =
  | { readonly type: "create" | "pointWriter" | "pointReader" | "abandon" }
  | {
    readonly type: "lose" | "attach" | "choose" | "recreate";
    readonly instance: InstanceId;
  }
  | { readonly type: "pointCustom"; readonly endpoint: string }
  | { readonly type: "retier"; readonly instance: InstanceId; readonly tier: number }
  /** `epoch`: the volume epoch with which the chosen one opens the volume. */
  | { readonly type: "promote"; readonly epoch: Epoch };

function named(event: ClusterEvent): InstanceId {
  return "instance" in event ? event.instance : "";
}

/** What does not matter in most states, in writing. */
const IGNORED = {
  create: {},
  lose: {},
  attach: {},
  retier: {},
  choose: {},
  recreate: {},
  promote: {},
  abandon: {},
  pointWriter: {},
  pointReader: {},
  pointCustom: {},
} as const;

/** The cluster machine of some instances. Its states are words that the service shows. */
export const cluster = (config: ClusterConfig) =>
  setup({
    types: { context: {} as ClusterContext, events: {} as ClusterEvent },
    guards: {
      isWriter: ({ context, event }) => context.writer === named(event),
      isReader: ({ context, event }) => named(event) in context.readers,
      isMissing: ({ context, event }) => named(event) in context.missing,
      isOtherTier: ({ context, event }) =>
        event.type === "retier" && context.tiers[event.instance] !== event.tier,
      isUnchosen: ({ context }) => context.targets.length === 0,
      isLowestTier: ({ context, event }) => isFirstByTier(context, named(event)),
      // Of those that are left any: the order of equals is not told.
      isLargest: ({ context, event }) => isFirstBySize(context, config, named(event)),
      hasNoReader: ({ context }) => candidates(context).length === 0,
      // Who opens the volume with an epoch of its own has fenced the one before it.
      isFenced: ({ context, event }) => event.type === "promote" && event.epoch > context.epoch,
      isWriterElsewhere: ({ context: { writer, writerEndpoint } }) =>
        writerEndpoint.join() !== writer,
      isReaderElsewhere: ({ context }) =>
        context.readerEndpoint.join() !== readersOf(context).join(),
      isCustomElsewhere: ({ context, event }) => {
        if (event.type !== "pointCustom") return false;
        const to = servedBy(context, config.custom![event.endpoint]!);
        return context.customEndpoints[event.endpoint]!.join() !== to.join();
      },
    },
    actions: {
      openFirst: assign(({ context }) => {
        const { writer, instances } = config;
        const readers = without(withAll({}, Object.keys(instances)), [writer]);
        const opened = { ...context, writer, readers };
        return {
          writer,
          readers,
          writerEndpoint: [writer],
          readerEndpoint: readersOf(opened),
          customEndpoints: Object.fromEntries(
            Object.entries(config.custom ?? {}).map(([name, endpoint]) =>
              [name, servedBy(opened, endpoint)] as const
            ),
          ),
        };
      }),
      // Who the writer is makes no difference to it.
      pointInstanceEndpoints: assign(() => ({ instanceEndpoints: addressesOf(config) })),
      noteMissing: assign(({ context, event }) => ({
        missing: withAll(context.missing, [named(event)]),
        readers: without(context.readers, [named(event)]),
      })),
      noteAttached: assign(({ context, event }) => ({
        missing: without(context.missing, [named(event)]),
        readers: withAll(context.readers, [named(event)]),
      })),
      setTier: assign(({ context, event }) =>
        event.type === "retier" ? { tiers: { ...context.tiers, [event.instance]: event.tier } } : {}
      ),
      noteTarget: assign(({ context, event }) => ({
        targets: [...context.targets, named(event)],
      })),
      noteBack: assign(({ context, event }) => ({
        missing: without(context.missing, [named(event)]),
      })),
      loseTargets: assign(({ context }) => ({
        targets: [],
        missing: withAll(context.missing, context.targets),
        readers: without(context.readers, context.targets),
      })),
      takeOver: assign(({ context, event }) => ({
        targets: [],
        writer: context.targets[0]!,
        epoch: event.type === "promote" ? event.epoch : context.epoch,
        readers: without(context.readers, context.targets),
      })),
      pointWriterEndpoint: assign(({ context }) => ({ writerEndpoint: [context.writer] })),
      pointReaderEndpoint: assign(({ context }) => ({ readerEndpoint: readersOf(context) })),
      pointCustomEndpoint: assign(({ context, event }) => {
        if (event.type !== "pointCustom") return {};
        const to = servedBy(context, config.custom![event.endpoint]!);
        return { customEndpoints: { ...context.customEndpoints, [event.endpoint]: to } };
      }),
    },
  }).createMachine({
    id: "cluster",
    initial: "creating",
    context: {
      tiers: Object.fromEntries(
        Object.entries(config.instances).map(([name, { tier }]) => [name, tier]),
      ),
      writer: "",
      epoch: FIRST_EPOCH,
      readers: {},
      missing: {},
      targets: [],
      writerEndpoint: [],
      readerEndpoint: [],
      customEndpoints: {},
      instanceEndpoints: {},
    },
    states: {
      creating: {
        on: {
          ...IGNORED,
          create: { target: "available", actions: ["openFirst", "pointInstanceEndpoints"] },
        },
      },
      available: {
        on: {
          ...IGNORED,
          lose: [
            { guard: "isWriter", target: "failing-over", actions: "noteMissing" },
            { guard: "isReader", actions: "noteMissing" },
          ],
          attach: { guard: "isMissing", actions: "noteAttached" },
          // A change of tier is no reason to fail over.
          retier: { guard: "isOtherTier", actions: "setTier" },
          pointWriter: { guard: "isWriterElsewhere", actions: "pointWriterEndpoint" },
          pointReader: { guard: "isReaderElsewhere", actions: "pointReaderEndpoint" },
          pointCustom: { guard: "isCustomElsewhere", actions: "pointCustomEndpoint" },
        },
      },
      "failing-over": {
        on: {
          ...IGNORED,
          choose: {
            guard: and(["isUnchosen", "isReader", "isLowestTier", "isLargest"]),
            actions: "noteTarget",
          },
          // With nobody to promote, the primary is made anew where it was.
          recreate: {
            guard: and(["isUnchosen", "isWriter", "hasNoReader"]),
            actions: ["noteTarget", "noteBack"],
          },
          promote: {
            guard: "isFenced",
            target: "available",
            actions: ["takeOver", "pointInstanceEndpoints"],
          },
          abandon: { actions: "loseTargets" },
        },
      },
    },
  });
