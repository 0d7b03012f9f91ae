/**
 * The graph of a system, by exploring it: the only place here that knows how states are stored.
 *
 * @module
 */
import { blamed } from "../blame.ts";
import { ModelError } from "../model_error.ts";
import { Stepping } from "../stepping.ts";
import type { Move, System } from "../system.ts";
import { doubled, Visited } from "../visited.ts";
import type { Situation } from "../watch.ts";
import type { Graph } from "./graph.ts";
import { shortestWays } from "./ways.ts";

/** How far an exploration goes, and who is told on the way. */
export interface GraphOptions {
  readonly maxStates?: number;
  readonly onProgress?: (progress: LivenessProgress) => void;
}

/** How far the exploration is that a check of liveness starts with. */
export interface LivenessProgress {
  /** States found so far. */
  readonly states: number;
  /** States found whose moves were not tried yet. */
  readonly frontier: number;
  /** Steps tried so far. */
  readonly edges: number;
}

const PROGRESS_EVERY = 4096;

/**
 * The graph of a system, breadth-first. A declared symmetry is not used: see `checkLiveness`.
 */
export class ExploredGraph implements Graph {
  expanded = 0;
  offsets = new Int32Array(1 << 11);
  targets = new Int32Array(1 << 12);
  moves = new Int32Array(1 << 12);
  /** Steps, those that change nothing included: what `explore` counts as edges. */
  edges = 0;
  readonly #stepping: Stepping;
  readonly #visited: Visited;
  readonly #row: Int32Array;
  #steps = 0;

  constructor(system: System, { maxStates = Infinity, onProgress }: GraphOptions) {
    this.#stepping = new Stepping(system);
    this.#visited = new Visited(this.#stepping.width);
    this.#row = new Int32Array(this.#stepping.width);
    const after = new Int32Array(this.#stepping.width);
    this.#visited.add(this.#stepping.initial);
    for (; this.expanded < this.size && this.size <= maxStates; this.expanded++) {
      if (this.expanded % PROGRESS_EVERY === 0) onProgress?.(this.#progress());
      try {
        this.#expand(this.expanded, after);
      } catch (error) {
        throw blamed(error, this.#stepping, this.#row, this.#wayTo(this.expanded));
      }
    }
    this.#close();
  }

  get size(): number {
    return this.#visited.size;
  }

  /** True if every reachable state was gone on from. */
  get complete(): boolean {
    return this.expanded === this.size;
  }

  /** Name of a move. */
  moveName(move: number): string {
    return this.#stepping.move(move).name;
  }

  /** Every move that is known: those of the system, and the deliveries of what was sent. */
  knownMoves(): Move[] {
    return Array.from({ length: this.#stepping.moves }, (_, move) => this.#stepping.move(move));
  }

  /** 1 for each state in which a situation is true. */
  statesWhere(situation: Situation, whose: string): Uint8Array {
    const flags = new Uint8Array(this.size);
    try {
      for (let at = 0; at < flags.length; at++) {
        this.#visited.read(at, this.#row);
        if (situation(this.#stepping.look(this.#row))) flags[at] = 1;
      }
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      const why = cause instanceof Error ? cause.message : cause;
      throw new ModelError(`Property "${whose}" fails in a state: ${why}`, { cause });
    }
    return flags;
  }

  #expand(at: number, after: Int32Array): void {
    this.#visited.read(at, this.#row);
    for (let move = 0; move < this.#stepping.moves; move++) {
      if (!this.#stepping.step(this.#row, move, after)) continue;
      this.edges++;
      const known = this.#visited.indexOf(after);
      const to = known < 0 ? this.#visited.add(after) : known;
      if (to !== at) this.#addStep(move, to);
    }
    if (at + 1 === this.offsets.length) this.offsets = doubled(this.offsets);
    this.offsets[at + 1] = this.#steps;
  }

  #addStep(move: number, to: number): void {
    if (this.#steps === this.targets.length) {
      this.targets = doubled(this.targets);
      this.moves = doubled(this.moves);
    }
    this.targets[this.#steps] = to;
    this.moves[this.#steps++] = move;
  }

  #wayTo(at: number): string[] {
    this.#close();
    return shortestWays(this).to(at).map(({ move }) => this.moveName(move));
  }

  /** States that were not gone on from have no steps. */
  #close(): void {
    const offsets = new Int32Array(this.size + 1).fill(this.#steps);
    offsets.set(this.offsets.subarray(0, this.expanded + 1));
    this.offsets = offsets;
  }

  #progress(): LivenessProgress {
    return { states: this.size, frontier: this.size - this.expanded, edges: this.edges };
  }
}
