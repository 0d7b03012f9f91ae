/**
 * Numbers by number, in memory that grows in small steps.
 *
 * @module
 */

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;

/** A list of numbers of 32 bits. */
export class Column {
  /** How many there are. */
  length = 0;
  readonly #chunks: Int32Array<ArrayBuffer>[] = [];

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * Int32Array.BYTES_PER_ELEMENT;
  }

  /** The number at a place. */
  at(place: number): number {
    return this.#chunks[place >>> CHUNK_BITS]![place & (CHUNK - 1)]!;
  }

  /** Puts a number at a place that has one. */
  set(place: number, value: number): void {
    this.#chunks[place >>> CHUNK_BITS]![place & (CHUNK - 1)] = value;
  }

  /** Puts a number at the end. */
  push(value: number): void {
    if (this.length % CHUNK === 0) this.#chunks.push(new Int32Array(CHUNK));
    this.set(this.length++, value);
  }
}
