/**
 * What is asked of a system while it is explored.
 *
 * @module
 */
import type { Move, World } from "./system.ts";

/** One step of the system. Whoever watches it must have no other input. */
export interface Edge {
  /** What happened. */
  readonly move: Move;
  /** The state it happened in. */
  readonly before: World;
  /** The state it led to. */
  readonly after: World;
}

/** A claim that does not hold, and why. */
export interface Broken {
  /** Index of the claim. */
  readonly claim: number;
  /** One sentence. */
  readonly why: string;
}

/** What one step showed. */
export interface Outcome {
  /** How many obligations of each claim arose and were met. */
  readonly met: readonly number[];
  /** Indices of the witnesses that were seen. */
  readonly seen: readonly number[];
  /** The claim that is broken, if one is. */
  readonly broken?: Broken;
}

/** Is a witness, by its index, still to be seen? */
export type IsSought = (witness: number) => boolean;

/**
 * Is a claim, by its index, still asked? One that is not must be passed over: it would hide the
 * claims after it.
 */
export type IsAsked = (claim: number) => boolean;

/** Claims and witnesses over the steps of a system. */
export interface Watch {
  /** Names of the claims: what must be true of every step. */
  readonly claims: readonly string[];
  /** Names of the witnesses: what must be seen at least once, or green means nothing. */
  readonly witnesses: readonly string[];
  /** What a step shows. Witnesses that are not sought any more need not be looked for. */
  onMove(edge: Edge, isSought: IsSought, isAsked: IsAsked): Outcome;
  /** What the first state shows. */
  onStart?(world: World, isAsked: IsAsked): Outcome;
  /** What a system shows that is at rest: nothing but faults can happen. */
  onRest?(world: World, isAsked: IsAsked): Outcome;
}

/** A claim or a witness about single states. */
export type Situation = (world: World) => boolean;

/** Claims and witnesses about single states, by name. */
export interface Situations {
  readonly claims: Readonly<Record<string, Situation>>;
  readonly witnesses: Readonly<Record<string, Situation>>;
}

const situations = new WeakMap<Watch, Situations>();

/** What a watch asks that `watchStates` made; undefined for any other. */
export function situationsOf(watch: Watch): Situations | undefined {
  return situations.get(watch);
}

/**
 * A watch over single states: each claim must be true, each witness must be true somewhere. Each
 * claim has one obligation in the first state, and one in each step.
 */
export function watchStates(
  claims: Readonly<Record<string, Situation>>,
  witnesses: Readonly<Record<string, Situation>> = {},
): Watch {
  const names = Object.keys(claims);
  const look = (world: World, isSought: IsSought, isAsked: IsAsked): Outcome => {
    const claim = names.findIndex((name, index) => isAsked(index) && !claims[name]!(world));
    const seen = Object.values(witnesses)
      .flatMap((is, index) => isSought(index) && is(world) ? [index] : []);
    const met = names.map((_, index) => isAsked(index) ? 1 : 0);
    if (claim < 0) return { met, seen };
    return { met, seen, broken: { claim, why: `"${names[claim]}" is false` } };
  };
  const watch: Watch = {
    claims: names,
    witnesses: Object.keys(witnesses),
    onStart: (world, isAsked) => look(world, () => true, isAsked),
    onMove: ({ after }, isSought, isAsked) => look(after, isSought, isAsked),
  };
  situations.set(watch, { claims, witnesses });
  return watch;
}

/** A watch that asks nothing: for counting states. */
export const nobody: Watch = {
  claims: [],
  witnesses: [],
  onMove: () => NOTHING,
};

const NOTHING: Outcome = { met: [], seen: [] };
