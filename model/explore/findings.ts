/**
 * What was found of claims and witnesses, told with a shortest path each.
 *
 * @module
 */
import type { Asking, Moment } from "./asking.ts";
import type { Counterexample, Exploration } from "./exploration.ts";
import type { Sight } from "./tally.ts";
import type { IsAsked, Outcome } from "./watch.ts";

/** A way to a state: the names of its moves, and the row it leads to, a renaming of the state. */
export interface Way {
  readonly path: readonly string[];
  readonly row: Int32Array;
}

/** The step, or state, that shows something. */
interface Shown {
  readonly path: readonly string[];
  readonly outcome: Outcome;
  /** The place of the step among those of its state. */
  readonly rank: number;
}

/** What was seen, by claim and by witness. */
export interface Seen {
  /** Where each claim broke that did. */
  readonly broken: ReadonlyMap<number, Sight>;
  /** Where each witness was seen. */
  readonly sights: readonly (Sight | undefined)[];
  /** Is every claim that broke told, or the first one? */
  readonly all: boolean;
}

/** What an exploration found, beside its counts. */
export type Found = Pick<Exploration, "witnesses" | "violation" | "violations">;

/**
 * Tells what was seen, with paths.
 *
 * @param wayTo A shortest way to the state with a number.
 */
export function findings(asking: Asking, seen: Seen, wayTo: (at: number) => Way): Found {
  const teller = new Teller(asking, wayTo);
  const broken = teller.violations(seen.broken);
  const violations = seen.all ? broken : broken.slice(0, 1);
  return {
    witnesses: teller.witnesses(seen.sights),
    ...violations[0] && { violation: violations[0] },
    violations,
  };
}

class Teller {
  readonly #asking: Asking;
  readonly #wayTo: (at: number) => Way;

  constructor(asking: Asking, wayTo: (at: number) => Way) {
    this.#asking = asking;
    this.#wayTo = wayTo;
  }

  /**
   * Every claim that was found broken. The first is the one that breaks in the first state, and there
   * in the first step, in the order of the moves.
   */
  violations(broken: ReadonlyMap<number, Sight>): Counterexample[] {
    const all = [...broken].map(([claim, sight]) => {
      const shown = this.#lastStep(
        sight,
        ({ broken }) => broken?.claim === claim,
        (index) => index === claim,
      );
      return { claim, sight, shown };
    });
    all.sort((one, other) =>
      one.sight.at - other.sight.at ||
      MOMENTS.indexOf(one.sight.moment) - MOMENTS.indexOf(other.sight.moment) ||
      one.shown.rank - other.shown.rank || one.claim - other.claim
    );
    return all.map(({ claim, sight, shown: { path, outcome } }) => ({
      claim: this.#asking.watch.claims[claim]!,
      why: outcome.broken!.why,
      path,
      atRest: sight.moment === "rest",
    }));
  }

  /** A path to each witness that was seen, by name. */
  witnesses(sights: readonly (Sight | undefined)[]): Record<string, readonly string[] | undefined> {
    return Object.fromEntries(
      this.#asking.watch.witnesses.map((
        name,
        index,
      ) => [name, this.#witness(index, sights[index])]),
    );
  }

  #witness(index: number, sight: Sight | undefined): readonly string[] | undefined {
    if (sight === undefined) return undefined;
    // Without claims: one that is broken in the same step would hide the witness.
    return this.#lastStep(sight, ({ seen }) => seen.includes(index), () => false).path;
  }

  /** The way to a sight and the step that shows it: from a renamed state it is a renamed step. */
  #lastStep(
    { at, moment }: Sight,
    shows: (outcome: Outcome) => boolean,
    isAsked: IsAsked,
  ): Shown {
    const { path, row } = this.#wayTo(at);
    const { stepping } = this.#asking;
    if (moment === "start") return { path, outcome: this.#asking.start(row, isAsked), rank: 0 };
    if (moment === "rest") return { path, outcome: this.#asking.rest(row, isAsked), rank: 0 };
    const after = new Int32Array(row.length);
    for (const [rank, move] of [...stepping.order.moves].entries()) {
      if (!stepping.step(row, move, after)) continue;
      const outcome = this.#asking.step(move, row, after, isAsked);
      if (shows(outcome)) return { path: [...path, stepping.move(move).name], outcome, rank };
    }
    throw new Error("A renamed state shows something else: are the renamed actors really alike?");
  }
}

const MOMENTS: readonly Moment[] = ["start", "step", "rest"];
