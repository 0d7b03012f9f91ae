/**
 * The backups of a volume: what a restore to a time must have, and what the backup store has of it.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type PgId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import {
  type BackupFacts,
  NO_BACKUPS,
  type Picture,
  type RestorePoint,
  type RestoreWindow,
} from "./backup_facts.ts";
import { indexAfter } from "./sorted.ts";

/** So much is kept of the log of one volume; of what is older, a restore is not judged. */
export const BACKUPS_MOST: number = 2 ** 20;

/** The commits around a time. */
export interface Around {
  /** The last one that a restore to that time has. */
  readonly last: RestorePoint | undefined;
  /** The first one that it does not have. */
  readonly next: RestorePoint | undefined;
}

/** What is seen of the backups of one volume. */
export class Backups {
  /** What lies at or below is not known any more, or never was. */
  start: Lsn;
  /** The earliest restorable time of all that were announced: a trace alone can tell. */
  earliest: bigint | undefined;
  /** What was announced last; undefined where nothing was. */
  window: RestoreWindow | undefined;
  /** Snapshots, by name. */
  readonly snapshots: Map<string, Picture>;
  /** The highest LSN when a volume was last restored from this one. */
  restoredAt: Lsn;
  readonly #most: number;
  #points: RestorePoint[];
  /** For each point, the latest time of a commit up to it: it never falls. */
  #latest: bigint[] = [];
  readonly #blocks: Map<PageId, Lsn[]>;
  #isWhole: boolean;
  readonly #unstaged: Map<PgId, Lsn[]>;
  /** Of earlier times it is not known any more which commits are around them. */
  #blind = 0n;
  #size = 0;
  #limit: number;

  /** The backups that these facts tell. */
  constructor(facts: BackupFacts = NO_BACKUPS, most = BACKUPS_MOST) {
    this.start = facts.start;
    this.window = facts.window;
    this.earliest = facts.window?.earliest;
    this.snapshots = new Map(Object.entries(facts.snapshots));
    this.restoredAt = facts.restoredAt;
    this.#points = [...facts.points];
    this.#blocks = new Map(Object.entries(facts.blocks).map(([page, lsns]) => [page, [...lsns]]));
    this.#isWhole = facts.isWhole;
    this.#unstaged = new Map(Object.entries(facts.unstaged).map(([pg, lsns]) => [pg, [...lsns]]));
    this.#most = this.#limit = most;
    this.#measure();
  }

  /** A record was written: the first of the volume, if so it is. */
  write({ lsn, page, cpl = false, commit, time }: EventOf<"write">, isFirst: boolean): void {
    if (isFirst) this.#isWhole = true;
    if (page === undefined) this.#isWhole = false;
    else this.#note(page, lsn);
    if (cpl || commit) this.#point({ lsn, cpl, ...commit && time !== undefined && { time } });
    if (this.#size > this.#limit) this.#halve();
  }

  /** A record of a group is to be staged. Where too many are, the oldest tell enough. */
  awaitStage(pg: PgId, lsn: Lsn): void {
    const unstaged = this.#unstaged.get(pg);
    if (unstaged === undefined) this.#unstaged.set(pg, [lsn]);
    else if (unstaged.length < this.#most) unstaged.push(lsn);
  }

  /** A copy of a group has staged its log up to here. */
  stage(pg: PgId, upto: Lsn): void {
    const unstaged = this.#unstaged.get(pg);
    unstaged?.splice(0, indexAfter(unstaged, (lsn) => lsn <= upto));
  }

  /** The times to which the volume can be restored were announced: older ones do not matter. */
  announce(window: RestoreWindow): void {
    this.window = window;
    if (window.earliest === undefined) return;
    if (this.earliest === undefined || window.earliest < this.earliest) {
      this.earliest = window.earliest;
    }
    const { last } = this.around(window.earliest);
    if (last !== undefined) this.#cut(last.lsn - 1n);
  }

  /** A snapshot was taken. */
  takeSnapshot(name: string, at: Lsn): void {
    this.snapshots.set(name, this.picture(at));
  }

  /** The volume as it was at a point of its log. */
  picture(at: Lsn): Picture {
    if (at < this.start) return { at, blocks: {}, isWhole: false };
    const blocks = [...this.#blocks.keys()]
      .flatMap((page) => [[page, this.blockAt(page, at) ?? NO_LSN] as const])
      .filter(([, lsn]) => lsn !== NO_LSN);
    return { at, blocks: Object.fromEntries(blocks), isWhole: at > NO_LSN && this.#isWhole };
  }

  /** The commits around a time. */
  around(time: bigint): Around {
    if (time < this.#blind) return { last: undefined, next: undefined };
    const nth = indexAfter(this.#latest, (latest) => latest <= time);
    let at = nth - 1;
    while (at >= 0 && this.#points[at]!.time === undefined) at--;
    return { last: this.#points[at], next: this.#points[nth] };
  }

  /** Is the record at this LSN a CPL? Undefined where it is not known. */
  isCpl(lsn: Lsn): boolean | undefined {
    if (lsn <= this.start) return undefined;
    const nth = indexAfter(this.#points, (point) => point.lsn < lsn);
    const point = this.#points[nth];
    return point?.lsn === lsn && point.cpl;
  }

  /** The last record of a block up to a point; `NO_LSN` if none, undefined if it is not known. */
  blockAt(page: PageId, at: Lsn): Lsn | undefined {
    if (at < this.start) return undefined;
    const lsns = this.#blocks.get(page) ?? [];
    const lsn = lsns[indexAfter(lsns, (lsn) => lsn <= at) - 1];
    return lsn ?? (this.#isWhole ? NO_LSN : undefined);
  }

  /** The first record that no copy has staged, and its group. */
  get firstUnstaged(): { readonly pg: PgId; readonly lsn: Lsn } | undefined {
    let first: { pg: PgId; lsn: Lsn } | undefined;
    for (const [pg, [lsn]] of this.#unstaged) {
      if (lsn !== undefined && (first === undefined || lsn < first.lsn)) first = { pg, lsn };
    }
    return first;
  }

  /** A recovery took back what lies above a point. */
  annul(from: Lsn): void {
    const isKept = (lsn: Lsn) => lsn <= from;
    this.#points = this.#points.filter(({ lsn }) => isKept(lsn));
    for (const lsns of this.#unstaged.values()) lsns.splice(indexAfter(lsns, isKept));
    for (const lsns of this.#blocks.values()) lsns.splice(indexAfter(lsns, isKept));
    this.#measure();
  }

  /** The volume was rewound: what a restore to an earlier time has then, nobody says. */
  forget(highest: Lsn): void {
    this.start = highest;
    this.#points = [];
    this.#blocks.clear();
    this.#isWhole = false;
    this.restoredAt = NO_LSN;
    this.#measure();
  }

  /** They as plain facts. */
  facts(): BackupFacts {
    const { start, window, restoredAt } = this;
    return {
      start,
      points: this.#points,
      blocks: Object.fromEntries(this.#blocks),
      isWhole: this.#isWhole,
      unstaged: Object.fromEntries(this.#unstaged),
      ...window && { window },
      snapshots: Object.fromEntries(this.snapshots),
      restoredAt,
    };
  }

  #note(page: PageId, lsn: Lsn): void {
    const lsns = this.#blocks.get(page);
    if (lsns === undefined) this.#blocks.set(page, [lsn]);
    else lsns.push(lsn);
    this.#size++;
  }

  #point(point: RestorePoint): void {
    this.#points.push(point);
    this.#latest.push(later(this.#latest.at(-1), point.time));
    this.#size++;
  }

  #cut(start: Lsn): void {
    if (start <= this.start) return;
    this.start = start;
    this.#points.splice(0, indexAfter(this.#points, ({ lsn }) => lsn <= start));
    for (const lsns of this.#blocks.values()) {
      lsns.splice(0, Math.max(0, indexAfter(lsns, (lsn) => lsn <= start) - 1));
    }
    this.#measure();
  }

  /** Keeps the younger half; the last record of each block stays in any case. */
  #halve(): void {
    const middle = this.#points.length >> 1;
    this.#blind = later(this.#blind, this.#latest[middle]);
    this.#cut(this.#points[middle]?.lsn ?? this.start);
    this.#limit = Math.max(this.#most, 2 * this.#size);
  }

  #measure(): void {
    this.#latest = [];
    for (const { time } of this.#points) this.#latest.push(later(this.#latest.at(-1), time));
    this.#size = this.#points.length;
    for (const { length } of this.#blocks.values()) this.#size += length;
  }
}

/** The later of two times, if there is one: none is before all. */
function later(one = -1n, other = -1n): bigint {
  return one > other ? one : other;
}
