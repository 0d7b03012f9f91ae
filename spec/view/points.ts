/**
 * The points and epochs that were announced.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PgId } from "../../model/terms.ts";
import type { PointFacts } from "./facts.ts";

/** The lowest read point of a group, and whose it is. */
export interface ReadPoint {
  /** The read point. */
  readonly lsn: Lsn;
  /** The instance that announced none yet and may read from there on; undefined where it was announced. */
  readonly silent?: string;
}

/** The points of a volume as they were announced last; `NO_LSN` where none was. */
export class Points {
  /** Volume Complete LSN. */
  vcl: Lsn;
  /** Volume Durable LSN. */
  vdl: Lsn;
  readonly #pgcl: Map<PgId, Lsn>;
  readonly #pgmrpl: Map<PgId, Map<string, Lsn>>;
  readonly #epochs: Map<string, number>;
  /** For each instance that opened the volume: the PGMRPL of each group at that time. */
  readonly #opened = new Map<string, ReadonlyMap<PgId, Lsn | undefined>>();

  /** The points that these facts tell. */
  constructor({ vcl, vdl, pgcl, pgmrpl, epochs }: PointFacts) {
    this.vcl = vcl;
    this.vdl = vdl;
    this.#pgcl = new Map(Object.entries(pgcl));
    this.#pgmrpl = new Map(
      Object.entries(pgmrpl).map(([pg, points]) => [pg, new Map(Object.entries(points))]),
    );
    this.#epochs = new Map(Object.entries(epochs));
  }

  /** Protection Group Complete LSN of a group. */
  pgcl(pg: PgId): Lsn {
    return this.#pgcl.get(pg) ?? NO_LSN;
  }

  /** A PGCL was announced. */
  setPgcl(pg: PgId, lsn: Lsn): void {
    this.#pgcl.set(pg, lsn);
  }

  /** The lowest read point of a group that one instance may still use. */
  pgmrplOf(pg: PgId, instance = ""): Lsn {
    return this.#pgmrpl.get(pg)?.get(instance) ?? NO_LSN;
  }

  /**
   * The lowest read point of a group that any instance may still use: the least that was announced
   * by those that are not gone; `NO_LSN` as long as none was, and undefined where it is not known,
   * since all are gone. An instance that opened the volume and announced none yet may read from
   * where the others stood then, unless a point without a name speaks for all. Source: S18 §3.4.
   */
  pgmrpl(pg: PgId): ReadPoint | undefined {
    const announced = this.#pgmrpl.get(pg);
    if (announced === undefined) return { lsn: NO_LSN };
    let least: ReadPoint | undefined;
    for (const lsn of announced.values()) {
      if (least === undefined || lsn < least.lsn) least = { lsn };
    }
    if (announced.has("")) return least;
    for (const [silent, points] of this.#opened) {
      if (announced.has(silent)) continue;
      const lsn = points.has(pg) ? points.get(pg) : NO_LSN;
      if (lsn === undefined) return undefined;
      if (least === undefined || lsn < least.lsn) least = { lsn, silent };
    }
    return least;
  }

  /** The PGMRPL of a group when an instance opened the volume; undefined where it is not known. */
  floorOf(pg: PgId, instance: string): Lsn | undefined {
    return this.#opened.get(instance)?.get(pg);
  }

  /** An instance opened the volume. */
  open(instance: string): void {
    const points = [...this.#pgmrpl.keys()].map((pg) => [pg, this.pgmrpl(pg)?.lsn] as const);
    this.#opened.set(instance, new Map(points));
  }

  /** An instance is gone, and its read views with it. */
  lose(instance: string): void {
    this.#opened.delete(instance);
    for (const points of this.#pgmrpl.values()) points.delete(instance);
  }

  /** A PGMRPL was announced. */
  setPgmrpl(pg: PgId, lsn: Lsn, instance = ""): void {
    const points = this.#pgmrpl.get(pg) ?? new Map<string, Lsn>();
    this.#pgmrpl.set(pg, points.set(instance, lsn));
  }

  /** An epoch, by what it is the epoch of; 0 where none was announced. */
  epoch(of: string): number {
    return this.#epochs.get(of) ?? 0;
  }

  /** An epoch was announced. */
  setEpoch(of: string, epoch: number): void {
    this.#epochs.set(of, epoch);
  }

  /** History goes on from here, after a recovery or a backtrack. */
  restart(vdl: Lsn): void {
    this.vcl = vdl;
    this.vdl = vdl;
    this.#pgcl.clear();
  }

  /** The same after a backtrack: who read above that reads no more. */
  rewind(vdl: Lsn): void {
    this.restart(vdl);
    for (const points of this.#pgmrpl.values()) {
      for (const [instance, lsn] of points) if (lsn > vdl) points.set(instance, vdl);
    }
    for (const [instance, points] of this.#opened) {
      const lower = [...points].map(([pg, lsn]) =>
        [pg, lsn !== undefined && lsn > vdl ? vdl : lsn] as const
      );
      this.#opened.set(instance, new Map(lower));
    }
  }

  /** They as plain facts. */
  facts(): PointFacts {
    return {
      pgcl: Object.fromEntries([...this.#pgcl].filter(([, lsn]) => lsn !== NO_LSN)),
      vcl: this.vcl,
      vdl: this.vdl,
      pgmrpl: Object.fromEntries(
        [...this.#pgmrpl].map(([pg, points]) => [pg, Object.fromEntries(points)]),
      ),
      epochs: Object.fromEntries(this.#epochs),
    };
  }
}
