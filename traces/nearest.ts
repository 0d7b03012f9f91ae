/**
 * The word that was meant.
 *
 * @module
 */

/** How many letters must be inserted, removed, replaced or swapped with the next to get from `a` to `b`. */
export function distance(a: string, b: string): number {
  let two: number[] = [];
  let one: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [two, one, row] = [one, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(one[j]! + 1, row[j - 1]! + 1, one[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, two[j - 2]! + 1);
    }
  }
  return row[b.length]!;
}

/**
 * The one of `words` that `word` is a slip of, or undefined if none is near: at most one slip in
 * each three letters, upper case aside, and one letter right. The first of equally near words.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const asked = word.slice(0, 40).toLowerCase();
  let best: string | undefined;
  let least = Math.min(asked.length, Math.max(1, Math.floor(asked.length / 3)) + 1);
  for (const candidate of words) {
    const slips = distance(asked, candidate);
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}
