/**
 * Which claims are asked: all of them, or those that `--only` and `--except` leave.
 *
 * @module
 */
import type { Invariant } from "../spec/mod.ts";
import { meant, UsageError } from "./arguments.ts";

/** Claims by id or code, upper or lower case. */
export interface Choice {
  /** Only these; all if absent. */
  readonly only?: readonly string[];
  /** Not these. */
  readonly except?: readonly string[];
}

/** The claims that `choice` leaves. Throws a {@link UsageError} for a name that no claim has. */
export function select(
  claims: readonly Invariant[],
  { only, except = [] }: Choice,
): readonly Invariant[] {
  const wanted = only === undefined ? claims : named(claims, only);
  const unwanted = named(claims, except);
  const left = claims.filter((claim) => wanted.includes(claim) && !unwanted.includes(claim));
  if (left.length === 0) throw new UsageError("--only and --except leave no claim to judge");
  return left;
}

function named(claims: readonly Invariant[], names: readonly string[]): Invariant[] {
  return names.map((name) => {
    const asked = name.toLowerCase();
    const claim = claims.find(({ id, code }) => id === asked || code.toLowerCase() === asked);
    if (claim !== undefined) return claim;
    const near = asked.length > 3 ? meant(asked, claims.map(({ id }) => id)) : "";
    throw new UsageError(`there is no claim ${name}${near || "; check --list shows them"}`);
  });
}

/** The names in `A,B` given once or more often. */
export function list(values: readonly string[] | undefined): string[] | undefined {
  return values?.flatMap((value) => value.split(",")).map((name) => name.trim()).filter(Boolean);
}
