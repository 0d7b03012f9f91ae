/**
 * What the copies said of themselves, to whomever: in announcements of their SCL and in what they
 * told the writer. Where no store can be seen, this is all there is to go by.
 *
 * @module
 */
import type { Annulment } from "../../model/recovery/epochs.ts";
import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { Extent } from "./extent.ts";
import { NO_EXTENT } from "./facts.ts";

interface Report {
  /** What the copy said that it holds. */
  held: Extent;
  /** What it said before it lost its disk. */
  had: Extent | undefined;
  /** The highest SCL that it told since. */
  scl: Lsn;
}

/** What the copies said of themselves. Nothing is kept of a copy until it is asked about. */
export class Reports {
  readonly #view: View;
  readonly #reports = new Map<SegmentId, Report>();
  readonly #told = new Map<SegmentId, Lsn>();

  /** The reports of a view. */
  constructor(view: View) {
    this.#view = view;
  }

  /** What a copy said that it holds. */
  held(segment: SegmentId): Extent {
    return this.#of(segment).held;
  }

  /** Did a copy ever say that it holds a record? A lost disk does not undo that. */
  everHeld(segment: SegmentId, lsn: Lsn): boolean {
    const { held, had } = this.#of(segment);
    return held.has(lsn) || had !== undefined && had.has(lsn);
  }

  /** The highest SCL that a copy told, in whatever way. */
  scl(segment: SegmentId): Lsn {
    return this.#of(segment).scl;
  }

  /** The highest SCL that a copy ever told, lost disks or not; undefined if it told none yet. */
  highestTold(segment: SegmentId): Lsn | undefined {
    return this.#told.get(segment);
  }

  /** A copy said that it holds a record. */
  add(segment: SegmentId, lsn: Lsn): void {
    this.#reports.get(segment)?.held.add(lsn);
  }

  /** A copy said that it is complete up to a point. */
  complete(segment: SegmentId, scl: Lsn): void {
    if (!(this.#told.get(segment)! >= scl)) this.#told.set(segment, scl);
    const report = this.#reports.get(segment);
    if (report === undefined) return;
    report.held.raise(scl);
    if (scl > report.scl) report.scl = scl;
  }

  /** A copy loses its disk; what it told the writer before counts no more. */
  loseDisk(segment: SegmentId): void {
    if (this.#view.sees("store")) return;
    const report = this.#of(segment);
    if (report.had === undefined) report.had = report.held;
    else report.had.absorb(report.held);
    report.held = Extent.bare();
    report.scl = NO_LSN;
  }

  /** A recovery or a backtrack took back what lies above a point. */
  cut(above: Lsn): void {
    for (const report of this.#reports.values()) {
      report.held.cut(above);
      report.had?.cut(above);
      if (report.scl > above) report.scl = above;
    }
    for (const [segment, scl] of this.#told) if (scl > above) this.#told.set(segment, above);
  }

  /** What each copy said that it holds, or held before it lost its disk. */
  extents(): Extent[] {
    return [...this.#reports.values()]
      .flatMap(({ held, had }) => had === undefined ? [held] : [held, had]);
  }

  /** What these copies told the writer is about to be forgotten: remembers it, where it counts. */
  settle(segments: Iterable<SegmentId>): void {
    if (this.#view.sees("store")) return;
    for (const segment of segments) this.#of(segment);
  }

  /** A copy learned that some LSNs are annulled: what it holds above them is of later writers. */
  truncate(segment: SegmentId, { from, to }: Annulment): void {
    const report = this.#reports.get(segment);
    if (report === undefined) return;
    report.held.cut(from, to);
    if (report.scl > from && report.scl <= to) report.scl = from;
  }

  /** Drops what need not be named any more. */
  tidy(): void {
    for (const { held } of this.#reports.values()) held.tidy();
  }

  #of(segment: SegmentId): Report {
    let report = this.#reports.get(segment);
    if (report === undefined) {
      const copy = this.#view.copy(segment);
      const held = new Extent(NO_EXTENT);
      held.absorb(copy.held);
      held.absorb(this.#view.told(segment));
      const told = this.#view.told(segment).end(undefined) ?? NO_LSN;
      report = { held, had: copy.had, scl: told > copy.scl ? told : copy.scl };
      this.#reports.set(segment, report);
    }
    return report;
  }
}
