/**
 * What an exploration is asked, and what it finds.
 *
 * @module
 */
import type { Asked } from "./asked.ts";
import type { ChartCoverage } from "./coverage.ts";
import type { Reduced } from "./reduction/reduced.ts";
import type { Watch } from "./watch.ts";

/** How far an exploration goes, and who is told on the way. */
export interface ExploreOptions {
  /** What is asked of every step. Default: nothing, states are counted only. */
  readonly watch?: Watch;
  /**
   * Go on when a claim is broken, and ask it no more from the next level on: the result then has a
   * shortest counterexample of each claim that can be broken. Default: the first ends the
   * exploration.
   */
  readonly all?: boolean;
  /**
   * Partial-order reduction: of moves that do not disturb each other, one order is followed instead
   * of all. What can break and be seen stays the same, and so do the states at rest; other counts
   * are those of the reduced graph, and a path need not be the shortest. Refused where a symmetry is
   * declared. Default: false.
   */
  readonly reduction?: boolean;
  /** Stop after this many states: the result then says that it is not complete. */
  readonly maxStates?: number;
  /** Told now and then how far the exploration is. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far an exploration is. */
export interface Progress {
  /** States found so far, up to symmetry where the system declares one. */
  readonly states: number;
  /** States found whose moves were not tried yet. */
  readonly frontier: number;
  /** Steps tried so far. */
  readonly edges: number;
  /** Distance of the state at hand from the first one. */
  readonly depth: number;
  /** Memory that the states take, with the ways back to them. Unit: bytes. */
  readonly bytes: number;
  /** How many states there are at each distance up to that one. */
  readonly levels: readonly number[];
}

/** What an exploration found. */
export interface Exploration extends Progress {
  /** True if every reachable state was reached, or stands for one that a reduction left out. */
  readonly complete: boolean;
  /** Order of the symmetry group: 1 if states were not merged. */
  readonly symmetry: number;
  /**
   * How many states these are when alike actors are told apart, all renamings counted: those that
   * were expanded, which is all of them where the exploration is complete.
   */
  readonly unreduced: number;
  /** States in which nothing but faults can change anything. */
  readonly rests: number;
  /** Obligations that arose and were met, claim by claim. */
  readonly obligations: Readonly<Record<string, number>>;
  /** A shortest path to each witness, or undefined where none was seen. */
  readonly witnesses: Readonly<Record<string, readonly string[] | undefined>>;
  /** The first claim found broken, with a shortest path to it. */
  readonly violation?: Counterexample;
  /** Every claim found broken, the first one first: at most one, unless all were asked for. */
  readonly violations: readonly Counterexample[];
  /** How often each move was taken. */
  readonly taken: Readonly<Record<string, number>>;
  /** How many steps were worked out, and how often XState was asked. */
  readonly asked: Asked;
  /** Why a machine has no specialised step, by its name. */
  readonly unspecialised: Readonly<Record<string, string>>;
  /** Which states and transitions of each chart were exercised, machine by machine. */
  readonly charts: readonly ChartCoverage[];
  /** What a reduction left out, where one was asked for. */
  readonly reduction?: Reduced;
}

/** How a claim breaks. */
export interface Counterexample {
  /** The claim. */
  readonly claim: string;
  /** One sentence. */
  readonly why: string;
  /** Names of the moves that lead there from the first state. */
  readonly path: readonly string[];
  /** True if it shows in the last state, which is at rest, and not in the last step. */
  readonly atRest: boolean;
}
