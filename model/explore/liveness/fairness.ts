/**
 * Fairness: which actions are not put off for ever.
 *
 * @module
 */
import { ModelError } from "../model_error.ts";
import type { Move } from "../system.ts";

/**
 * An action: one or more moves, any of which is a step of it. The name of a move, or a pattern in
 * which `*` stands for any characters, or several of these, or a rule over moves.
 *
 * Deliveries of messages are moves too. So are faults: a pattern that takes them in assumes that
 * they happen, where `({ fault }) => !fault` leaves them out.
 */
export type Action = string | readonly string[] | ((move: Move) => boolean);

/** The assumption that an action is taken when it could be. */
export interface Fairness {
  /** Weak: if it can be taken at all times from some time on. Strong: if again and again. */
  readonly strength: "weak" | "strong";
  /** The moves it is about. */
  readonly action: Action;
  /** True if it is assumed of each of these moves, false if of all of them as one action. */
  readonly each: boolean;
}

/**
 * An action that from some time on is always enabled is taken again and again: `WF_v(A)` in TLA+.
 * Enabled means that a step of it would change the state, and only such a step takes it.
 */
export function weak(action: Action): Fairness {
  return { strength: "weak", action, each: false };
}

/** `weak` of each single move that fits. */
export function weakEach(action: Action): Fairness {
  return { strength: "weak", action, each: true };
}

/** An action that is enabled again and again is taken again and again: `SF_v(A)` in TLA+. */
export function strong(action: Action): Fairness {
  return { strength: "strong", action, each: false };
}

/** `strong` of each single move that fits. */
export function strongEach(action: Action): Fairness {
  return { strength: "strong", action, each: true };
}

/** A fairness assumption over the numbers of moves. */
export interface Constraint {
  readonly strength: Fairness["strength"];
  /** The assumption in words. */
  readonly name: string;
  readonly moves: ReadonlySet<number>;
}

/** What is assumed, over the moves that are known. An action without a move gives none. */
export function constraintsOf({ strength, action, each }: Fairness, moves: Move[]): Constraint[] {
  const fits = fitting(action);
  const numbers = moves.flatMap((move, number) => fits(move) ? [number] : []);
  const constraint = (name: string, moves: number[]) => ({
    strength,
    name: `${strength} fairness of ${name}`,
    moves: new Set(moves),
  });
  if (each) return numbers.map((number) => constraint(moves[number]!.name, [number]));
  return numbers.length > 0 ? [constraint(wordsFor(action), numbers)] : [];
}

/** @throws {ModelError} for an action without a move: a misspelt name would assume nothing. */
export function demandMoves({ action }: Fairness, moves: Move[]): void {
  const fits = fitting(action);
  if (moves.some(fits)) return;
  const names = moves.map(({ name }) => name);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  throw new ModelError(
    `Fairness is assumed of ${wordsFor(action)}, but there is no such move, there is ` +
      names.slice(0, SHOWN).join(", ") + more,
  );
}

const SHOWN = 20;

function fitting(action: Action): (move: Move) => boolean {
  if (typeof action === "function") return action;
  const patterns = [action].flat().map(patternOf);
  return ({ name }) => patterns.some((pattern) => pattern.test(name));
}

function patternOf(name: string): RegExp {
  const parts = name.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function wordsFor(action: Action): string {
  if (typeof action === "function") return action.name || "the moves that a rule picks";
  return [action].flat().join(" or ");
}
