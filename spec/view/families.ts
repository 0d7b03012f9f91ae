/**
 * Volumes that were cloned from one another, and the physical pages that they share. One for all
 * volumes of a trace: what is told of one volume matters to the others.
 *
 * @module
 */
import type { Lsn, PageId, PhysicalId, VolumeId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import { type FamilyFacts, type ForkFacts, NO_FAMILY, type PointerFacts } from "./family_facts.ts";
import { Lineage } from "./lineage.ts";

/** All volumes that were told apart by name. */
export class Families {
  readonly #volumes = new Map<VolumeId, Lineage>();
  /** Which volumes point at a physical page, and with how many of their pages. */
  readonly #referrers = new Map<PhysicalId, Map<VolumeId, number>>();
  /** Physical pages that no volume points at and that are not free yet, with their family. */
  readonly #garbage: Map<PhysicalId, VolumeId>;
  #hasClones = false;
  /** How many clones of a family may share its pages. */
  limit: number | undefined;

  /** Volumes of which these facts are known. */
  constructor({ volumes, garbage, limit }: FamilyFacts = NO_FAMILY) {
    this.limit = limit;
    this.#garbage = new Map(Object.entries(garbage));
    for (const [volume, facts] of Object.entries(volumes)) {
      this.#volumes.set(volume, new Lineage(facts));
      this.#hasClones ||= facts.fork !== undefined;
      for (const { physical } of Object.values(facts.pointers)) this.#refer(volume, physical);
    }
  }

  /** The volumes that were named, by name. */
  get volumes(): ReadonlyMap<VolumeId, Lineage> {
    return this.#volumes;
  }

  /** One volume. */
  of(volume: VolumeId): Lineage {
    return this.#volumes.get(volume) ?? new Lineage();
  }

  /** The same, known from now on if it was not before. */
  named(volume: VolumeId): Lineage {
    let lineage = this.#volumes.get(volume);
    if (lineage === undefined) {
      lineage = new Lineage();
      this.#volumes.set(volume, lineage);
    }
    return lineage;
  }

  /** A volume is cloned. */
  clone({ of, as, at, full = false }: EventOf<"clone">): void {
    const fork: ForkFacts = { of, at, full };
    const lineage = this.named(of).forked(fork);
    this.#volumes.set(as, lineage);
    this.#hasClones = true;
    for (const { physical } of lineage.pointers.values()) this.#refer(as, physical);
  }

  /** A page of a volume points at a physical page. */
  point(volume: VolumeId, page: PageId, pointer: PointerFacts): void {
    const { pointers } = this.named(volume);
    const old = pointers.get(page);
    pointers.set(page, pointer);
    this.#refer(volume, pointer.physical);
    if (old !== undefined) this.#leave(volume, old.physical);
  }

  /** A physical page is free. */
  free(physical: PhysicalId): void {
    this.#garbage.delete(physical);
  }

  /** Whoever cannot see what is free need not know what is not. */
  forgetGarbage(): void {
    this.#garbage.clear();
  }

  /** A volume is deleted. */
  delete(volume: VolumeId): void {
    const lineage = this.named(volume);
    lineage.isDeleted = true;
    for (const { physical } of lineage.pointers.values()) this.#leave(volume, physical);
    lineage.pointers.clear();
  }

  /** The volumes that point at a physical page. */
  referrers(physical: PhysicalId): VolumeId[] {
    return [...this.#referrers.get(physical)?.keys() ?? []];
  }

  /** The first volume of the family that a volume shares pages with, deleted or not. */
  rootOf(volume: VolumeId): VolumeId {
    return this.#firstOf(volume, ({ full }) => !full);
  }

  /** The volumes of a family, deleted ones too. */
  family(root: VolumeId): VolumeId[] {
    return [...this.#volumes.keys()].filter((volume) => this.rootOf(volume) === root);
  }

  /** The clones that share the pages of the family of a volume now. */
  sharers(volume: VolumeId): VolumeId[] {
    const root = this.rootOf(volume);
    return this.family(root).filter((one) => one !== root && !this.of(one).isDeleted);
  }

  /** The volumes that have a common past with a volume, full copies and deleted ones too. */
  relatives(volume: VolumeId): VolumeId[] {
    if (!this.#hasClones) return [];
    const origin = this.#originOf(volume);
    return [...this.#volumes.keys()]
      .filter((one) => one !== volume && this.#originOf(one) === origin);
  }

  /** The LSN up to which two volumes have one past; undefined where they have none. */
  partedAt(one: VolumeId, other: VolumeId): Lsn | undefined {
    const way = this.#wayOf(other);
    for (const [volume, upto] of this.#wayOf(one)) {
      const also = way.get(volume);
      if (also === undefined && !way.has(volume)) continue;
      return upto === undefined || also !== undefined && also < upto ? also : upto;
    }
    return undefined;
  }

  /** The physical pages at which the volumes of a family point, all together. */
  inUse(root: VolumeId): Set<PhysicalId> {
    return new Set(
      this.family(root).flatMap((volume) => [...this.of(volume).pointers.values()])
        .map(({ physical }) => physical),
    );
  }

  /** The family of a physical page that no volume points at and that is not free. */
  familyOf(physical: PhysicalId): VolumeId | undefined {
    return this.#garbage.get(physical);
  }

  /** The physical pages of a family, or of all, that no volume points at and that are not free. */
  garbage(root?: VolumeId): PhysicalId[] {
    return [...this.#garbage].filter(([, of]) => root === undefined || of === root)
      .map(([physical]) => physical);
  }

  /** All as plain facts. */
  facts(): FamilyFacts {
    const volumes = [...this.#volumes].map(([volume, lineage]) =>
      [volume, lineage.facts()] as const
    );
    return {
      volumes: Object.fromEntries(volumes),
      garbage: Object.fromEntries(this.#garbage),
      ...this.limit !== undefined && { limit: this.limit },
    };
  }

  /** A volume and those that it comes from, with the LSN up to which it has the past of each. */
  #wayOf(volume: VolumeId): Map<VolumeId, Lsn | undefined> {
    const way = new Map<VolumeId, Lsn | undefined>([[volume, undefined]]);
    let least: Lsn | undefined;
    for (let { fork } = this.of(volume); fork !== undefined; fork = this.of(fork.of).fork) {
      if (way.has(fork.of)) break;
      if (least === undefined || fork.at < least) least = fork.at;
      way.set(fork.of, least);
    }
    return way;
  }

  #originOf(volume: VolumeId): VolumeId {
    return this.#firstOf(volume, () => true);
  }

  /** The first volume on the way back over such forks. */
  #firstOf(volume: VolumeId, follows: (fork: ForkFacts) => boolean): VolumeId {
    const way = [volume];
    for (;;) {
      const fork = this.#volumes.get(way.at(-1)!)?.fork;
      if (fork === undefined || !follows(fork)) return way.at(-1)!;
      // A name that is given again may lead in a circle: then any of it will do, if always the same.
      if (way.includes(fork.of)) return way.slice(way.indexOf(fork.of)).sort()[0]!;
      way.push(fork.of);
    }
  }

  #refer(volume: VolumeId, physical: PhysicalId): void {
    const by = this.#referrers.get(physical) ?? new Map<VolumeId, number>();
    by.set(volume, (by.get(volume) ?? 0) + 1);
    this.#referrers.set(physical, by);
    this.#garbage.delete(physical);
  }

  #leave(volume: VolumeId, physical: PhysicalId): void {
    const by = this.#referrers.get(physical);
    const count = (by?.get(volume) ?? 1) - 1;
    if (count > 0) by?.set(volume, count);
    else by?.delete(volume);
    if (by === undefined || by.size > 0) return;
    this.#referrers.delete(physical);
    this.#garbage.set(physical, this.rootOf(volume));
  }
}
