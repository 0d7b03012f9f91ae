/**
 * What can happen while the members of a group change: what its monitors ask for, how that reaches
 * the copies, and how the writer learns of it.
 *
 * @module
 */
import type { Bounds, MembershipBounds } from "../bounds.ts";
import { type Configuration, everyMember, groupFor, type Standing } from "./configuration.ts";
import type { StorageMove } from "../deeds.ts";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import type { Delivery, LocalState, World } from "../explore/system.ts";
import { answersOf, entriesOf, epochOf } from "./membership_answers.ts";
import { type Request, requestsAbout, requestsFor } from "./membership_requests.ts";
import { named } from "../named.ts";
import { meets } from "../quorum/quorum.ts";
import type { Copies } from "../recovery/recovery.ts";
import type { Site } from "../segment/sites.ts";
import { learning } from "./recovery_of_members.ts";
import type { Member, SegmentId } from "../terms.ts";
import type { MembershipContext } from "./transitions.ts";

/** What the membership of the group knows in a state of the world. */
export function membershipIn(world: World): MembershipContext {
  return world.state("membership").context;
}

/** Where each copy of the group stands whose members change. */
export function standingOf(sites: readonly Site[]): Standing {
  const members = sites.filter(({ pg }) => pg === sites[0]!.pg)
    .map(({ segment, az, kind }): [SegmentId, Member] => [segment, { segment, az, kind }]);
  return Object.fromEntries(members);
}

/** The configuration of an epoch, that is being written included. */
function configurationAt(
  { epoch, configuration, past, proposal }: MembershipContext,
  at: Epoch,
): Pick<Configuration, "memberships"> | undefined {
  if (at === epoch) return configuration;
  return proposal?.epoch === at ? { memberships: proposal.to } : past[at - FIRST_EPOCH];
}

/** Whether a copy is a member in an epoch: one function for each, so that the answer is remembered. */
export const isMemberAt = named((both) => {
  const [segment, epoch] = both.split(" ") as [SegmentId, string];
  return ({ context }: { readonly context: MembershipContext }): boolean => {
    const stands = configurationAt(context, Number(epoch));
    return stands !== undefined && everyMember(stands)[segment] === true;
  };
});

/** Everything that changes the members of a group, where that is explored. */
export function membershipMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const { membership } = bounds;
  if (membership === undefined) return [];
  const own = sites.filter(({ pg }) => pg === sites[0]!.pg);
  const all = new Transitions(own, bounds, membership);
  const epochs = Array.from({ length: membership.transitions }, (_, nth) => FIRST_EPOCH + nth);
  const named = membership.replacements.flatMap(({ suspect, newcomer }) => [suspect, newcomer]);
  return [
    ...epochs.flatMap((presents) => all.askedFor(presents)),
    ...membership.steps === "apart"
      ? own.flatMap(({ segment }) => epochs.map((epoch) => all.entering(segment, epoch + 1)))
      : [],
    ...membership.steps === "apart" ? [refused(own)] : [],
    ...membership.discards ? [...new Set(named)].map(discarding) : [],
  ];
}

/** The transitions of a group within some bounds. */
class Transitions {
  readonly #sites: readonly Site[];
  readonly #world: Bounds;
  readonly #bounds: MembershipBounds;
  readonly #standing: Standing;

  constructor(sites: readonly Site[], world: Bounds, bounds: MembershipBounds) {
    this.#sites = sites;
    this.#world = world;
    this.#bounds = bounds;
    this.#standing = standingOf(sites);
  }

  /** What monitors ask for that have seen the configuration of an epoch, or think that it stands. */
  askedFor(presents: Epoch): StorageMove[] {
    const { replacements, az, reversals } = this.#bounds;
    const requests = [
      ...replacements.flatMap(({ suspect, newcomer }) => requestsFor(suspect, newcomer)),
      ...az === undefined ? [] : requestsAbout(az, this.#standing),
    ];
    return requests.filter(({ type }) => reversals || type !== "reverse").map((
      { name, type, to },
    ) => ({
      name: `membership.${name}.at.epoch.${presents}`,
      deed: { does: "propose" },
      plan: (world) => this.#request(world, presents, { name, type, to }),
    }));
  }

  /** A copy enters an epoch that is written or was. */
  entering(segment: SegmentId, epoch: Epoch): StorageMove {
    return {
      name: `${segment}.enters.membership.${epoch}`,
      deed: { does: "enter", segment },
      plan: (world) => {
        const group = membershipIn(world);
        const isAsked = group.proposal?.epoch === epoch;
        if (!isAsked && group.epoch !== epoch) return undefined;
        if (!world.part(segment, isOnline) || !isHeard(group, epoch, segment)) return undefined;
        const enter = world.part(segment, epochOf) < epoch
          ? [{ to: segment, event: { type: "enter", membership: epoch } }]
          : [];
        if (!isAsked || group.entered[segment]) return enter.length === 0 ? undefined : enter;
        return [...enter, this.#entered(world, [segment])];
      },
    };
  }

  #request(world: World, presents: Epoch, { type, to }: Request): Delivery[] | undefined {
    const group = membershipIn(world);
    if (!world.part("volume", isAvailable)) return undefined;
    if (group.epoch > this.#bounds.transitions || group.proposal !== null) return undefined;
    const seen = presents > group.epoch ? undefined : configurationAt(group, presents);
    const next = seen && to(seen.memberships);
    if (next === undefined || !this.#areThere(world, next)) return undefined;
    const held = type === "complete" ? answersOf(world, this.#world, next) : {};
    const asked = { to: "membership", event: { type, presents, to: next, ...held } };
    if (this.#bounds.steps === "apart") return [asked];
    return this.#atOnce(world, presents + 1, asked);
  }

  /** All copies that are up enter the epoch with the request itself. */
  #atOnce(world: World, epoch: Epoch, asked: Delivery): Delivery[] | undefined {
    const group = membershipIn(world);
    const voters = this.#sites.map(({ segment }) => segment).filter((segment) =>
      world.part(segment, isOnline) && !this.#bounds.silent?.includes(segment) &&
      (everyMember(group.configuration)[segment] ||
        everyMember({ memberships: asked.event["to"] as readonly Copies[] })[segment])
    );
    const { write, members } = groupFor(group.configuration, this.#standing);
    if (!meets(write, voters, members)) return undefined;
    const memberships = asked.event["to"] as readonly Copies[];
    const next: Configuration = { memberships, writes: "every" };
    return [
      asked,
      ...voters.filter((segment) => world.part(segment, epochOf) < epoch)
        .map((to) => ({ to, event: { type: "enter", membership: epoch } })),
      this.#entered(world, voters),
      // By then it stands: the copies that are up are a write quorum.
      ...learning(world, this.#world, { membership: epoch, configuration: next }),
    ];
  }

  #entered(world: World, segments: readonly SegmentId[]): Delivery {
    const entries = entriesOf(world, this.#world, segments);
    return { to: "membership", event: { type: "entered", entries } };
  }

  #areThere(world: World, memberships: readonly Copies[]): boolean {
    const copies = Object.keys(everyMember({ memberships }));
    return copies.every((copy) => !world.part(copy, isRetired));
  }
}

/** A writer whose request was refused fetches the membership that stands. Source: S18 §4.1. */
function refused(sites: readonly Site[]): StorageMove {
  return {
    name: "writer.learns.the.membership",
    deed: { does: "learn" },
    plan(world) {
      const { membership, configuration } = world.part("membership", standing);
      const known = world.part("writer", epochOf);
      const isRefused = sites.some(({ segment }) => world.part(segment, epochOf) > known);
      return isRefused
        ? [{ to: "writer", event: { type: "learn", membership, configuration } }]
        : undefined;
    },
  };
}

function discarding(segment: SegmentId): StorageMove {
  return {
    name: `${segment}.is.discarded`,
    deed: { does: "discard", segment },
    plan: (world) =>
      world.part("volume", isAvailable)
        ? [
          { to: "membership", event: { type: "discard", segment } },
          { to: segment, event: { type: "discard" } },
        ]
        : undefined,
  };
}

function isHeard(group: MembershipContext, epoch: Epoch, segment: SegmentId): boolean {
  const to = configurationAt(group, epoch);
  return everyMember(group.configuration)[segment] === true ||
    to !== undefined && everyMember(to)[segment] === true;
}

/** What a writer is told that asks who counts. */
const standing = ({ context: { epoch, configuration } }: LocalState) => ({
  membership: epoch as Epoch,
  configuration: configuration as Configuration,
});

const isAvailable = (volume: LocalState): boolean => volume.matches("available");
const isOnline = (copy: LocalState): boolean => copy.matches("online");
const isRetired = (copy: LocalState): boolean => copy.matches("retired");

/**
 * The copies that are alike with others, in sets: not those that a change names or of which nothing
 * is heard, nor who stands with them; an AZ that may be given up is like no other.
 */
export function alikeAmong(sites: readonly Site[], { membership, recovery }: Bounds): Site[][] {
  const heard = sites.filter(({ segment }) => !recovery?.absent?.includes(segment));
  if (membership === undefined) return [heard];
  const { replacements, az, silent = [] } = membership;
  const named = [...replacements.map(({ suspect }) => suspect), ...silent].map((copy) =>
    sites.find(({ segment }) => segment === copy)?.az
  );
  return [
    heard.filter((site) => site.az !== az && !named.includes(site.az)),
    heard.filter((site) => site.az === az && !named.includes(site.az)),
  ];
}
