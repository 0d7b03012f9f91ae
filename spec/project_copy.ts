/**
 * A copy of the model, seen from outside.
 *
 * @module
 */
import { FIRST_EPOCH } from "../model/recovery/epochs.ts";
import type { World } from "../model/explore/system.ts";
import { named } from "../model/named.ts";
import type { Over } from "../model/recovery/recovery.ts";
import { durableRecords, type SegmentContext } from "../model/segment/segment.ts";
import type { StorageSystem } from "../model/system.ts";
import { NO_LSN, type SegmentId } from "../model/terms.ts";
import { alive, lastRecovery } from "./recovered.ts";
import type { CopyFacts, ExtentFacts, Learned } from "./view/facts.ts";

type Segment = { readonly context: SegmentContext };

/** All up to SCL is durable; SCL is inclusive. */
const held = (context: SegmentContext): ExtentFacts => {
  const upto = context.scl > context.collected ? context.scl : context.collected;
  const beyond = durableRecords(context).map(({ lsn }) => lsn).filter((lsn) => lsn > upto);
  return { upto, beyond };
};

const holdsRecord = named((lsn) => (context: SegmentContext): boolean =>
  BigInt(lsn) <= context.scl || BigInt(lsn) <= context.collected ||
  durableRecords(context).some((record) => record.lsn === BigInt(lsn))
);
const had = ({ dropped }: SegmentContext): ExtentFacts | undefined =>
  dropped.length === 0 ? undefined : { upto: NO_LSN, beyond: dropped };
const learned = ({ informed: vepoch, annulled }: SegmentContext): Learned | undefined =>
  vepoch === FIRST_EPOCH ? undefined : { vepoch, ranges: annulled };
/** Nobody tells that a copy is in the first epoch: it is 0 then. */
const left = ({ left, membership }: SegmentContext): CopyFacts["left"] => {
  const epochs = Object.entries(left).filter(([epoch]) => epoch !== `${membership}`)
    .map(([epoch, { held, scl }]): [string, ExtentFacts] => [
      epoch === `${FIRST_EPOCH}` ? "0" : epoch,
      { upto: scl, beyond: held.filter((lsn) => lsn > scl) },
    ]);
  return epochs.length === 0 ? undefined : Object.fromEntries(epochs);
};
const scl = (context: SegmentContext) => context.scl;
const incoming = (context: SegmentContext) => context.incoming.map(({ lsn }) => lsn);
const applied = (context: SegmentContext) => ({ upto: NO_LSN, beyond: context.applied });
const staged = (context: SegmentContext) => context.staged;
const damaged = (context: SegmentContext) => context.damaged;
const collected = (context: SegmentContext) => context.collected;

/** What a copy shows, as far as it is not annulled. */
export function copyOf(system: StorageSystem, world: World, id: SegmentId): CopyFacts {
  const ask = <T>(of: (context: SegmentContext) => T): T =>
    world.part(id, seen(of, lastRecovery(system, world)));
  return {
    get held() {
      return ask(held);
    },
    holds: (lsn) => ask(holdsRecord(`${lsn}`)),
    // Otherwise nothing is ever dropped: not to look makes every claim quicker.
    get had() {
      const { recovery, membership } = system.bounds;
      return (recovery ?? membership) && ask(had);
    },
    get left() {
      return system.bounds.membership && ask(left);
    },
    get learned() {
      return system.bounds.recovery && ask(learned);
    },
    get scl() {
      return ask(scl);
    },
    get incoming() {
      return ask(incoming);
    },
    get applied() {
      return ask(applied);
    },
    get staged() {
      return ask(staged);
    },
    get collected() {
      return ask(collected);
    },
    get damaged() {
      return system.bounds.damage ? ask(damaged) : undefined;
    },
  };
}

type Of<T> = (context: SegmentContext) => T;

const asSeen = new WeakMap<Of<unknown>, Map<string, (segment: Segment) => unknown>>();

/** What is asked of a copy, asked of what is alive on it: the same function each time. */
function seen<T>(of: Of<T>, after: Over | undefined): (segment: Segment) => T {
  const known = asSeen.get(of) ?? new Map<string, (segment: Segment) => unknown>();
  asSeen.set(of, known);
  const key = after === undefined ? "" : after.ranges.map(({ from, to }) => `${from} ${to}`).join();
  const one = known.get(key) ?? (({ context }: Segment) => of(alive(context, after)));
  known.set(key, one);
  return one as (segment: Segment) => T;
}
