/**
 * What a group of permutations holds, found from its generators: a chain of stabilizers. Level by
 * level, one more point stays where it is.
 * Source: Sims, "Computational methods in the study of permutation groups", 1970; Seress,
 * "Permutation Group Algorithms", 2003, section 4.2.
 *
 * @module
 */
import { identity, inverse, isIdentity, type Permutation, then } from "./permutation.ts";

/** The permutations that leave the points before `base` where they are. */
export interface Level {
  /** The point that moves on this level. */
  readonly base: number;
  /** Where it may go. */
  readonly orbit: readonly number[];
  /** For each such place, one permutation of this level that brings it there. */
  readonly to: readonly (Permutation | undefined)[];
}

interface Growing extends Level {
  readonly orbit: number[];
  readonly to: (Permutation | undefined)[];
  readonly generators: Permutation[];
}

/** The levels of the group that some permutations generate, one for each point. */
export function chainOf(degree: number, generators: readonly Permutation[]): readonly Level[] {
  const levels = Array.from({ length: degree }, (_, base): Growing => {
    const to: (Permutation | undefined)[] = [];
    to[base] = identity(degree);
    return { base, orbit: [base], to, generators: [] };
  });
  for (const generator of generators) insert(levels, 0, generator);
  return levels;
}

/** What is left of a permutation after the chain has undone all it can. */
export function residue(levels: readonly Level[], permutation: Permutation): Permutation {
  let left = permutation;
  for (const { base, to } of levels) {
    const back = to[left[base]!];
    if (back === undefined) return left;
    left = then(left, inverse(back));
  }
  return left;
}

function insert(levels: readonly Growing[], depth: number, permutation: Permutation): void {
  const level = levels[depth];
  if (level === undefined || isIdentity(residue(levels.slice(depth), permutation))) return;
  const known = level.orbit.length;
  level.generators.push(permutation);
  for (let i = 0; i < level.orbit.length; i++) {
    // A place that was known has met all generators but the new one.
    const met = i < known ? [permutation] : level.generators;
    for (const generator of met) visit(levels, depth, level.orbit[i]!, generator);
  }
}

/** A generator brings the base from a place to another: by a new way, or by one more to compare. */
function visit(
  levels: readonly Growing[],
  depth: number,
  place: number,
  generator: Permutation,
): void {
  const { orbit, to } = levels[depth]!;
  const way = then(to[place]!, generator);
  const next = generator[place]!;
  const known = to[next];
  if (known !== undefined) return insert(levels, depth + 1, then(way, inverse(known)));
  to[next] = way;
  orbit.push(next);
}
