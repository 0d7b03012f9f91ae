/**
 * A scope of the storage model as the subject of a search on several threads.
 *
 * @module
 */
import { invariants } from "../../spec/invariants/all.ts";
import { mutants } from "../../spec/mutants/all.ts";
import { systemOf } from "../../spec/system_of.ts";
import { watchModel } from "../../spec/watch_model.ts";
import { witnesses } from "../../spec/witnesses/all.ts";
import type { Searched } from "./subject.ts";

/** A scope, a mistake in it, and the claims that are asked, by their codes. */
export interface StorageArgs {
  readonly scope: string;
  readonly mutant?: string;
  readonly claims: readonly string[];
  /** False: alike copies are told apart by their names. Default: true. */
  readonly symmetry?: boolean;
}

/** Makes the system of a scope, and asks claims and witnesses of it. */
export function subject({ scope, mutant, claims, symmetry }: StorageArgs): Searched {
  const system = systemOf(scope, mutants.find(({ name }) => name === mutant), symmetry);
  const asked = invariants.filter(({ code }) => claims.includes(code));
  return { system, watch: watchModel(system, asked, witnesses) };
}
