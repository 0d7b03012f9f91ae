/**
 * What Ohm expected, in words.
 *
 * @module
 */
import type { FailedMatchResult } from "ohm-js";

/** What Ohm tells of a refusal beyond its published types. */
interface Refusal {
  getRightmostFailures(): { toString(): string; isFluffy(): boolean }[];
}

const PLAIN: Readonly<Record<string, string>> = {
  "end of input": "the end of the line",
  '"\\""': 'a quote (")',
};

/** What could stand where the match failed, in the order of the grammar. */
export function expectations(match: FailedMatchResult): string {
  const failures = (match as FailedMatchResult & Refusal).getRightmostFailures();
  const words = failures.filter((failure) => !failure.isFluffy()).map(String).reverse()
    .map((word) => PLAIN[word] ?? word);
  return words.length === 0 ? "another character" : either(words);
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
