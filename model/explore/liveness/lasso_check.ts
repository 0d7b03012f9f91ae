/**
 * A second opinion on a lasso: it is played again, and asked what its definition says. Slow and
 * plain; nothing of the graph is used here.
 *
 * @module
 */
import { replay } from "../replay.ts";
import { Stepping } from "../stepping.ts";
import type { System, World } from "../system.ts";
import { constraintsOf, type Fairness } from "./fairness.ts";
import type { LivenessProperty } from "./property.ts";

/** Why a behaviour is fair to an action. */
export interface FairBecause {
  /** The assumption, such as `weak fairness of p1.enters`. */
  readonly assumption: string;
  /**
   * The action is taken in the cycle; or some state of the cycle does not enable it; or no state
   * of the cycle does.
   */
  readonly because: "taken" | "not always enabled" | "never enabled";
}

/** A fair behaviour that never meets, or keeps, a goal that it owes: a stem, and a cycle at its end. */
export interface Lasso {
  /** Names of the moves that lead to the cycle. */
  readonly stem: readonly string[];
  /** Names of the moves that come again and again. None: all stays as it is, for ever. */
  readonly cycle: readonly string[];
  /** Why it is fair, assumption by assumption. */
  readonly fair: readonly FairBecause[];
}

/**
 * Why a lasso is fair to each action that it meets.
 *
 * @throws {Error} that says what is wrong with it: it cannot be played, its cycle does not close,
 * it is not fair, or the goal is not owed, or met.
 */
export function checkLasso(
  system: System,
  property: LivenessProperty,
  fairness: readonly Fairness[],
  { stem, cycle }: Pick<Lasso, "stem" | "cycle">,
): FairBecause[] {
  const { start, edges, stuck } = replay(system, [...stem, ...cycle]);
  if (stuck) throw new Error(`Step ${stuck.step}, "${stuck.name}", cannot happen: ${stuck.why}`);
  const doubt = notOwed(property, [start, ...edges.map(({ after }) => after)], stem.length);
  if (doubt !== undefined) throw new Error(doubt);
  return whyFair(new Stepping(system), fairness, stem, cycle);
}

/**
 * Why the goal is not owed and missed for ever. On the cycle it may not be met at all; where it must
 * stay, it may not be true in all states of it.
 */
function notOwed(
  { name, from, goal, stays = false }: LivenessProperty,
  worlds: readonly World[],
  cycleAt: number,
): string | undefined {
  const owed = worlds.findLastIndex((world, at) => from === "start" ? at === 0 : from(world));
  if (owed < 0) return `The goal of "${name}" is never owed`;
  if (stays) {
    const isKept = worlds.slice(cycleAt).every((world) => goal(world));
    return isKept ? `The goal of "${name}" is kept: it is true all along the cycle` : undefined;
  }
  const met = worlds.findLastIndex((world) => goal(world));
  return met < Math.min(owed, cycleAt) ? undefined : `The goal of "${name}" is met: step ${met}`;
}

function whyFair(
  stepping: Stepping,
  fairness: readonly Fairness[],
  stem: readonly string[],
  cycle: readonly string[],
): FairBecause[] {
  const rows: Int32Array[] = [stepping.initial];
  for (const name of [...stem, ...cycle]) {
    const next = changesFrom(stepping, rows.at(-1)!).get(name);
    if (next === undefined) throw new Error(`Step ${rows.length}, "${name}", changes nothing`);
    rows.push(next);
  }
  const round = rows.slice(stem.length);
  if (String(round[0]) !== String(round.at(-1))) throw new Error("The cycle does not close");
  const enabled = round.map((row) => [...changesFrom(stepping, row).keys()]);
  const moves = Array.from({ length: stepping.moves }, (_, move) => stepping.move(move));
  return fairness.flatMap((each) => constraintsOf(each, moves)).map((constraint) => {
    const names = new Set([...constraint.moves].map((move) => moves[move]!.name));
    const enabling = enabled.filter((state) => state.some((name) => names.has(name)));
    const assumption = constraint.name;
    if (cycle.some((name) => names.has(name))) return { assumption, because: "taken" };
    if (enabling.length === 0) return { assumption, because: "never enabled" };
    if (constraint.strength === "weak" && enabling.length < enabled.length) {
      return { assumption, because: "not always enabled" };
    }
    throw new Error(`The cycle is not fair: it breaks ${assumption}`);
  });
}

/** What each move leads to that can happen and changes something. */
function changesFrom(stepping: Stepping, row: Int32Array): Map<string, Int32Array> {
  const rows = new Map<string, Int32Array>();
  for (let move = 0; move < stepping.moves; move++) {
    const next = new Int32Array(row.length);
    if (!stepping.step(row, move, next) || String(next) === String(row)) continue;
    rows.set(stepping.move(move).name, next);
  }
  return rows;
}
