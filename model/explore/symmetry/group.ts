/**
 * A group of permutations, known by a chain of stabilizers and never listed unless it is small.
 *
 * @module
 */
import { chainOf, type Level, residue } from "./chain.ts";
import { identity, isIdentity, type Permutation, then } from "./permutation.ts";

/** What some permutations generate. */
export class Group {
  /** How many points there are. */
  readonly degree: number;
  /** What generates it. */
  readonly generators: readonly Permutation[];
  /** How many permutations the group has. */
  readonly order: bigint;
  /** The number of the orbit of each point: the least point in it. */
  readonly orbits: readonly number[];
  /** True if a permutation that keeps each orbit is always in the group. */
  readonly isFull: boolean;

  readonly #levels: readonly Level[];

  constructor(degree: number, generators: readonly Permutation[]) {
    this.degree = degree;
    this.generators = generators;
    const all = chainOf(degree, generators);
    this.order = all.reduce((order, { orbit }) => order * BigInt(orbit.length), 1n);
    this.orbits = classesOf(degree, generators, (point, permutation) => permutation[point]!);
    this.isFull = this.order === fullOrder(this.orbits);
    this.#levels = all.filter(({ orbit }) => orbit.length > 1);
  }

  /** Is a permutation in the group? */
  has(permutation: Permutation): boolean {
    return isIdentity(residue(this.#levels, permutation));
  }

  /** Each permutation, as the number runs from 0, which changes nothing, up to the order. */
  nth(number: number): Permutation {
    let left = number;
    return this.#levels.reduce<Permutation>((permutation, { orbit, to }) => {
      const place = orbit[left % orbit.length]!;
      left = Math.floor(left / orbit.length);
      return then(to[place]!, permutation);
    }, identity(this.degree));
  }

  /** For two points, the number of the orbit of the pair. Two points stand at n * i + j. */
  pairOrbits(): readonly number[] {
    const { degree } = this;
    return classesOf(
      degree * degree,
      this.generators,
      (pair, permutation) =>
        degree * permutation[Math.floor(pair / degree)]! + permutation[pair % degree]!,
    );
  }

  /**
   * Of all that a permutation of the group makes of an arrangement, the one in which the points that
   * rank first stand as far in front as can be: the only one, whichever was given.
   *
   * @param points The arrangement: the point at each place.
   * @param rank The rank of each point. Ranks differ.
   */
  arranged(points: Permutation, rank: ArrayLike<number>): Permutation {
    let arranged = points;
    for (const { orbit, to, base } of this.#levels) {
      let first = base;
      for (const place of orbit) {
        if (rank[arranged[place]!]! < rank[arranged[first]!]!) first = place;
      }
      if (first !== base) arranged = then(to[first]!, arranged);
    }
    return arranged;
  }

  /** The same for equal groups, however they are generated, where that is quickly known. */
  key(): string {
    if (this.isFull) return `all orders of ${this.orbits}`;
    return this.generators.map(String).sort().join(";");
  }
}

function fullOrder(orbits: readonly number[]): bigint {
  const sizes = new Map<number, bigint>();
  return orbits.reduce((order, orbit) => {
    const size = (sizes.get(orbit) ?? 0n) + 1n;
    sizes.set(orbit, size);
    return order * size;
  }, 1n);
}

/** The least of what the generators bring each thing to, one after the other, in any order. */
function classesOf(
  size: number,
  generators: readonly Permutation[],
  image: (thing: number, generator: Permutation) => number,
): number[] {
  const classes = new Array<number>(size).fill(-1);
  for (let least = 0; least < size; least++) {
    if (classes[least] !== -1) continue;
    classes[least] = least;
    const found = [least];
    for (const thing of found) {
      for (const generator of generators) {
        const next = image(thing, generator);
        if (classes[next] !== -1) continue;
        classes[next] = least;
        found.push(next);
      }
    }
  }
  return classes;
}
