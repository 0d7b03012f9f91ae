/**
 * Verification of one scope: every reachable state, every claim, every witness.
 *
 * @module
 */
import type { Bounds } from "../model/bounds.ts";
import { type Exploration, explore, type ExploreOptions } from "../model/explore/explore.ts";
import { scopes } from "../model/scopes.ts";
import { machinesFor, type StorageSystem, storageSystem } from "../model/system.ts";
import type { TraceEvent } from "../traces/event.ts";
import type { Invariant } from "./invariant.ts";
import { invariants } from "./invariants/all.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { traceOf } from "./trace_of.ts";
import { type Asked, watchModel } from "./watch_model.ts";
import { witnesses } from "./witnesses/all.ts";

/** What is verified. */
export interface VerifyOptions extends Omit<ExploreOptions, "watch"> {
  /** A mistake to verify instead of the published machines. */
  readonly mutant?: Mutant;
  /** The claims that are asked. Default: all that the scope does not exempt. */
  readonly claims?: readonly Invariant[];
}

/** What was found, with its size. */
export interface Verification {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds. */
  readonly bounds: Bounds;
  /** The mistake, if one was verified. */
  readonly mutant?: Mutant;
  /** Counts, obligations, witnesses, and the violation if there is one. */
  readonly exploration: Exploration;
  /** Codes of claims that were not asked, and why. */
  readonly exempt: Readonly<Record<string, string>>;
  /** Witnesses that the scope promises and that were not seen. */
  readonly missing: readonly string[];
  /** The counterexample as a trace. */
  readonly counterexample?: readonly TraceEvent[];
}

/** Claims that three copies in three AZs cannot keep: that is why the design has six. */
const NEEDS_SIX_COPIES = ["Q6", "D1"];
const WHY_SIX = "2 of 3 does not survive AZ+1: that is why there are six copies (S17 §2.1)";

/** Codes of the claims that a world of these bounds is not asked, and why. */
export function exemptions({ volume }: Bounds): Readonly<Record<string, string>> {
  const three = Object.values(volume.groups).includes("threeCopies");
  return Object.fromEntries(three ? NEEDS_SIX_COPIES.map((code) => [code, WHY_SIX]) : []);
}

/** The system of a scope, of the published machines or with a mistake in them. */
export function systemOf(scope: string, mutant?: Mutant): StorageSystem {
  const { bounds } = scopes[scope]!;
  return storageSystem(scope, bounds, { ...machinesFor(bounds), ...mutant?.machines(bounds) });
}

/** Explores a scope to the end, or to the first violation. */
export function verify(scope: string, options: VerifyOptions = {}): Verification {
  const { mutant, claims = invariants, ...explored } = options;
  const system = systemOf(scope, mutant);
  const exempt = exemptions(system.bounds);
  const asked: readonly Asked[] = claims.filter(({ code }) => !(code in exempt));
  const exploration = explore(system, {
    ...explored,
    watch: watchModel(system, asked, witnesses),
  });
  const { violation } = exploration;
  return {
    scope,
    bounds: system.bounds,
    ...mutant && { mutant },
    exploration,
    exempt,
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
