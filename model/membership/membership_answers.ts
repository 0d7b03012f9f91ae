/**
 * What copies tell of themselves where members change: as they enter an epoch, and when they are to
 * stand alone.
 *
 * @module
 */
import type { Link } from "../segment/chain.ts";
import type { Bounds } from "../bounds.ts";
import { everyMember } from "./configuration.ts";
import type { LocalState, World } from "../explore/system.ts";
import { type Annulment, type Epoch, isAnnulled } from "../recovery/epochs.ts";
import type { Copies } from "../recovery/recovery.ts";
import { durableRecords } from "../segment/segment.ts";
import type { Lsn, SegmentId } from "../terms.ts";
import type { Entry, Holding, Known, MembershipEvent } from "./transitions.ts";

/** What copies tell that enter an epoch. */
export function entriesOf(
  world: World,
  { recovery }: Bounds,
  segments: readonly SegmentId[],
): Entry[] {
  return segments.map((segment) => ({
    segment,
    records: world.part(segment, links),
    collected: world.part(segment, gcPoint),
    ...recovery && { known: world.part(segment, known) },
  }));
}

type Answers = Pick<Extract<MembershipEvent, { readonly type: "complete" }>, "held" | "known">;

/** What copies answer that are to stand alone, those that are up. */
export function answersOf(
  world: World,
  { recovery }: Bounds,
  memberships: readonly Copies[],
): Answers {
  const copies = Object.keys(everyMember({ memberships })).filter((copy) =>
    world.part(copy, isOnline)
  );
  const each = <T>(tell: (copy: SegmentId) => T) =>
    Object.fromEntries(copies.map((copy) => [copy, tell(copy)]));
  const held = each((copy) => world.part(copy, holding));
  if (recovery === undefined) return { held };
  // What was annulled since nobody needs: a copy that knows it says so.
  const owed = world.part("membership", owedNow);
  const annulledOn = (copy: SegmentId) => {
    const ranges = world.part(copy, annulled);
    return owed.filter((lsn) => isAnnulled(ranges, lsn));
  };
  const withAnnulled = (copy: SegmentId): Holding => {
    const { scl, records } = held[copy]!;
    return { scl, records: [...new Set([...records, ...annulledOn(copy)])] };
  };
  return {
    held: each(withAnnulled),
    known: each((copy) => world.part(copy, known)),
  };
}

/** The membership epoch of a copy, or of a writer. */
export const epochOf = ({ context }: LocalState): Epoch => context.membership;

/** The records in the log of a copy. */
const links = ({ context }: LocalState): Link[] =>
  durableRecords(context).map(({ lsn, prev }) => ({ lsn, prev }));

/** What it has, as it answers whether it is hydrated. */
const holding = (copy: LocalState): Holding => ({
  scl: copy.context.scl,
  records: durableRecords(copy.context).map(({ lsn }) => lsn),
});

/** What it knows of recoveries. */
const known = ({ context: { epoch, informed } }: LocalState): Known => ({ epoch, informed });

const gcPoint = ({ context }: LocalState): Lsn => context.collected;
const annulled = ({ context }: LocalState): readonly Annulment[] => context.annulled;
const owedNow = ({ context }: LocalState): readonly Lsn[] => context.owed;
const isOnline = (copy: LocalState): boolean => copy.matches("online");
