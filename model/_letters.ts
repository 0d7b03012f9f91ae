/**
 * Sets of copies named by single letters, as in the figures of the papers. For tests.
 *
 * @module
 */
import type { Member } from "./terms.ts";

/** Members from a drawing: `AB CD EF` puts two in each of three AZs. All are full, or just `fulls`. */
export function drawn(azs: string, fulls: string = azs): Member[] {
  return azs.split(" ").flatMap((letters, i) =>
    [...letters].map((segment): Member => ({
      segment,
      az: `AZ${i + 1}`,
      kind: fulls.includes(segment) ? "full" : "tail",
    }))
  );
}

/** Every subset of the letters, the empty one first. */
export function subsetsOf(letters: string): string[] {
  return [...letters].reduce(
    (subsets, letter) => [...subsets, ...subsets.map((subset) => subset + letter)],
    [""],
  );
}

/** The letters of each set in one word, the words in alphabetical order. */
export function words(sets: readonly (readonly string[])[]): string[] {
  return sets.map((set) => set.join("")).sort();
}
