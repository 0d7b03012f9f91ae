/**
 * Verification of one scope: every reachable state, every claim, every witness.
 *
 * @module
 */
import { type Exploration, explore, type ExploreOptions } from "../model/explore/explore.ts";
import type { TraceEvent } from "../traces/event.ts";
import { askable } from "./askable.ts";
import type { Invariant } from "./invariant.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { systemOf } from "./system_of.ts";
import { traceOf } from "./trace_of.ts";
import { watchModel } from "./watch_model.ts";
import { witnesses } from "./witnesses/all.ts";

/** What is verified. */
export interface VerifyOptions extends Omit<ExploreOptions, "watch"> {
  /** A mistake to verify instead of the published machines. */
  readonly mutant?: Mutant;
  /** The claims that are asked. Default: all that the model can put to the test. */
  readonly claims?: readonly Invariant[];
  /** False: alike copies are told apart by their names. Default: true. */
  readonly symmetry?: boolean;
}

/** What was found, with its size. */
export interface Verification {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds, in one line. */
  readonly size: string;
  /** The mistake, if one was verified. */
  readonly mutant?: Mutant;
  /** Counts, obligations, witnesses, and the violation if there is one. */
  readonly exploration: Exploration;
  /** Witnesses that the scope promises and that were not seen. */
  readonly missing: readonly string[];
  /** The counterexample as a trace. */
  readonly counterexample?: readonly TraceEvent[];
}

/** Explores a scope to the end, or to the first violation. */
export function verify(scope: string, options: VerifyOptions = {}): Verification {
  const { mutant, claims = askable, symmetry = true, ...explored } = options;
  const system = systemOf(scope, mutant, symmetry);
  const watch = watchModel(system, claims, witnesses);
  return verified(scope, explore(system, { ...explored, watch }), mutant);
}

/** What the exploration of a scope says, however it was explored. */
export function verified(
  scope: string,
  exploration: Exploration,
  mutant?: Mutant | undefined,
): Verification {
  const system = systemOf(scope, mutant);
  const { violation } = exploration;
  return {
    scope,
    size: system.size,
    ...mutant && { mutant },
    exploration,
    missing: violation || !exploration.complete ? [] : missingIn(scope, exploration),
    ...violation && {
      counterexample: traceOf(system, violation.path, violation.atRest),
    },
  };
}

function missingIn(scope: string, { witnesses: seen }: Exploration): string[] {
  return witnesses
    .filter(({ id, scopes }) => scopes.includes(scope) && seen[id] === undefined)
    .map(({ id }) => id);
}
