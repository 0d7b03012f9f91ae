/**
 * A group whose members change, seen from outside.
 *
 * @module
 */
import { groupFor, type Standing } from "../model/membership/configuration.ts";
import { type Epoch, FIRST_EPOCH } from "../model/recovery/epochs.ts";
import type { LocalState, World } from "../model/explore/system.ts";
import type { MembershipContext } from "../model/membership/membership.ts";
import { epochTold } from "../model/membership/recovery_of_members.ts";
import { standingOf } from "../model/membership/membership_moves.ts";
import { azsOf } from "../model/quorum/placement.ts";
import { sitesOf } from "../model/segment/sites.ts";
import type { StorageSystem } from "../model/system.ts";
import type { PgId, SegmentId } from "../model/terms.ts";
import type { WriterContext } from "../model/writer/writer.ts";
import { nameOf } from "./project_cluster.ts";
import type { ConfigFacts, RecordFacts } from "./view/facts.ts";

type Membership = { readonly context: MembershipContext };

/** The group whose members change, if any do. */
export function changingGroup({ bounds }: StorageSystem): PgId | undefined {
  return bounds.membership && Object.keys(bounds.volume.groups)[0];
}

const known = new WeakMap<StorageSystem, (membership: Membership) => ConfigFacts>();

const factsBy = (pg: PgId, standing: Standing) => ({ context }: Membership): ConfigFacts => {
  const { configuration, past, epoch } = context;
  const stood = past.map((each, nth) => ({
    mepoch: FIRST_EPOCH + nth,
    group: groupFor(each, standing),
  }));
  const group = groupFor(configuration, standing);
  const azs = [...stood.map((each) => each.group), group].map(({ members }) =>
    azsOf(members).length
  );
  return {
    groups: { [pg]: group },
    azsAtMost: { [pg]: Math.max(...azs) },
    since: { [pg]: epoch },
    past: { [pg]: stood },
  };
};

/** Who counts in it now, and who did before. */
export function changingConfig(system: StorageSystem, world: World): ConfigFacts {
  const pg = changingGroup(system)!;
  const facts = known.get(system) ?? factsBy(pg, standingOf(sitesOf(system.bounds)));
  known.set(system, facts);
  return world.part("membership", facts);
}

/** Its records, with what the writer was told before it learned who counts now. */
export function withToldRecords(
  world: World,
  pg: PgId,
  records: readonly RecordFacts[],
): readonly RecordFacts[] {
  const pgcl = world.part("writer", pgcls);
  return records.map((record) => record.lsn <= pgcl[pg]! ? { ...record, acked: true } : record);
}

/** Its membership epochs: that of a new group is told by nobody but who keeps it. */
export function membershipEpochs(system: StorageSystem, world: World): [string, Epoch][] {
  const pg = changingGroup(system);
  if (pg === undefined) return [];
  const of = `membership of ${pg}`;
  const copies = sitesOf(system.bounds).filter((site) => site.pg === pg);
  const isThere = world.part("volume", isAvailable);
  const next = nameOf(system, world, "successor");
  const epochs: [string, Epoch][] = [
    [`${of} on writer`, world.part("writer", epochOfMember)],
    ...system.bounds.recovery ? [[`${of} on ${next}`, epochTold(world)] as [string, Epoch]] : [],
    ...copies.map(({ segment }): [string, Epoch] => [
      `${of} on ${segment}`,
      world.part(segment, epochOfMember),
    ]),
  ];
  const told = epochs.filter(([, epoch]) => epoch > FIRST_EPOCH);
  return isThere ? [[of, membershipOfGroup(world)], ...told] : told;
}

/** The membership epoch of the group, as who keeps it knows it. */
function membershipOfGroup(world: World): Epoch {
  return world.part("membership", epochOfGroup);
}

/** The membership epoch of a copy or of the writer. */
export function membershipOf(world: World, who: SegmentId | "writer"): Epoch {
  return world.part(who, epochOfMember);
}

const pgcls = ({ context }: { readonly context: WriterContext }) => context.pgcl;
const isAvailable = (volume: LocalState): boolean => volume.matches("available");
const epochOfGroup = ({ context }: Membership): Epoch => context.epoch;
const epochOfMember = ({ context }: LocalState): Epoch => context.membership;
