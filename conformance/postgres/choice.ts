/**
 * Choices that a seed makes again.
 *
 * @module
 */

/** A source of whole numbers below a bound. */
export type Choose = (below: number) => number;

/** Starts a sequence of choices (mulberry32). The same seed makes the same choices. */
export function chooser(seed: number): Choose {
  let state = seed >>> 0;
  return (below) => {
    state = state + 0x6d2b79f5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) % below;
  };
}
