/**
 * The same storage system with a network that keeps what was sent: the long form of what
 * `network.ts` derives. For tests.
 *
 * @module
 */
import { type AnyStateMachine, assign, enqueueActions, setup } from "xstate";
import type { Move, System } from "./explore/system.ts";
import { type Place, segmentIn } from "./network.ts";
import { segment } from "./segment.ts";
import { sitesOf } from "./sites.ts";
import { type StorageSystem, writerConfig } from "./system.ts";
import type { Lsn, RedoRecord, SegmentId } from "./terms.ts";
import { writer } from "./writer.ts";

/** The system as it is if only these copies are ever heard of. */
export function hearing(system: StorageSystem, heard: readonly SegmentId[]): StorageSystem {
  const isHeard = ({ deed }: StorageSystem["moves"][number]) =>
    !("segment" in deed) || heard.includes(deed.segment);
  return { ...system, moves: system.moves.filter(isHeard) };
}

/**
 * The system with real messages. The writer sends each record to the copies that are heard of. A
 * copy may acknowledge a durable record at any time while it is up, as if a duplicate had just
 * come in; the acknowledgement carries its SCL of that moment.
 */
export function withMessages(system: StorageSystem, heard: readonly SegmentId[]): System {
  const places = placesIn(system, heard);
  return {
    name: `${system.name}, message by message`,
    actors: {
      ...system.actors,
      writer: sendingWriter(system, heard),
      ...Object.fromEntries(places.map((place) => [place.segment, sendingSegment(place)])),
    },
    moves: [
      ...hearing(system, heard).moves.filter(({ deed: { does } }) => !IN_MESSAGES.has(does)),
      ...places.flatMap(({ segment, lsns }) => lsns.map((lsn) => acknowledge(segment, lsn))),
    ],
  };
}

/** The system with gossip answers that may come late, from a peer that is down by then too. */
export function withLateGossip(system: StorageSystem, heard: readonly SegmentId[]): System {
  return {
    name: `${system.name}, with late gossip`,
    actors: { ...system.actors, mail },
    moves: [
      ...hearing(system, heard).moves.filter(({ deed: { does } }) => does !== "gossip"),
      ...placesIn(system, heard).flatMap(({ segment, peers, lsns }) =>
        peers.flatMap((peer) =>
          lsns.flatMap((lsn) => [answer(peer, segment, lsn), arrive(peer, segment, lsn)])
        )
      ),
    ],
  };
}

const IN_MESSAGES: ReadonlySet<string> = new Set(["receive", "store", "ack"]);

interface Heard extends Place {
  readonly lsns: readonly Lsn[];
}

function placesIn({ bounds }: StorageSystem, heard: readonly SegmentId[]): Heard[] {
  const drafts = bounds.workload.flat();
  return sitesOf(bounds).filter(({ segment }) => heard.includes(segment)).map((site) => ({
    ...site,
    peers: site.peers.filter((peer) => heard.includes(peer)),
    lsns: drafts.flatMap(({ pg }, i) => pg === site.pg ? [BigInt(i + 1)] : []),
  }));
}

function acknowledge(to: SegmentId, lsn: Lsn): Move {
  return {
    name: `${to}.sends.ack.${lsn}`,
    plan: () => [{ to, event: { type: "acknowledge", lsn } }],
  };
}

function sendingSegment({ segment: name, pg }: Place): AnyStateMachine {
  const machine: AnyStateMachine = segment;
  return machine.provide({
    actions: {
      reportScl: enqueueActions(({ context: { scl }, event: { lsn }, enqueue }) => {
        const event = { type: "ack", segment: name, pg, lsn, scl };
        enqueue({ type: "send", params: { to: "writer", event } });
      }),
      send: () => {},
    },
  });
}

function sendingWriter({ bounds }: StorageSystem, heard: readonly SegmentId[]): AnyStateMachine {
  const config = writerConfig(bounds);
  const machine: AnyStateMachine = writer(config);
  const type = bounds.steps === "apart" ? "receive" : "store";
  return machine.provide({
    actions: {
      allocateBatch: enqueueActions(({ context: { log, batch }, enqueue }) => {
        enqueue.assign({ log: [...log, ...batch] });
        for (const record of batch as readonly RedoRecord[]) {
          for (const { segment: to } of config.groups[record.pg]!.members) {
            if (!heard.includes(to)) continue;
            enqueue({ type: "send", params: { to, event: { type, record } } });
          }
        }
      }),
      send: () => {},
    },
  });
}

/** Gossip answers on their way, by sender, receiver and LSN. */
const mail = setup({
  types: {
    context: {} as { readonly sent: Readonly<Record<string, RedoRecord>> },
    events: {} as { readonly type: "post"; readonly key: string; readonly record: RedoRecord },
  },
  actions: {
    keep: assign(({ context, event: { key, record } }) => ({
      sent: { ...context.sent, [key]: record },
    })),
  },
}).createMachine({ id: "mail", context: { sent: {} }, on: { post: { actions: "keep" } } });

function answer(from: SegmentId, to: SegmentId, lsn: Lsn): Move {
  return {
    name: `${from}.answers.${to}.${lsn}`,
    plan(world) {
      const record = segmentIn(world, from).hotLog.find((record) => record.lsn === lsn);
      if (record === undefined || !world.state(from).matches("online")) return undefined;
      return [{ to: "mail", event: { type: "post", key: `${from} ${to} ${lsn}`, record } }];
    },
  };
}

function arrive(from: SegmentId, to: SegmentId, lsn: Lsn): Move {
  return {
    name: `${to}.learns.${lsn}.from.${from}`,
    plan(world) {
      const record = world.state("mail").context.sent[`${from} ${to} ${lsn}`];
      return record && [{ to, event: { type: "gossip", from, record, peerScl: 0n } }];
    },
  };
}
