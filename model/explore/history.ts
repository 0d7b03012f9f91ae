/**
 * Every state found, and how it was found: the way back from a state is its shortest path.
 *
 * @module
 */
import type { Stepping } from "./stepping.ts";
import type { Symmetry } from "./symmetry.ts";
import { doubled, Visited } from "./visited.ts";

/** The states found by a breadth-first search, in the order of discovery. */
export class History {
  readonly #stepping: Stepping;
  readonly #symmetry: Symmetry | undefined;
  readonly #visited: Visited;
  #parents = new Int32Array(1 << 11);
  /** Number of the first state of each depth. */
  readonly #levels: number[] = [0];

  constructor(stepping: Stepping, symmetry: Symmetry | undefined) {
    this.#stepping = stepping;
    this.#symmetry = symmetry;
    this.#visited = new Visited(stepping.width);
  }

  /** How many states were found. */
  get size(): number {
    return this.#visited.size;
  }

  /** Puts the first state in. */
  start(): void {
    const row = Int32Array.from(this.#stepping.initial);
    this.#symmetry?.canonize(row, new Int32Array(row.length));
    this.#visited.add(row);
    this.#parents[0] = -1;
  }

  /** Copies a state into `row`. */
  read(at: number, row: Int32Array): void {
    this.#visited.read(at, row);
  }

  /** Puts a state in that a move led to, unless it is known. */
  add(row: Int32Array, parent: number): void {
    const at = this.#visited.add(row);
    if (at < 0) return;
    if (at === this.#parents.length) this.#parents = doubled(this.#parents);
    this.#parents[at] = parent;
    if (parent >= this.#levels.at(-1)!) this.#levels.push(at);
  }

  /** Distance of a state from the first one. */
  depth(at: number): number {
    let depth = this.#levels.length - 1;
    while (this.#levels[depth]! > at) depth--;
    return depth;
  }

  /**
   * A shortest way to a state: the names of its moves, and the row it leads to. States are kept up
   * to symmetry, so the way is walked again: at each state, by a move that leads to the orbit that
   * comes next. The row is then a renaming of the state.
   */
  wayTo(at: number): { readonly path: string[]; readonly row: Int32Array } {
    const orbits = [];
    for (let state = at; state > 0; state = this.#parents[state]!) orbits.unshift(state);
    const path: string[] = [];
    let row = Int32Array.from(this.#stepping.initial);
    for (const orbit of orbits) {
      const [move, next] = this.#stepTo(orbit, row);
      path.push(this.#stepping.move(move).name);
      row = next;
    }
    return { path, row };
  }

  #stepTo(orbit: number, row: Int32Array): [number, Int32Array<ArrayBuffer>] {
    const next = new Int32Array(row.length);
    for (let move = 0; move < this.#stepping.moves; move++) {
      if (!this.#stepping.step(row, move, next)) continue;
      if (this.#orbitOf(next) === orbit) return [move, next];
    }
    throw new Error(`The way to state ${orbit} is lost: are the renamed actors really alike?`);
  }

  #orbitOf(row: Int32Array): number {
    const copy = Int32Array.from(row);
    this.#symmetry?.canonize(copy, new Int32Array(row.length));
    return this.#visited.indexOf(copy);
  }
}
