/**
 * All the ways to begin: TLC may start in many states, an exploration starts in one, and takes a
 * move to each of them. So it has one state more, and as many steps as TLC generates states.
 *
 * @module
 */

/** Every row of `count` choices, each one of `options`. */
export function choices<T>(count: number, options: readonly T[]): T[][] {
  if (count === 0) return [[]];
  return choices(count - 1, options).flatMap((row) => options.map((option) => [...row, option]));
}
