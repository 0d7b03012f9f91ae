/**
 * Short lists of numbers, one behind the other in one piece of memory.
 *
 * @module
 */
import { doubled } from "./pairs.ts";

/** Lists, numbered in the order in which they are added. */
export class Lists {
  /** How many there are. */
  size = 0;
  /** Where each list begins, by its number: it ends where the next one begins. */
  begins: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** All numbers. */
  numbers: Int32Array<ArrayBuffer> = new Int32Array(64);

  /** Adds a list. */
  add(list: readonly number[]): void {
    let end = this.begins[this.size]!;
    while (end + list.length > this.numbers.length) this.numbers = doubled(this.numbers);
    for (const each of list) this.numbers[end++] = each;
    if (++this.size === this.begins.length) this.begins = doubled(this.begins);
    this.begins[this.size] = end;
  }

  /** The numbers of a list. */
  of(list: number): Int32Array {
    return this.numbers.subarray(this.begins[list], this.begins[list + 1]);
  }
}
