/**
 * Lists in order.
 *
 * @module
 */

/** How many elements at the start of a list meet a condition that none behind them meets. */
export function indexAfter<T>(list: readonly T[], meets: (element: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
