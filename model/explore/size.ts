/**
 * How large a state space is of which a part was seen.
 *
 * @module
 */

/**
 * How many states there are, estimated from below: if independent walks met some states only once
 * and some only twice, the more they met once, the more they never met. What is hard to reach is
 * missed, so that the truth is higher as a rule; but a rule is no bound. Source: Chao, "Estimating
 * the population size for capture-recapture data with unequal catchability", Biometrics 43, 1987
 * (Chao2, in its bias-corrected form).
 *
 * @param walks How many walks there were.
 * @param seen States that were met.
 * @param once Of these, states that one walk met.
 * @param twice States that two walks met.
 */
export function fromBelow(walks: number, seen: number, once: number, twice: number): number {
  if (walks === 0) return seen;
  return Math.round(seen + (walks - 1) / walks * once * (once - 1) / (2 * (twice + 1)));
}

/** How many of the last growth ratios are looked at. */
const RATIOS = 3;

/** A search that would have to grow by more than this cannot be foreseen. */
const FARTHEST = 1000;

/**
 * About how many states a breadth-first search will find, from the sizes of its levels so far: the
 * number of states at each distance from the first one. Most state spaces grow and shrink like a
 * bell, whose logarithm is a parabola, so that the logarithm of the growth from level to level falls
 * along a line. The line is fitted to the last three by least squares, and followed to the end.
 *
 * @returns Undefined while the growth does not slow down: then nothing can be said.
 */
export function likelySize(levels: readonly number[]): number | undefined {
  if (levels.length <= RATIOS) return undefined;
  const growth = levels.slice(-RATIOS).map((size, i) =>
    Math.log(size / levels[levels.length - RATIOS + i - 1]!)
  );
  const { start, slope } = lineThrough(growth);
  const known = levels.reduce((sum, size) => sum + size);
  let [total, level] = [known, levels.at(-1)!];
  for (let next = RATIOS; level >= 0.5; next++) {
    level *= Math.exp(start + slope * next);
    total += level;
    if (total > known * FARTHEST) return undefined;
  }
  return Math.round(total);
}

/** The line of least squares through values at 0, 1, 2... */
function lineThrough(
  values: readonly number[],
): { readonly start: number; readonly slope: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread;
  return { start: mean - slope * middle, slope };
}
