/**
 * The life of a cluster: its statuses as the service shows them, what leads from one to another, and
 * what is refused in each. Source: User Guide (Viewing cluster status; Stopping and starting; Deleting
 * clusters).
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import {
  joinedBy,
  leftBy,
  type LifecycleContext,
  type LifecycleEvent,
  named,
  readersIn,
} from "./lifecycle_terms.ts";
import type { LifeBounds } from "./terms.ts";

export * from "./lifecycle_terms.ts";

/** What a cluster refuses or does not care for in most statuses, in writing. */
const IGNORED = {
  make: {},
  backUp: {},
  backtrack: {},
  maintain: {},
  modify: {},
  promote: {},
  rename: {},
  resetCredentials: {},
  optimizeStorage: {},
  updateIam: {},
  upgrade: {},
  settle: {},
  fail: {},
  stop: {},
  start: {},
  sevenDays: {},
  snapshot: {},
  delete: {},
  loseKey: {},
  protect: {},
  add: {},
  join: {},
  remove: {},
  attend: {},
  write: {},
  halt: {},
  halted: {},
  run: {},
  running: {},
  takeOver: {},
} as const;

/** Busy with one thing, after which it is available again. */
const BUSY = { on: { settle: "available" } } as const;

/** Of no use any more: all that is left is to delete it. */
const LOST = {
  on: {
    delete: { guard: and(["isUnprotected", "hasNoInstances"]), target: "deleting" },
  },
} as const;

/** The machine of a cluster. */
export const lifecycle = ({ bonds, protection }: Pick<LifeBounds, "bonds" | "protection">) =>
  setup({
    types: { context: {} as LifecycleContext, events: {} as LifecycleEvent },
    guards: {
      isMigration: ({ event }) => event.type === "make" && event.origin === "restore",
      isClone: ({ context }) => context.origin === "clone",
      isReplica: ({ context }) => context.bonds.includes("replication"),
      isOtherProtection: ({ context, event }) =>
        event.type === "protect" && context.isProtected !== event.on,
      isUnprotected: ({ context }) => !context.isProtected,
      hasNoInstances: ({ context }) => Object.keys(context.members).length === 0,
      isNew: ({ context, event }) => !(named(event) in context.members),
      isMember: ({ context, event }) => named(event) in context.members,
      isRunning: ({ context, event }) => named(event) in context.running,
      isHalted: ({ context, event }) => !(named(event) in context.running),
      isWriter: ({ context, event }) => context.writer.includes(named(event)),
      hasReaders: ({ context }) => readersIn(context).length > 0,
      // What others depend on, or what depends on others, goes on.
      isUnbound: ({ context }) => context.bonds.length === 0,
      areAllRunning: ({ context: { members, running } }) =>
        Object.keys(members).every((name) => name in running),
      areAllHalted: ({ context }) => Object.keys(context.running).length === 0,
      // The writer is the last: else a reader would take its place.
      isNextToHalt: ({ context, event }) =>
        !context.writer.includes(named(event)) || readersIn(context).length === 0,
      // It would fall behind with its maintenance.
      isStartedByItself: () => true,
      // Nothing is changed in a cluster that is stopped.
      mayBeChanged: () => false,
      // What was encrypted with a key that is gone for good stays so.
      mayBeDecrypted: () => false,
    },
    actions: {
      noteOrigin: assign(({ event }) => event.type === "make" ? { origin: event.origin } : {}),
      noteProtection: assign(({ event }) =>
        event.type === "protect" ? { isProtected: event.on } : {}
      ),
      standAlone: assign(({ context }) => ({
        bonds: context.bonds.filter((bond) => bond !== "replication"),
      })),
      noteAdded: assign(({ context, event }) => ({
        members: joinedBy(context.members, named(event)),
      })),
      // The first one writes.
      noteJoined: assign(({ context, event }) => ({
        running: joinedBy(context.running, named(event)),
        writer: context.writer.length > 0 ? context.writer : [named(event)],
      })),
      noteRemoved: assign(({ context, event }) => ({
        members: leftBy(context.members, named(event)),
        running: leftBy(context.running, named(event)),
        writer: context.writer.filter((name) => name !== named(event)),
      })),
      noteHalted: assign(({ context, event }) => ({
        running: leftBy(context.running, named(event)),
      })),
      noteRunning: assign(({ context, event }) => ({
        running: joinedBy(context.running, named(event)),
      })),
      noteWriter: assign(({ event }) => ({ writer: [named(event)] })),
    },
  }).createMachine({
    id: "lifecycle",
    // What a status does not speak of is refused there.
    on: IGNORED,
    initial: "absent",
    context: {
      members: {},
      running: {},
      writer: [],
      isProtected: protection,
      bonds,
      origin: "create",
    },
    states: {
      absent: {
        on: {
          make: [
            { guard: "isMigration", target: "migrating", actions: "noteOrigin" },
            { target: "creating", actions: "noteOrigin" },
          ],
        },
      },
      creating: {
        on: {
          settle: "available",
          fail: { guard: "isClone", target: "cloning-failed" },
        },
      },
      migrating: { on: { settle: "available", fail: "migration-failed" } },
      "cloning-failed": LOST,
      "migration-failed": LOST,
      available: {
        on: {
          backUp: "backing-up",
          backtrack: "backtracking",
          maintain: "maintenance",
          modify: "modifying",
          promote: { guard: "isReplica", target: "promoting" },
          rename: "renaming",
          resetCredentials: "resetting-master-credentials",
          optimizeStorage: "storage-optimization",
          updateIam: "update-iam-db-auth",
          upgrade: "upgrading",
          protect: { guard: "isOtherProtection", actions: "noteProtection" },
          snapshot: "available",
          write: { guard: "isWriter", target: "available" },
          attend: { guard: "isRunning", target: "available" },
          add: { guard: "isNew", actions: "noteAdded" },
          join: { guard: "isMember", actions: "noteJoined" },
          remove: [
            {
              guard: and(["isWriter", "hasReaders"]),
              target: "failing-over",
              actions: "noteRemoved",
            },
            { guard: "isMember", actions: "noteRemoved" },
          ],
          stop: { guard: and(["isUnbound", "areAllRunning"]), target: "stopping" },
          delete: { guard: and(["isUnprotected", "hasNoInstances"]), target: "deleting" },
          loseKey: "inaccessible-encryption-credentials-recoverable",
        },
      },
      "backing-up": BUSY,
      backtracking: BUSY,
      maintenance: BUSY,
      modifying: BUSY,
      promoting: { on: { settle: { target: "available", actions: "standAlone" } } },
      renaming: BUSY,
      "resetting-master-credentials": BUSY,
      "storage-optimization": BUSY,
      "update-iam-db-auth": BUSY,
      upgrading: BUSY,
      "failing-over": {
        on: {
          takeOver: { guard: "isRunning", target: "available", actions: "noteWriter" },
        },
      },
      stopping: {
        on: {
          halt: { guard: and(["isRunning", "isNextToHalt"]), target: "stopping" },
          halted: { guard: "isRunning", actions: "noteHalted" },
          settle: { guard: "areAllHalted", target: "stopped" },
        },
      },
      stopped: {
        on: {
          start: "starting",
          sevenDays: [
            { guard: "isStartedByItself", target: "starting" },
            { target: "stopped" },
          ],
          modify: { guard: "mayBeChanged", target: "stopped" },
          add: { guard: "mayBeChanged", target: "stopped" },
        },
      },
      starting: {
        on: {
          run: { guard: and(["isMember", "isHalted"]), target: "starting" },
          running: { guard: "isMember", actions: "noteRunning" },
          settle: { guard: "areAllRunning", target: "available" },
        },
      },
      "inaccessible-encryption-credentials-recoverable": {
        on: {
          start: "starting",
          sevenDays: "inaccessible-encryption-credentials",
        },
      },
      "inaccessible-encryption-credentials": {
        on: {
          ...LOST.on,
          start: { guard: "mayBeDecrypted", target: "starting" },
        },
      },
      deleting: { on: { settle: "deleted" } },
      deleted: {},
    },
  });
