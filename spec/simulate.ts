/**
 * Random walks through one scope, with every claim and every witness.
 *
 * @module
 */
import {
  simulate as walks,
  type SimulateOptions as WalkOptions,
  type Simulation,
} from "../model/explore/simulate.ts";
import type { Invariant } from "./invariant.ts";
import { askable } from "./askable.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { systemOf } from "./system_of.ts";
import { watchModel } from "./watch_model.ts";
import { witnesses } from "./witnesses/all.ts";

/** What is walked through. */
export interface SimulateOptions extends Omit<WalkOptions, "watch"> {
  /** A mistake to walk through instead of the published machines. */
  readonly mutant?: Mutant;
  /** The claims that are asked. Default: all that the model can put to the test. */
  readonly claims?: readonly Invariant[];
}

/** What was found, with its size. */
export interface Simulated {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds, in one line. */
  readonly size: string;
  /** The mistake, if there was one. */
  readonly mutant?: Mutant;
  /** Counts, obligations, and the violation if there is one. */
  readonly simulation: Simulation;
}

/** Walks through a scope, up to the first violation or to a limit. */
export function simulate(scope: string, options: SimulateOptions = {}): Simulated {
  const { mutant, claims = askable, ...walked } = options;
  const system = systemOf(scope, mutant);
  const watch = watchModel(system, claims, witnesses);
  return {
    scope,
    size: system.size,
    ...mutant && { mutant },
    simulation: walks(system, { ...walked, watch }),
  };
}
