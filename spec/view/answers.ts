/**
 * What the writer was told by the copies: what they hold.
 *
 * @module
 */
import type { SegmentId } from "../../model/terms.ts";
import { Extent } from "./extent.ts";
import { type ExtentFacts, NO_EXTENT } from "./facts.ts";

/** What the writer was told, copy by copy. Each is read when it is first asked about. */
export class Answers {
  readonly #read: (segment: SegmentId) => ExtentFacts;
  readonly #told = new Map<SegmentId, Extent>();

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

  /** Another writer opens the volume: it was told nothing yet of these copies. */
  forget(segments: Iterable<SegmentId>): void {
    for (const segment of segments) this.#told.set(segment, new Extent(NO_EXTENT));
  }

  /** Drops what need not be named any more. */
  tidy(): void {
    for (const told of this.#told.values()) told.tidy();
  }
}
