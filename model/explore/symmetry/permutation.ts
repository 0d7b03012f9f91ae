/**
 * Permutations of points: point i goes to place `permutation[i]`.
 *
 * @module
 */

/** Where each point goes. */
export type Permutation = readonly number[];

/** The permutation that changes nothing. */
export function identity(degree: number): Permutation {
  const points: number[] = [];
  for (let point = 0; point < degree; point++) points.push(point);
  return points;
}

/** The exchange of two points. */
export function transposition(degree: number, one: number, other: number): Permutation {
  const exchanged = [...identity(degree)];
  exchanged[one] = other;
  exchanged[other] = one;
  return exchanged;
}

/** The one and then the other. */
export function then(first: Permutation, second: Permutation): Permutation {
  return first.map((place) => second[place]!);
}

/** The way back. */
export function inverse(permutation: Permutation): Permutation {
  const back = new Array<number>(permutation.length);
  permutation.forEach((place, point) => back[place] = point);
  return back;
}

/** Does it change nothing? */
export function isIdentity(permutation: Permutation): boolean {
  return permutation.every((place, point) => place === point);
}
