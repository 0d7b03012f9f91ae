/**
 * All that a watch shows of one step or state, and how two of these differ.
 *
 * @module
 */
import type { IsAsked, Outcome, Watch } from "../watch.ts";

/** What is shown, whatever else is broken. */
export interface Shown {
  /** Obligations of each claim that were met. */
  readonly met: readonly number[];
  /** Witnesses that were seen. */
  readonly seen: ReadonlySet<number>;
  /** Claims that are broken. */
  readonly broken: ReadonlySet<number>;
}

/** One thing that is so here and otherwise there. */
export interface Difference {
  readonly what: string;
  readonly one: string;
  readonly other: string;
}

/** Asks until no claim is hidden by a broken one. */
export function shownBy(ask: (isAsked: IsAsked) => Outcome): Shown {
  const seen = new Set<number>();
  const broken = new Set<number>();
  for (;;) {
    const outcome = ask((claim) => !broken.has(claim));
    for (const witness of outcome.seen) seen.add(witness);
    const claim = outcome.broken?.claim;
    if (claim === undefined || broken.has(claim)) return { met: outcome.met, seen, broken };
    broken.add(claim);
  }
}

/** The first difference, or undefined. */
export function difference(watch: Watch, one: Shown, other: Shown): Difference | undefined {
  for (const [claim, name] of watch.claims.entries()) {
    const [first, second] = [one, other].map((shown) =>
      shown.broken.has(claim) ? "is broken" : times(shown.met[claim] ?? 0)
    );
    if (first !== second) return { what: `Claim "${name}"`, one: first!, other: second! };
  }
  for (const [witness, name] of watch.witnesses.entries()) {
    const [first, second] = [one, other].map((shown) =>
      shown.seen.has(witness) ? "is seen" : "is not seen"
    );
    if (first !== second) return { what: `Witness "${name}"`, one: first!, other: second! };
  }
  return undefined;
}

function times(met: number): string {
  return met === 1 ? "holds once" : `holds ${met} times`;
}
