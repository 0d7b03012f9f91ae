/**
 * The same storage system with a network that keeps what was sent: the long form of what
 * `network.ts` derives. For tests.
 *
 * @module
 */
import { type AnyStateMachine, enqueueActions } from "xstate";
import type { System } from "./explore/system.ts";
import type { Place } from "./network/network.ts";
import { durableRecords, segment, type SegmentContext } from "./segment/segment.ts";
import { sitesOf } from "./segment/sites.ts";
import { type StorageSystem, writerConfig } from "./system.ts";
import { NO_LSN, type RedoRecord, type SegmentId } from "./terms.ts";
import { writer } from "./writer/writer.ts";

/** The system as it is if only these copies are ever heard of. */
export function hearing(system: StorageSystem, heard: readonly SegmentId[]): StorageSystem {
  const isHeard = ({ deed }: StorageSystem["moves"][number]) =>
    !("segment" in deed) || heard.includes(deed.segment);
  return { ...system, moves: system.moves.filter(isHeard) };
}

/**
 * The system with real messages. The writer sends each record to the copies that are heard of. A
 * copy sends all that it could be asked for, and again whenever something has changed: each durable
 * record acknowledged to the writer, with its SCL of that moment, and each sorted record offered to
 * its peers. To send less is the same as to lose some of it, and the network may lose anything.
 */
export function withMessages(system: StorageSystem, heard: readonly SegmentId[]): System {
  const places = sitesOf(system.bounds).filter(({ segment }) => heard.includes(segment));
  return {
    name: `${system.name}, message by message`,
    actors: {
      ...system.actors,
      writer: sendingWriter(system, heard),
      ...Object.fromEntries(places.map((place) => [place.segment, sendingSegment(place, heard)])),
    },
    moves: hearing(system, heard).moves.filter(({ deed: { does } }) => !IN_MESSAGES.has(does)),
  };
}

const IN_MESSAGES: ReadonlySet<string> = new Set(["receive", "store", "ack", "gossip"]);

function sendingSegment(
  { segment: name, pg, peers }: Place,
  heard: readonly SegmentId[],
): AnyStateMachine {
  const machine: AnyStateMachine = segment;
  const { persistIncoming, advanceScl } = machine.implementations.actions;
  const messagesOf = (copy: SegmentContext) => [
    ...durableRecords(copy).map(({ lsn }) => ({
      to: "writer",
      event: { type: "ack", segment: name, pg, lsn, scl: copy.scl },
    })),
    ...peers.filter((peer) => heard.includes(peer)).flatMap((to) =>
      copy.hotLog.map((record) => ({
        to,
        event: { type: "gossip", from: name, record, peerScl: NO_LSN, informed: 1 },
      }))
    ),
  ];
  const sendAll = enqueueActions(({ context, enqueue }) => {
    for (const params of messagesOf(context as SegmentContext)) enqueue({ type: "send", params });
  });
  return machine.provide({
    actions: {
      persistIncoming: enqueueActions(({ event, enqueue }) => {
        enqueue(persistIncoming!);
        // In the middle of `store` there is no moment.
        if (event.type === "persist") enqueue(sendAll);
      }),
      advanceScl: enqueueActions(({ enqueue }) => {
        enqueue(advanceScl!);
        enqueue(sendAll);
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
            enqueue({ type: "send", params: { to, event: { type, record, epoch: 1 } } });
          }
        }
      }),
      send: () => {},
    },
  });
}
