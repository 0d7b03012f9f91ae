/**
 * Colours of points: points that look different have different colours, whatever they are called.
 * Source: McKay, "Practical graph isomorphism", 1981 (refinement of ordered partitions).
 *
 * @module
 */
import { hash } from "../pairs.ts";

/** A number for each point. Its first bits are a grade, so that grades come in their order. */
export type Colours = Int32Array;

/** The colour of what is seen of a point. Grades beyond -128 and 127 are cut short. */
export function colour(grade: number, seen: number): number {
  return Math.max(-128, Math.min(127, grade)) << GRADE | seen & ~(-1 << GRADE);
}

/** Points of one colour, in their order. The cells are in the order of their colours. */
export function cellsOf(colours: Colours): number[][] {
  const cells: number[][] = [];
  let last: number[] | undefined;
  for (const point of sorted(colours)) {
    if (last !== undefined && colours[last[0]!] === colours[point]) last.push(point);
    else cells.push(last = [point]);
  }
  return cells;
}

/**
 * Tells points apart by the colours of the others and by how they stand to them, again and again.
 *
 * @param relations How two points stand to each other, at n * i + j.
 */
export function refined(colours: Colours, relations: Int32Array): Colours {
  const degree = colours.length;
  let [finer, count] = [colours, countOf(colours)];
  while (count < degree) {
    const next = new Int32Array(degree);
    for (let i = 0; i < degree; i++) {
      let sum = 0;
      for (let j = 0; j < degree; j++) sum = sum + hash(finer[j]!, relations[degree * i + j]!) | 0;
      next[i] = colour(finer[i]! >> GRADE, hash(finer[i]!, sum));
    }
    const known = count;
    [finer, count] = [next, countOf(next)];
    if (count === known) break;
  }
  return finer;
}

/** The colours where one point has a colour of its own. */
export function marked(colours: Colours, point: number): Colours {
  const other = colours.slice();
  other[point] = colour(colours[point]! >> GRADE, hash(colours[point]!, MARK));
  return other;
}

/** A number for the colours, whichever points have them. */
export function summary(colours: Colours): number {
  return colours.reduce((sum, each) => sum + hash(each, MARK) | 0, 0);
}

function sorted(colours: Colours): number[] {
  const points: number[] = [];
  for (let point = 0; point < colours.length; point++) {
    let at = point;
    for (; at > 0 && colours[points[at - 1]!]! > colours[point]!; at--) {
      points[at] = points[at - 1]!;
    }
    points[at] = point;
  }
  return points;
}

function countOf(colours: Colours): number {
  return new Set(colours).size;
}

const GRADE = 24;
const MARK = 0x2545f491;
