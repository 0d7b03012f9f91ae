/**
 * What a state, and a step, become under other names: there must be the same steps, and a watch must
 * show the same of them.
 *
 * @module
 */
import { Asking } from "../asking.ts";
import type { Stepping } from "../stepping.ts";
import type { Exchanged } from "./exchanged.ts";
import { Mirror } from "./mirror.ts";
import type { Permutation } from "./permutation.ts";
import { difference, type Shown, shownBy } from "./shown.ts";
import type { Speech } from "./speech.ts";
import { type Pair, UnlikeError } from "./unlike.ts";

/** Compares states and steps with their counterparts. */
export class Counterparts {
  readonly #asking: Asking;
  readonly #mirrored: Asking;
  readonly #mirror: Mirror;
  readonly #names: readonly string[];
  /** The number of the move with a name, in the mirror. */
  readonly #moves = new Map<string, number>();

  constructor(asking: Asking, exchanged: Exchanged, speech: Speech) {
    this.#asking = asking;
    this.#mirror = new Mirror(asking.stepping, exchanged, speech);
    this.#mirrored = new Asking(this.#mirror.stepping, asking.watch);
    this.#names = exchanged.names;
  }

  /** The first state must show the same under other names. */
  start(row: Int32Array, by: Permutation): void {
    const pair = this.#pair(row, by);
    this.#demandSame(
      pair,
      shownBy((isAsked) => this.#asking.start(row, isAsked)),
      shownBy((isAsked) => this.#mirrored.start(pair.image, isAsked)),
      ["at the start", "at the start"],
    );
  }

  /** Some move must do under other names what the move does, and must show the same. */
  step(row: Int32Array, move: number, by: Permutation): void {
    const after = new Int32Array(row.length);
    if (!this.#asking.stepping.step(row, move, after)) return;
    const shown = shownBy((isAsked) => this.#asking.step(move, row, after, isAsked));
    const pair = this.#pair(row, by);
    const goal = this.#mirror.image(after, by).join();
    const { name, fault = false } = pair.stepping.move(move);
    let doubt: (() => void) | undefined;
    const next = new Int32Array(row.length);
    for (const other of this.#movesLike(name, pair)) {
      const like = pair.mirrored.move(other);
      if ((like.fault ?? false) !== fault) continue;
      if (!pair.mirrored.step(pair.image, other, next) || next.join() !== goal) continue;
      const found = shownBy((isAsked) => this.#mirrored.step(other, pair.image, next, isAsked));
      if (difference(this.#asking.watch, shown, found) === undefined) return;
      doubt ??= () => this.#demandSame(pair, shown, found, [`by ${name}`, `by ${like.name}`]);
    }
    doubt?.();
    lacks(pair, name);
  }

  /**
   * Under other names the same can happen; where nothing can, the same must be shown. Gives the moves
   * that can happen.
   */
  state(row: Int32Array, by: Permutation): readonly number[] {
    const pair = this.#pair(row, by);
    const { stepping, mirrored, image } = pair;
    const steps = stepsOf(stepping, row, (after) => this.#mirror.image(after, by));
    const others = stepsOf(mirrored, image, (after) => after);
    for (const [step, moves] of steps) {
      const isMore = moves.length > (others.get(step)?.length ?? 0);
      if (isMore) lacks(pair, stepping.move(moves[0]!).name);
    }
    for (const [step, moves] of others) {
      const isMore = moves.length > (steps.get(step)?.length ?? 0);
      if (isMore) exceeds(pair, mirrored.move(moves[0]!).name);
    }
    if (isAtRest(steps, image)) {
      this.#demandSame(
        pair,
        shownBy((isAsked) => this.#asking.rest(row, isAsked)),
        shownBy((isAsked) => this.#mirrored.rest(image, isAsked)),
        ["at rest", "at rest"],
      );
    }
    return [...steps.values()].flat();
  }

  #pair(row: Int32Array, by: Permutation): Pair {
    const moved = this.#names.flatMap((name, point) =>
      by[point] === point ? [] : [[name, this.#names[by[point]!]!]]
    );
    return {
      stepping: this.#asking.stepping,
      row,
      mirrored: this.#mirror.stepping,
      image: this.#mirror.image(row, by),
      renaming: Object.fromEntries(moved),
    };
  }

  /** All moves, first the one that has the renamed name. */
  *#movesLike(name: string, { mirrored, renaming }: Pair): Generator<number> {
    while (this.#moves.size < mirrored.moves) {
      this.#moves.set(mirrored.move(this.#moves.size).name, this.#moves.size);
    }
    const likely = this.#moves.get(name.split(".").map((word) => renaming[word] ?? word).join("."));
    if (likely !== undefined) yield likely;
    for (let move = 0; move < mirrored.moves; move++) {
      if (move !== likely) yield move;
    }
  }

  #demandSame(pair: Pair, one: Shown, other: Shown, where: readonly [string, string]): void {
    const found = difference(this.#asking.watch, one, other);
    if (found === undefined) return;
    const [here, there] = [`${found.one} ${where[0]}`, `${found.other} ${where[1]}`];
    throw new UnlikeError({ what: found.what, one: here, other: there }, pair);
  }
}

/** The moves that do the same, by what they do. */
type Steps = ReadonlyMap<string, readonly number[]>;

function stepsOf(
  stepping: Stepping,
  row: Int32Array,
  image: (after: Int32Array) => Int32Array,
): Steps {
  const steps = new Map<string, number[]>();
  const after = new Int32Array(row.length);
  for (let move = 0; move < stepping.moves; move++) {
    if (!stepping.step(row, move, after)) continue;
    const step = `${stepping.move(move).fault ? FAULT : ""}${image(after)}`;
    const moves = steps.get(step);
    if (moves === undefined) steps.set(step, [move]);
    else moves.push(move);
  }
  return steps;
}

const FAULT = "fault ";

/** Can nothing but faults change a state? */
function isAtRest(steps: Steps, row: Int32Array): boolean {
  return [...steps.keys()].every((step) => step.startsWith(FAULT) || step === `${row}`);
}

function lacks(pair: Pair, move: string): never {
  throw new UnlikeError({ what: `Move "${move}"`, one: "can happen", other: "cannot" }, pair);
}

function exceeds(pair: Pair, move: string): never {
  throw new UnlikeError({ what: `Move "${move}"`, one: "cannot happen", other: "can" }, pair);
}
