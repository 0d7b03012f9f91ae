/**
 * What the membership of a group remembers, and what its transitions make of it.
 *
 * @module
 */
import { completeUpto, type Link } from "../segment/chain.ts";
import { type Configuration, membersOf, rulesFor, type Standing } from "./configuration.ts";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import { meets } from "../quorum/quorum.ts";
import type { Copies } from "../recovery/recovery.ts";
import { type Lsn, NO_LSN, type SegmentId } from "../terms.ts";

/** A transition that is being written to the copies. */
export interface Proposal {
  /** The membership epoch that it opens. */
  readonly epoch: Epoch;
  /** What will stand. */
  readonly to: readonly Copies[];
}

/** What the membership of a group knows. */
export interface MembershipContext {
  /** The membership epoch: one more for each transition. */
  readonly epoch: Epoch;
  /** What stands. */
  readonly configuration: Configuration;
  /** What stood before, epoch by epoch from the first. */
  readonly past: readonly Configuration[];
  /** What is being written; null: nothing. */
  readonly proposal: Proposal | null;
  /** The copies that have entered the epoch that is being written. */
  readonly entered: Copies;
  /** What these had as they entered: they take nothing of an older epoch any more. */
  readonly found: readonly Link[];
  /** Up to here some of them had collected their logs: that much was durable. */
  readonly foundUpto: Lsn;
  /** What may have been durable when the last transition was written: those who are new must have it. */
  readonly owed: readonly Lsn[];
  /** They must have all up to here, too, though nobody may have it in a log any more. */
  readonly owedUpto: Lsn;
  /** What those knew of recoveries that have entered the epoch that is being written. */
  readonly known: Known;
  /** The same as of the last transition: it must not be forgotten with those who leave. */
  readonly carried: Known;
}

/** What a copy knows of recoveries. */
export interface Known {
  /** The volume epoch that it has entered. */
  readonly epoch: Epoch;
  /** The volume epoch whose recovery told it what is annulled. */
  readonly informed: Epoch;
}

/** It knows of none. */
export const OF_NONE: Known = { epoch: FIRST_EPOCH, informed: FIRST_EPOCH };

/** What a copy tells as it enters an epoch. */
export interface Entry {
  /** The copy. */
  readonly segment: SegmentId;
  /** The records that it has in its log. */
  readonly records: readonly Link[];
  /** Its log is collected up to here. */
  readonly collected: Lsn;
  /** What it knows of recoveries; absent: of none. */
  readonly known?: Known;
}

/** What a copy answers who is asked what it has. */
export interface Holding {
  /** Its SCL: it has all up to here, from its log or in a baseline. */
  readonly scl: Lsn;
  /** The records that it has in its log. */
  readonly records: readonly Lsn[];
}

/** Has a copy a record, as it answers? */
export function isIn({ scl, records }: Holding, lsn: Lsn): boolean {
  return lsn <= scl || records.includes(lsn);
}

/** What happens to the membership of a group. `presents`: the epoch that the monitor has seen. */
export type MembershipEvent =
  | {
    readonly type: "suspect" | "reverse" | "giveUp" | "takeBack";
    readonly presents: Epoch;
    readonly to: readonly Copies[];
  }
  | {
    readonly type: "complete";
    readonly presents: Epoch;
    readonly to: readonly Copies[];
    /** What each of the copies that are to stand alone has. */
    readonly held: Readonly<Record<SegmentId, Holding>>;
    /** What each of them knows of recoveries; absent: of none. */
    readonly known?: Readonly<Record<SegmentId, Known>>;
  }
  | {
    readonly type: "entered";
    readonly entries: readonly Entry[];
  }
  | { readonly type: "discard"; readonly segment: SegmentId };

/** What a monitor asks for: the epoch after the one that it has seen. */
export function proposalOf(
  { presents, to }: { readonly presents: Epoch; readonly to: readonly Copies[] },
): Partial<MembershipContext> {
  const proposal = { epoch: presents + 1, to };
  return { proposal, entered: {}, found: [], foundUpto: NO_LSN, known: OF_NONE };
}

/** Some copies have entered the epoch that is being written. */
export function noted(
  { entered, found, foundUpto, known }: MembershipContext,
  { entries }: Extract<MembershipEvent, { readonly type: "entered" }>,
): Partial<MembershipContext> {
  const links = new Map(
    [...found, ...entries.flatMap(({ records }) => records)]
      .map(({ lsn, prev }) => [lsn, { lsn, prev }]),
  );
  const fresh = entries.map(({ segment }) => [segment, true as const]);
  return {
    entered: { ...entered, ...Object.fromEntries(fresh) },
    found: [...links.values()].sort((a, b) => Number(a.lsn - b.lsn)),
    foundUpto: entries.reduce(
      (most, { collected }) => collected > most ? collected : most,
      foundUpto,
    ),
    known: latest([known, ...entries.map(({ known = OF_NONE }) => known)]),
  };
}

function latest(all: readonly Known[]): Known {
  return {
    epoch: Math.max(...all.map(({ epoch }) => epoch)),
    informed: Math.max(...all.map(({ informed }) => informed)),
  };
}

/** What those who are new must have, and what stood before: a transition is written. */
export function remembered(context: MembershipContext): Partial<MembershipContext> {
  const { configuration, past, found, foundUpto, known } = context;
  const end = completeUpto(foundUpto, found);
  return {
    past: [...past, configuration],
    owed: found.map(({ lsn }) => lsn).filter((lsn) => lsn <= end),
    owedUpto: foundUpto,
    carried: known,
  };
}

/** What a transition leads to. */
export type Shape = "stable" | "joint" | "jointTwice" | "leaving" | "degraded" | "returning";

/** The shape of some memberships, in a group that has `size` copies when it has all of them. */
export function shapeOf(to: readonly Copies[], size: number): Shape {
  const sizes = to.map((membership) => Object.keys(membership).length);
  if (sizes.every((each) => each === size)) {
    return ({ 1: "stable", 2: "joint" } as const)[sizes.length] ?? "jointTwice";
  }
  if (sizes.length === 1) return "degraded";
  return sizes[0] === size ? "leaving" : "returning";
}

/**
 * Who is new in the first of some memberships: the last configuration of one membership had them
 * not yet.
 */
export function newIn(
  [first]: readonly Copies[],
  past: readonly Configuration[],
): SegmentId[] {
  const [old] = past.findLast(({ memberships }) => memberships.length === 1)?.memberships ?? [];
  return Object.keys(first!).filter((copy) => !old?.[copy]);
}

/** Do those who are new have all that is owed? */
export function areHydrated(
  { to, held }: Extract<MembershipEvent, { readonly type: "complete" }>,
  { past, owed, owedUpto }: Pick<MembershipContext, "past" | "owed" | "owedUpto">,
): boolean {
  return newIn(to, past).every((copy) => hasAll(held[copy], owed, owedUpto));
}

/** Has a copy these records, and all up to a point? One that does not answer has nothing. */
export function hasAll(
  holding: Holding = { scl: NO_LSN, records: [] },
  owed: readonly Lsn[],
  owedUpto: Lsn,
): boolean {
  return holding.scl >= owedUpto && owed.every((lsn) => isIn(holding, lsn));
}

/** Has a write quorum of each membership that is to stand entered the volume epochs of then? */
export function isFencedAmong(
  { to, known = {} }: Extract<MembershipEvent, { readonly type: "complete" }>,
  { carried }: MembershipContext,
  standing: Standing,
): boolean {
  const isAware = (copy: SegmentId) => {
    const { epoch, informed } = known[copy] ?? OF_NONE;
    return epoch >= carried.epoch && informed >= carried.informed;
  };
  return to.every((membership) => {
    const members = membersOf(membership, standing);
    return meets(rulesFor(members).write, Object.keys(membership).filter(isAware), members);
  });
}

/** Is each record that is owed on a write quorum of the copies that are to stand alone? */
export function isSpreadOver(
  { to, held }: Extract<MembershipEvent, { readonly type: "complete" }>,
  { owed, owedUpto }: MembershipContext,
  standing: Standing,
): boolean {
  const members = membersOf(to[0]!, standing);
  const { write } = rulesFor(members);
  const having = (has: (holding: Holding) => boolean) =>
    meets(write, Object.keys(held).filter((copy) => has(held[copy]!)), members);
  return having(({ scl }) => scl >= owedUpto) &&
    owed.every((lsn) => having((holding) => isIn(holding, lsn)));
}
