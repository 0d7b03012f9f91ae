/**
 * Histories of volumes and their clones, made step by step: a plain second model, for tests. Each
 * volume keeps all versions of all its pages. It may make one mistake.
 *
 * @module
 */
import type { Lsn, PageId, PhysicalId, VolumeId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";

/** What may go wrong in a family. */
export type FamilyMistake =
  | "clone above VDL"
  | "page missing in the clone"
  | "written in place"
  | "read of a relative"
  | "freed though needed"
  | "charged to each"
  | "never freed"
  | "freed with the deleted"
  | "limit ignored";

/** How many clones may share the pages of a family. */
export const SHARING = 2;
const VOLUMES_MOST = 6;
const PAGES = ["1", "2", "3"];

interface Volume {
  readonly name: VolumeId;
  readonly family: VolumeId;
  readonly fork: Lsn;
  readonly versions: Map<PageId, Lsn[]>;
  readonly pointers: Map<PageId, PhysicalId>;
  highest: Lsn;
  vdl: Lsn;
  cpls: Lsn[];
}

/** One history, as far as it has got. */
export class FamilyHistory {
  readonly events: TraceEvent[] = [];
  readonly #mistake: FamilyMistake | undefined;
  #volumes: Volume[] = [];
  /** The record that each physical page holds, and its family. */
  readonly #held = new Map<PhysicalId, { readonly lsn: Lsn; readonly family: VolumeId }>();
  #named = 0;
  #allocated = 0;
  #epoch = 1;

  /** Two volumes that have nothing to do with each other. */
  constructor(mistake?: FamilyMistake) {
    this.#mistake = mistake;
    for (const name of ["v0", "v00"]) this.#volumes.push(volume(name, name));
  }

  /** Takes one of the steps that are possible now. */
  step(choice: number): void {
    const one = this.#volumes[Math.floor(choice / 12) % this.#volumes.length];
    if (one === undefined) return;
    const page = PAGES[Math.floor(choice / 96) % PAGES.length]!;
    const some = Math.floor(choice / 512);
    switch (choice % 12) {
      case 0:
      case 1:
        return this.#write(one, page, some);
      case 2:
      case 3:
        return this.#announce(one, some);
      case 4:
      case 5:
        return this.#apply(one, page);
      case 6:
      case 7:
        return this.#read(one, page, some);
      case 8:
        return some % 4 === 0 ? this.#cut(one, some) : this.#use(one);
      case 9:
        return some % 4 === 0 ? this.#delete(one) : this.#collect(some);
      case 10:
        return this.#clone(one, some);
      default:
        return this.#use(one);
    }
  }

  /** Nothing is in flight any more. */
  end(): void {
    while (this.#garbage().length > 0) this.#collect(0);
    this.events.push({ kind: "end" });
  }

  #write(one: Volume, page: PageId, some: number): void {
    const pages = some % 2 === 0 ? [page] : [page, PAGES[some % PAGES.length]!];
    pages.forEach((page, nth) => {
      const prev = one.highest;
      one.highest += BigInt(1 + some % 3);
      const cpl = nth === pages.length - 1;
      const own = { lsn: one.highest, pg: "p0", prev, page, ...cpl && { cpl } };
      this.events.push({ kind: "write", ...own, volume: one.name });
      one.versions.set(page, [...versionsOf(one, page), one.highest]);
      if (cpl) one.cpls.push(one.highest);
    });
  }

  #announce(one: Volume, some: number): void {
    const next = one.cpls.filter((cpl) => cpl > one.vdl);
    if (next.length === 0) return;
    one.vdl = next[some % next.length]!;
    this.events.push({ kind: "vdl", lsn: one.vdl, volume: one.name });
  }

  /** A page is brought to VDL: in place, if all that point at it have that record as well. */
  #apply(one: Volume, page: PageId): void {
    const lsn = lastAt(one, page, one.vdl);
    const physical = one.pointers.get(page);
    if (lsn === 0n || physical !== undefined && this.#held.get(physical)?.lsn === lsn) return;
    const shares = (other: Volume) => other.pointers.get(page) === physical;
    const mayChange = physical !== undefined && (this.#mistake === "written in place" ||
      this.#volumes.filter(shares).every((other) =>
        other === one || lastAt(other, page, other.vdl) === lsn && lsn <= other.fork
      ));
    this.#point(one, page, mayChange ? physical! : `x${++this.#allocated}`, lsn);
  }

  #point(one: Volume, page: PageId, physical: PhysicalId, lsn: Lsn): void {
    one.pointers.set(page, physical);
    this.#held.set(physical, { lsn, family: one.family });
    this.events.push({ kind: "page", page, physical, lsn, volume: one.name });
  }

  #read(one: Volume, page: PageId, some: number): void {
    const points = [one.vdl, ...one.cpls.filter((cpl) => cpl >= one.fork && cpl <= one.vdl)];
    const at = points[some % points.length]!;
    const other = this.#volumes.find((other) => other !== one && other.family === one.family);
    const from = this.#mistake === "read of a relative" ? other ?? one : one;
    const lsn = lastAt(from, page, from === one ? at : from.vdl);
    this.events.push({ kind: "read", page, at, lsn, volume: one.name });
  }

  /** A recovery or a backtrack takes back what lies above a point. */
  #cut(one: Volume, some: number): void {
    const points = one.cpls.filter((cpl) => cpl >= one.fork && cpl <= one.vdl);
    const actual = some % 8 === 0 ? one.vdl : points[some % (points.length || 1)] ?? one.vdl;
    if (actual === one.vdl) {
      const [vepoch, to] = [++this.#epoch, one.highest + 5n];
      const range = { vcl: actual, vdl: actual, from: actual, to };
      const said = { vepoch, responders: ["a1"], ...range, volume: one.name };
      this.events.push({ kind: "recovery", ...said });
      one.highest = to;
    } else this.events.push({ kind: "backtrack", target: actual, actual, volume: one.name });
    one.vdl = actual;
    one.cpls = one.cpls.filter((cpl) => cpl <= actual);
    for (const [page, versions] of one.versions) {
      one.versions.set(page, versions.filter((lsn) => lsn <= actual));
      const physical = one.pointers.get(page);
      if (physical === undefined || this.#held.get(physical)!.lsn <= actual) continue;
      this.#point(one, page, `x${++this.#allocated}`, lastAt(one, page, actual));
    }
  }

  #clone(of: Volume, some: number): void {
    if (this.#volumes.length >= VOLUMES_MOST) return;
    const sharers =
      this.#volumes.filter(({ name, family }) => family === of.family && name !== family).length;
    const isFull = this.#mistake !== "limit ignored" && (sharers >= SHARING || some % 5 === 0);
    const as = `v${++this.#named}`;
    const at = this.#mistake === "clone above VDL" ? of.highest : of.vdl;
    if (at === 0n) return;
    const one = volume(as, isFull ? as : of.family, of, at);
    this.#volumes.push(one);
    const full = isFull && { full: true };
    this.events.push({ kind: "clone", of: of.name, as, at, ...full });
    if (this.#mistake === "page missing in the clone") one.versions.delete(PAGES[0]!);
    if (!isFull) return;
    for (const page of [...one.pointers.keys()]) {
      this.#point(one, page, `x${++this.#allocated}`, lastAt(one, page, at));
    }
  }

  #delete(one: Volume): void {
    if (this.#volumes.length === 1) return;
    this.#volumes = this.#volumes.filter((other) => other !== one);
    this.events.push({ kind: "delete-volume", name: one.name });
    if (this.#mistake !== "freed with the deleted") return;
    for (const physical of one.pointers.values()) this.#free(physical);
  }

  #collect(some: number): void {
    const garbage = this.#garbage();
    const physical = garbage[some % (garbage.length || 1)];
    if (physical !== undefined) this.#free(physical);
  }

  #free(physical: PhysicalId): void {
    this.#held.delete(physical);
    if (this.#mistake !== "never freed") this.events.push({ kind: "free", physical });
  }

  #use({ name, family }: Volume): void {
    const all = this.#volumes.filter((other) => other.family === family)
      .flatMap(({ pointers }) => [...pointers.values()]);
    const pages = this.#mistake === "charged to each" ? all.length : new Set(all).size;
    this.events.push({ kind: "usage", of: name, pages });
  }

  #garbage(): PhysicalId[] {
    const isUsed = (physical: PhysicalId, { name, pointers }: Volume) =>
      (this.#mistake !== "freed though needed" || name.length > 2) &&
      [...pointers.values()].includes(physical);
    return [...this.#held.keys()]
      .filter((physical) => !this.#volumes.some((one) => isUsed(physical, one)));
  }
}

/** A volume, of nothing or as another one is at a point. */
function volume(name: VolumeId, family: VolumeId, of?: Volume, at: Lsn = 0n): Volume {
  const versions = [...of?.versions ?? []]
    .map(([page, lsns]) => [page, lsns.filter((lsn) => lsn <= at)] as const);
  return {
    name,
    family,
    fork: at,
    versions: new Map(versions),
    pointers: new Map(of?.pointers),
    highest: at,
    vdl: at,
    cpls: of ? [at] : [],
  };
}

function versionsOf({ versions }: Volume, page: PageId): readonly Lsn[] {
  return versions.get(page) ?? [];
}

function lastAt(one: Volume, page: PageId, at: Lsn): Lsn {
  return versionsOf(one, page).findLast((lsn) => lsn <= at) ?? 0n;
}
