/**
 * A heap: the least of some items at hand, whatever was put in.
 *
 * @module
 */

/** Items of which the least is taken first. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #isLess: (one: T, other: T) => boolean;

  /** An empty heap with this order. */
  constructor(isLess: (one: T, other: T) => boolean) {
    this.#isLess = isLess;
  }

  /** The least item. */
  get least(): T | undefined {
    return this.#items[0];
  }

  /** Puts an item in. */
  push(item: T): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isLess(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  /** Takes the least item out. */
  pop(): T | undefined {
    const items = this.#items;
    const [least, last] = [items[0], items.pop()];
    if (last === undefined || items.length === 0) return least;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.#isLess(items[child + 1]!, items[child]!)) child++;
      if (!this.#isLess(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return least;
  }
}
