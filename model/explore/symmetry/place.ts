/**
 * The slots of a row, and how the points of a group look in it.
 *
 * @module
 */
import { hash } from "../pairs.ts";
import { colour, type Colours } from "./colours.ts";
import type { Content } from "./content.ts";
import type { Group } from "./group.ts";

/** A slot that belongs to a block. */
export interface Place {
  readonly slot: number;
  /** What the numbers in it stand for. */
  readonly content: Content;
  /** The point whose slot it is, or -1. */
  readonly point: number;
}

/**
 * Each point as it is seen by itself. Grades keep their order from row to row, so that rows that
 * differ little have least rows that differ little.
 */
export function looks(row: Int32Array, places: readonly Place[], { orbits }: Group): Colours {
  const seen = Int32Array.from(orbits);
  const grades = new Int32Array(orbits.length);
  for (const { slot, content, point } of places) {
    const id = row[slot]!;
    if (point >= 0) {
      seen[point] = seen[point]! + hash(content.seen(id, point), ITSELF) | 0;
      if (content.isPlain(id)) grades[point]! += gradeOf(row, places, content, id);
    } else {
      for (const name of content.names(id)) {
        seen[name] = seen[name]! + hash(content.seen(id, name), slot) | 0;
        grades[name]!--;
      }
    }
  }
  return seen.map((look, point) => colour(grades[point]!, look));
}

/** How many points are in a state that comes before this one, as far as no state speaks of names. */
function gradeOf(
  row: Int32Array,
  places: readonly Place[],
  kind: Content,
  id: number,
): number {
  let grade = 0;
  for (const { slot, content, point } of places) {
    const other = row[slot]!;
    if (point < 0 || content !== kind || !kind.isPlain(other)) continue;
    if (kind.compare(other, id) < 0) grade++;
  }
  return grade;
}

/** How each two points stand to each other, at n * i + j, where `pairs` is what the group says. */
export function relations(
  row: Int32Array,
  places: readonly Place[],
  pairs: Int32Array,
  degree: number,
): Int32Array {
  const relations = pairs.slice();
  const add = (one: number, other: number, said: number) => {
    const pair = degree * one + other;
    relations[pair] = relations[pair]! + said | 0;
  };
  for (const { slot, content, point } of places) {
    const id = row[slot]!;
    const names = content.names(id);
    for (const me of point < 0 ? names : [point]) {
      for (const other of names) {
        if (me === other) continue;
        const said = content.related(id, me, other);
        add(me, other, hash(said, point < 0 ? slot : ITSELF));
        if (point >= 0) add(other, me, hash(said, ANOTHER));
      }
    }
  }
  return relations;
}

/** Who says something of a point; the slots are those of others. */
const [ITSELF, ANOTHER] = [-1, -2];
