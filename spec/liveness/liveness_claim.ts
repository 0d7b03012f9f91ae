/**
 * What a claim of liveness must say of itself.
 *
 * @module
 */
import type { Bounds } from "../../model/bounds.ts";
import type { Fairness } from "../../model/explore/mod.ts";
import type { View } from "../view.ts";

/** Something that comes to be owed and must come about, at once or later. */
export interface Debt {
  /** What is owed, and to whom. */
  readonly of: string;
  /** Where it comes to be owed; absent: it is owed from the start, and must stay for ever at last. */
  readonly from?: (view: View) => boolean;
  /** What pays it. */
  readonly goal: (view: View) => boolean;
}

/** What must happen at last, in every behaviour that is fair. */
export interface LivenessClaim {
  /** Its name: the claim in a few words, with hyphens. */
  readonly id: string;
  /** Its letter and number in the catalogue, such as `C4`. */
  readonly code: string;
  /** The claim, in one positive sentence. */
  readonly says: string;
  /** Paper and section. */
  readonly source: string;
  /** The scopes in which it must be put to the test. */
  readonly scopes: readonly string[];
  /** Names of the mutants that it must catch, in their scopes. */
  readonly catches: readonly string[];
  /** What is owed in a world of that size. */
  debts(bounds: Bounds): readonly Debt[];
  /** What is assumed of the network and the nodes, in one sentence. */
  assumes(bounds: Bounds): string;
  /** The same for the search. */
  fairness(bounds: Bounds): readonly Fairness[];
}
