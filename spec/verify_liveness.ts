/**
 * Liveness of one scope: what must happen at last, judged over all fair behaviours.
 *
 * @module
 */
import {
  eventuallyAlways,
  leadsTo,
  type Liveness,
  type LivenessBounds,
  livenessOf,
  type LivenessProperty,
} from "../model/explore/mod.ts";
import { remembered } from "../model/explore/row_world.ts";
import { livenessClaims } from "./liveness/all.ts";
import type { Debt, LivenessClaim } from "./liveness/liveness_claim.ts";
import type { Mutant } from "./mutants/mutant.ts";
import type { StorageSubject, Subject } from "./subject.ts";
import { storageSystemOf } from "./scopes.ts";
import { View } from "./view.ts";

/** What is verified. */
export interface VerifyLivenessOptions extends LivenessBounds {
  /** A mistake to verify instead of the published machines. */
  readonly mutant?: Mutant;
  /** The claims that are asked. Default: those that are made for the scope, or else all. */
  readonly claims?: readonly LivenessClaim[];
}

/** What was found of one claim in one scope. */
export interface LivenessFinding {
  /** The claim. */
  readonly claim: LivenessClaim;
  /** What is assumed in this scope, in one sentence. */
  readonly assumes: string;
  /** The sizes of the search, the assumptions one by one, and the verdict on each debt. */
  readonly liveness: Liveness;
}

/** What was found in one scope. */
export interface LivenessVerification {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds, in one line. */
  readonly size: string;
  /** The mistake, if one was verified. */
  readonly mutant?: Mutant;
  /** Claim by claim. */
  readonly findings: readonly LivenessFinding[];
}

/**
 * What must happen at last in a scope. Where no claim is made for it, any of them may be asked, but
 * of a writer that another takes the place of: it owes nothing more.
 */
function claimsFor({ name, bounds }: StorageSubject): readonly LivenessClaim[] {
  const made = livenessClaims.filter(({ scopes }) => scopes.includes(name));
  return made.length > 0 || bounds.recovery !== undefined ? made : livenessClaims;
}

/**
 * Explores a scope, its copies told apart by name, and judges each claim under its own assumptions.
 */
export function verifyLiveness(
  scope: string,
  { mutant, claims, ...howFar }: VerifyLivenessOptions = {},
): LivenessVerification {
  const system = storageSystemOf(scope, mutant);
  const findings = livenessIn(system, claims ?? claimsFor(system), howFar);
  return { scope, size: system.size, ...mutant && { mutant }, findings };
}

/** The same of any storage system: claim by claim, of those that can be owed anything there. */
export function livenessIn(
  system: StorageSubject,
  claims: readonly LivenessClaim[],
  howFar: LivenessBounds = {},
): LivenessFinding[] {
  const { bounds } = system;
  const check = livenessOf(system, howFar);
  return claims.flatMap((claim) => {
    const properties = claim.debts(bounds).map((debt) => propertyOf(system, debt));
    if (properties.length === 0) return [];
    const fairness = claim.fairness(bounds);
    return [{ claim, assumes: claim.assumes(bounds), liveness: check({ properties, fairness }) }];
  });
}

function propertyOf(system: Subject, { of, from, goal }: Debt): LivenessProperty {
  const seen = (is: (view: View) => boolean) =>
    remembered((world) => is(new View(system.project(world))));
  return from === undefined
    ? eventuallyAlways(of, seen(goal))
    : leadsTo(of, seen(from), seen(goal));
}
