/**
 * Walking a system along a path of named moves.
 *
 * @module
 */
import { ModelError } from "../step.ts";
import { Stepping } from "./stepping.ts";
import type { Move, System } from "./system.ts";
import type { Edge } from "./watch.ts";

/**
 * The steps of a path, from the first state.
 *
 * @param path Names of moves.
 * @throws {ModelError} for a name that is no move, or a move that cannot happen there.
 */
export function walk(system: System, path: readonly string[]): Edge[] {
  const stepping = new Stepping(system);
  let row = stepping.initial;
  return path.map((name, at) => {
    const taken = enabled(stepping, row).find(({ move }) => move.name === name);
    if (taken === undefined) {
      throw new ModelError(`Step ${at + 1} of the path, "${name}", cannot happen there`);
    }
    const before = stepping.look(row);
    row = taken.row;
    return { move: taken.move, before, after: stepping.look(row) };
  });
}

/**
 * The steps of a walk that takes, again and again, one of the moves that can happen: the one at
 * `choices[n]`, counted round. It ends where the choices end, or where nothing can happen.
 */
export function wander(system: System, choices: readonly number[]): Edge[] {
  const stepping = new Stepping(system);
  const edges: Edge[] = [];
  let row = stepping.initial;
  for (const choice of choices) {
    const possible = enabled(stepping, row);
    if (possible.length === 0) break;
    const before = stepping.look(row);
    const { move, row: next } = possible[choice % possible.length]!;
    edges.push({ move, before, after: stepping.look(next) });
    row = next;
  }
  return edges;
}

function enabled(
  stepping: Stepping,
  row: Int32Array,
): { readonly move: Move; readonly row: Int32Array<ArrayBuffer> }[] {
  const possible = [];
  for (let index = 0; index < stepping.moves; index++) {
    const next = new Int32Array(row.length);
    if (stepping.step(row, index, next)) possible.push({ move: stepping.move(index), row: next });
  }
  return possible;
}
