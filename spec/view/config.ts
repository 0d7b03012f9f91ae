/**
 * The shape of a volume: its groups, their members and rules.
 *
 * @module
 */
import { azPlusOne, azsOf, lossOfAz } from "../../model/quorum/placement.ts";
import type { Group, Quorum } from "../../model/quorum/quorum.ts";
import { compileQuorum, copiesOf, maskOf } from "../../model/quorum/quorum_mask.ts";
import type { Lsn, Member, PgId, SegmentId } from "../../model/terms.ts";
import type { ConfigFacts } from "./facts.ts";
import { membershipsOf, type Stood } from "./memberships.ts";

/** Copies that may be lost at once. */
export interface Loss {
  /** The copies. */
  readonly copies: readonly SegmentId[];
  /** The same as bits: bit `i` is member `i`. */
  readonly mask: number;
}

/** How many members a group may have for its sets to be held as bits. */
export const MEMBERS_MAX = 30;

/** One group, with its rules ready to be asked. */
export class GroupConfig implements Group {
  /** Its name. */
  readonly pg: PgId;
  readonly members: readonly Member[];
  readonly write: Quorum;
  readonly read: Quorum;
  /** In how many AZs it has stood at most. */
  readonly azsAtMost: number;
  #isWrite: ((mask: number) => boolean) | undefined;
  #losses: readonly Loss[] | undefined;

  /** A group told before is not worked out again: a model tells the same one in every state. */
  static of(pg: PgId, group: Group, azsAtMost = 0): GroupConfig {
    if (group instanceof GroupConfig) return group;
    const known = told.get(group);
    if (known?.pg === pg) return known;
    const config = new GroupConfig(pg, group, { azsAtMost });
    told.set(group, config);
    return config;
  }

  /** A group with these members and rules; `before` is the same group until now. */
  constructor(pg: PgId, { members, write, read }: Group, before?: { readonly azsAtMost: number }) {
    this.azsAtMost = Math.max(azsOf(members).length, before?.azsAtMost ?? 0);
    this.pg = pg;
    this.members = members;
    this.write = write;
    this.read = read;
  }

  /** Do these copies, as bits, meet the write rule? */
  isWrite(mask: number): boolean {
    this.#isWrite ??= compileQuorum(this.write, this.members);
    return this.#isWrite(mask);
  }

  /** The copies as bits. */
  maskOf(copies: Iterable<SegmentId>): number {
    return maskOf(copies, this.members);
  }

  /** The copies that the bits stand for. */
  copiesOf(mask: number): SegmentId[] {
    return copiesOf(mask, this.members);
  }

  /** Is the copy a member? */
  has(segment: SegmentId): boolean {
    return this.members.some((member) => member.segment === segment);
  }

  /**
   * Has it given up an AZ that is gone for long, or is it about to? Until it is back, no other is
   * spare. Source: S18 §4.1.
   */
  get isDegraded(): boolean {
    return membershipsOf(this).some((members) => azsOf(members).length < this.azsAtMost);
  }

  /**
   * The losses that the group must survive: AZ+1 where an AZ holds two copies or more; an AZ where
   * each holds one copy; one copy while an AZ is given up. Source: S17 §2.1, S18 §4.1.
   */
  get losses(): readonly Loss[] {
    this.#losses ??= lossesOf(this).map((copies) => ({
      copies,
      mask: this.maskOf(copies),
    }));
    return this.#losses;
  }
}

/** So many configurations of a group are remembered: who is further behind is not counted. */
const PAST_MAX = 16;

const NOTHING: readonly Stood[] = [];

const told = new WeakMap<Group, GroupConfig>();

/** Is the group placed so that it can survive an AZ and one copy more, whoever is a member in the end? */
export function isForAzPlusOne(group: Group): boolean {
  return membershipsOf(group).every((members) =>
    azsOf(members).some((az) => lossOfAz(members, az).length > 1)
  );
}

function lossesOf(group: GroupConfig): SegmentId[][] {
  const { members, isDegraded } = group;
  if (isDegraded) return members.map(({ segment }) => [segment]);
  if (isForAzPlusOne(group)) return azPlusOne(members);
  return azsOf(members).map((az) => lossOfAz(members, az));
}

/** The shape of a volume. */
export class Config {
  /** LSN Allocation Limit, if known. Unit: LSNs (records or bytes, whichever the writer counts). */
  lal: Lsn | undefined;
  #declared: Set<string> | undefined;
  readonly #groups = new Map<PgId, GroupConfig>();
  readonly #homes = new Map<SegmentId, GroupConfig>();
  readonly #copies = new Set<SegmentId>();
  /** The membership epoch of each group when its `group` line stood there. */
  readonly #since = new Map<PgId, number>();
  readonly #past = new Map<PgId, readonly Stood[]>();

  /** The shape that these facts tell. */
  constructor({ groups, azsAtMost, since, past, lal, sees }: ConfigFacts) {
    this.lal = lal;
    this.#declared = sees && new Set(sees);
    for (const [pg, group] of Object.entries(groups)) {
      this.set(GroupConfig.of(pg, group, azsAtMost?.[pg]), since?.[pg]);
      if (past?.[pg]) this.#remember(pg, past[pg]);
    }
  }

  /** The groups, in the order in which they were named first. */
  get groups(): readonly GroupConfig[] {
    return [...this.#groups.values()];
  }

  /** Number of groups. */
  get size(): number {
    return this.#groups.size;
  }

  /** The group of this name. */
  group(pg: PgId): GroupConfig | undefined {
    return this.#groups.get(pg);
  }

  /** The membership epoch in which the members of a group were told; 0 where none was. */
  since(pg: PgId): number {
    return this.#since.get(pg) ?? 0;
  }

  /** What a group was before, in the order of its membership epochs. */
  past(pg: PgId): readonly Stood[] {
    return this.#past.get(pg) ?? NOTHING;
  }

  /** What a group is, or was, in a membership epoch; what it is now where the epoch is not known. */
  at(pg: PgId, mepoch: number): GroupConfig {
    const stood = this.past(pg).findLast((each) => each.mepoch === mepoch);
    return stood === undefined ? this.group(pg)! : GroupConfig.of(pg, stood.group);
  }

  /** The group that a copy is a member of. */
  home(segment: SegmentId): GroupConfig | undefined {
    return this.#homes.get(segment);
  }

  /** Is a node a copy, or was it one? */
  wasCopy(node: string): boolean {
    return this.#copies.has(node);
  }

  /** All that are members of a group, or were. */
  get copies(): ReadonlySet<SegmentId> {
    return this.#copies;
  }

  /** The copies of an AZ, of all groups. */
  copiesIn(az: string): SegmentId[] {
    return this.groups.flatMap(({ members }) => lossOfAz(members, az));
  }

  /** A group is, from now on, as it is told here. */
  set(group: GroupConfig, since = 0): void {
    const before = this.#groups.get(group.pg);
    for (const { segment } of before?.members ?? []) this.#homes.delete(segment);
    if (before !== undefined) {
      const stood = { mepoch: this.since(group.pg), group: before };
      this.#past.set(group.pg, [...this.past(group.pg), stood].slice(-PAST_MAX));
    }
    this.#groups.set(group.pg, group);
    this.#since.set(group.pg, since);
    for (const { segment } of group.members) {
      this.#homes.set(segment, group);
      this.#copies.add(segment);
    }
  }

  #remember(pg: PgId, past: readonly Stood[]): void {
    this.#past.set(pg, past);
    for (const { group } of past) {
      for (const { segment } of group.members) this.#copies.add(segment);
    }
  }

  /** These kinds, too, can be seen. */
  declare(kinds: readonly string[]): void {
    this.#declared = new Set([...this.#declared ?? [], ...kinds]);
  }

  /** Was the kind declared to be visible? Undefined where nothing was declared. */
  declares(kind: string): boolean | undefined {
    return this.#declared?.has(kind);
  }

  /** The kinds that were declared, if any were. */
  get declared(): ReadonlySet<string> | undefined {
    return this.#declared;
  }
}
