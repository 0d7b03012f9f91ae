/**
 * Late acknowledgements: what a copy can have sent at a moment that is past, and that may arrive now.
 *
 * The past of each copy is told by itself. Only where LAL keeps the writer waiting and steps are
 * apart can the pasts of several copies fit one by one and not together.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { LocalState, World } from "../explore/system.ts";
import type { Place } from "./network.ts";
import {
  canHaveBeen,
  type Moment,
  type Possessions,
  type Present,
  type Testimony,
} from "./past.ts";
import { hasSorted, holds } from "../segment/segment.ts";
import { type Lsn, NO_LSN, type PgId, type SegmentId } from "../terms.ts";
import { hasQuorum, type WriterConfig, type WriterContext } from "../writer/writer.ts";

/**
 * The writer learns that a copy holds a record, with an SCL that the copy had when the record was
 * durable already, and that it has left behind since.
 */
export function lateAck(place: Place, { lsn, scl }: Moment, pasts: Pasts): StorageMove {
  const { segment, pg } = place;
  return {
    name: `${segment}.acks.${lsn}.late.at.${scl}`,
    deed: { does: "ack", segment, pg, lsn },
    plan: (world) =>
      pasts.have(world, place, { lsn, scl })
        ? [{ to: "writer", event: { type: "ack", segment, pg, lsn, scl } }]
        : undefined,
  };
}

/** The pasts of the copies of a volume, as far as a state of the world tells them. */
export class Pasts {
  readonly #steps: Bounds["steps"];
  readonly #config: WriterConfig;
  readonly #testimonies = new Map<SegmentId, (writer: LocalState) => Testimony>();

  /** @param config The writer of the volume. */
  constructor(steps: Bounds["steps"], config: WriterConfig) {
    this.#steps = steps;
    this.#config = config;
  }

  /** Can there have been a moment, now past, in which the copy had this record and this SCL? */
  have(world: World, place: Place, moment: Moment): boolean {
    const has = world.part(place.segment, possessions);
    if (moment.scl >= has.scl || !holds(has, moment.lsn)) return false;
    const told = this.#told(world, place);
    const sortsLater = this.#steps === "apart";
    const can = (comesSorted: Present["comesSorted"]) =>
      canHaveBeen({ has, told, sortsLater, comesSorted }, moment);
    if (!sortsLater) return can(always);
    // What the peers have is seldom asked: with more to fetch, no less can have been.
    return can(never) || can(always) && can((lsn) => this.#canBeFetched(world, place, lsn));
  }

  /** From a peer that has it and need not have fetched it itself. */
  #canBeFetched(world: World, { peers, pg }: Place, lsn: Lsn): boolean {
    return peers.some((segment) => {
      const has = world.part(segment, possessions);
      return hasSorted(has, lsn) && canHaveBeen({
        has,
        told: this.#told(world, { segment, pg }),
        sortsLater: true,
        comesSorted: (other) => other !== lsn,
      });
    });
  }

  #told(world: World, { segment, pg }: Pick<Place, "segment" | "pg">): Testimony {
    let testimony = this.#testimonies.get(segment);
    if (testimony === undefined) {
      testimony = ({ context }) => testimonyOf(context, this.#config, segment, pg);
      this.#testimonies.set(segment, testimony);
    }
    return world.part("writer", testimony);
  }
}

const always = () => true;
const never = () => false;

function possessions({ context }: LocalState): Possessions {
  const { updateQueue, hotLog, collected, annulled, scl, staged } = context;
  return { updateQueue, hotLog, collected, annulled, scl, staged };
}

function testimonyOf(
  writer: WriterContext,
  config: WriterConfig,
  segment: SegmentId,
  pg: PgId,
): Testimony {
  const chain = writer.log.filter((record) => record.pg === pg);
  const { [segment]: known = [], ...others } = writer.acks;
  const early = chain.flatMap((record) => {
    const { lsn } = record;
    const before = firstBehind(writer, config, lsn);
    const isNeeded = before !== undefined && known.includes(lsn) &&
      !hasQuorum({ ...writer, acks: others }, config, record);
    return isNeeded ? [{ lsn, before }] : [];
  });
  return { chain: chain.map(({ lsn, prev }) => ({ lsn, prev })), known, early };
}

/** The first record that the writer could not allocate, for LAL, before another was durable. */
function firstBehind({ log }: WriterContext, { lal }: WriterConfig, lsn: Lsn): Lsn | undefined {
  const cpls = log.filter(({ cpl }) => cpl).map(({ lsn }) => lsn);
  const vdl = cpls.findLast((cpl) => cpl < lsn) ?? NO_LSN;
  const mtr = cpls.findIndex((cpl) => cpl > vdl + lal);
  return mtr < 0 ? undefined : (cpls[mtr - 1] ?? NO_LSN) + 1n;
}
