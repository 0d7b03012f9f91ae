/**
 * What the writer was told by the copies: what they hold.
 *
 * @module
 */
import type { Lsn, SegmentId } from "../../model/terms.ts";
import { Extent } from "./extent.ts";
import { type ExtentFacts, NO_EXTENT } from "./facts.ts";

/** What the writer was told, copy by copy. Each is read when it is first asked about. */
export class Answers {
  readonly #read: (segment: SegmentId) => ExtentFacts;
  readonly #told = new Map<SegmentId, Extent>();
  readonly #late = new Map<SegmentId, Set<Lsn>>();

  /** The answers that these facts tell. */
  constructor(read: (segment: SegmentId) => ExtentFacts) {
    this.#read = read;
  }

  /** What the writer was told that a copy holds. */
  of(segment: SegmentId): Extent {
    let told = this.#told.get(segment);
    if (told === undefined) {
      told = new Extent(this.#read(segment));
      this.#told.set(segment, told);
    }
    return told;
  }

  /** The copies of which the writer was told something. */
  get copies(): IterableIterator<SegmentId> {
    return this.#told.keys();
  }

  /** What a copy said in a membership epoch that the writer has left: it counts for nothing. */
  ignore(segment: SegmentId, lsn: Lsn): void {
    const known = this.#late.get(segment) ?? new Set<Lsn>();
    this.#late.set(segment, known.add(lsn));
  }

  /** The copies that said too late that they hold a record. */
  late(lsn: Lsn): SegmentId[] {
    return [...this.#late.keys()].filter((segment) => this.#late.get(segment)!.has(lsn));
  }

  /** Another writer opens the volume: it was told nothing yet of these copies. */
  forget(segments: Iterable<SegmentId>): void {
    for (const segment of segments) this.#told.set(segment, new Extent(NO_EXTENT));
  }

  /** Drops what need not be named any more. */
  tidy(): void {
    for (const [segment, told] of this.#told) {
      told.tidy();
      for (const lsn of this.#late.get(segment) ?? []) {
        if (told.has(lsn)) this.#late.get(segment)!.delete(lsn);
      }
    }
  }
}
