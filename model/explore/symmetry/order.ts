/**
 * The order of texts that are met one by one, by number: quick to ask, and the same in whatever
 * order they are met.
 *
 * @module
 */

/** Numbers in the order of their texts. */
export class Order {
  readonly #textOf: (id: number) => string;
  readonly #texts: string[] = [];
  /** All numbers that were met, the one with the least text first. */
  readonly #sorted: number[] = [];
  /** For each number a label: labels have the order of the texts. */
  readonly #labels: (number | undefined)[] = [];

  /** @param textOf The text of a number: different ones for different numbers. */
  constructor(textOf: (id: number) => string) {
    this.#textOf = textOf;
  }

  /** Negative if the first comes first. */
  compare(one: number, other: number): number {
    if (this.#labels[one] === undefined) this.#meet(one);
    if (this.#labels[other] === undefined) this.#meet(other);
    return this.#labels[one]! - this.#labels[other]!;
  }

  #meet(id: number): void {
    const text = this.#textOf(id);
    let [from, upto] = [0, this.#sorted.length];
    while (from < upto) {
      const middle = (from + upto) >> 1;
      if (this.#texts[this.#sorted[middle]!]! < text) from = middle + 1;
      else upto = middle;
    }
    for (; this.#labels.length <= id; this.#labels.push(undefined)) this.#texts.push("");
    this.#texts[id] = text;
    this.#sorted.splice(from, 0, id);
    this.#label(from);
  }

  /** Gives a label between those of the neighbours; where none is left, all get new ones. */
  #label(at: number): void {
    const before = this.#labels[this.#sorted[at - 1] ?? -1];
    const after = this.#labels[this.#sorted[at + 1] ?? -1];
    const label = before === undefined
      ? (after ?? 0) - 1
      : after === undefined
      ? before + 1
      : (before + after) / 2;
    this.#labels[this.#sorted[at]!] = label;
    if (label === before || label === after) {
      this.#sorted.forEach((id, index) => this.#labels[id] = index);
    }
  }
}
