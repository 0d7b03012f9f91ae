/**
 * A watch that is listened to: what it reads decides what may be left out.
 *
 * @module
 */
import type { Readings } from "../readings.ts";
import type { Stepping } from "../stepping.ts";
import type { Move } from "../system.ts";
import {
  type IsAsked,
  type IsSought,
  type Situation,
  type Situations,
  situationsOf,
  type Watch,
  watchStates,
} from "../watch.ts";
import type { Answer } from "./answer.ts";
import type { Dependence } from "./dependence.ts";
import { type Hear, heard, sameAnswer } from "./heard.ts";
import type { Kinds } from "./kinds.ts";

/** A watch, and what is known of what it reads. */
export interface Watched {
  /** The same watch, listened to. */
  readonly watch: Watch;
  /** Does a step show in what is asked of states? */
  isVisible(answer: Answer): boolean;
}

/** What is learned of a watch goes here. */
export interface Ears {
  readonly stepping: Stepping;
  readonly readings: Readings;
  readonly kinds: Kinds;
  readonly dependence: Dependence;
}

/** Listens to a watch. */
export function watched(watch: Watch, ears: Ears): Watched {
  const situations = situationsOf(watch);
  return situations ? new States(situations, ears) : new Steps(watch, ears);
}

/**
 * A watch that asks about steps: a step reads what is asked of it, so whatever changes that disturbs
 * the step. So each step that can show something is taken where it shows the same.
 */
class Steps implements Watched {
  readonly watch: Watch;
  readonly #ears: Ears;
  readonly #numbers = new Map<Move, number>();

  constructor(watch: Watch, ears: Ears) {
    this.#ears = ears;
    const { onStart, onRest } = watch;
    this.watch = {
      claims: watch.claims,
      witnesses: watch.witnesses,
      ...onStart && { onStart: (...asked) => onStart.call(watch, ...asked) },
      ...onRest && { onRest: (...asked) => onRest.call(watch, ...asked) },
      onMove: ({ move, before, after }, isSought, isAsked) => {
        const hear = this.#ear(move);
        const edge = { move, before: heard(before, hear), after: heard(after, hear) };
        return sameAnswer(
          watch.onMove(edge, isSought, isAsked),
          watch.onMove({ move, before, after }, isSought, isAsked),
          `The watch of move "${move.name}"`,
        );
      },
    };
  }

  isVisible(): boolean {
    return false;
  }

  #ear(move: Move): Hear {
    const { stepping, readings, kinds, dependence } = this.#ears;
    for (let number = this.#numbers.size; number < stepping.moves; number++) {
      this.#numbers.set(stepping.move(number), number);
    }
    const kind = kinds.of(this.#numbers.get(move)!);
    return (slot, part) => dependence.learnJudged(kind, readings.number(slot, part));
  }
}

/** What a situation reads. */
interface Known {
  readonly slots: Set<number>;
  readonly readings: Set<number>;
}

/**
 * A watch that asks about states: a step is visible if it changes what is read. What is read of a
 * single actor need not be looked at: each state of a single actor that can come about does.
 */
class States implements Watched {
  readonly watch: Watch;
  readonly #ears: Ears;
  readonly #claims: readonly Known[];
  readonly #witnesses: readonly Known[];
  #isAsked: IsAsked = () => true;
  #isSought: IsSought = () => true;

  constructor({ claims, witnesses }: Situations, ears: Ears) {
    this.#ears = ears;
    this.#claims = Object.keys(claims).map(nothingKnown);
    this.#witnesses = Object.keys(witnesses).map(nothingKnown);
    const watch = watchStates(
      this.#listening(claims, this.#claims),
      this.#listening(witnesses, this.#witnesses),
    );
    this.watch = {
      ...watch,
      onStart: (world, isAsked) => {
        this.#isSought = () => true;
        this.#isAsked = isAsked;
        return watch.onStart!(world, isAsked);
      },
      onMove: (edge, isSought, isAsked) => {
        this.#isSought = isSought;
        this.#isAsked = isAsked;
        return watch.onMove(edge, isSought, isAsked);
      },
    };
  }

  isVisible({ changes }: Answer): boolean {
    const shows = ({ slots, readings }: Known) =>
      slots.size > 1 && changes.some((reading) => readings.has(reading));
    return this.#claims.some((known, claim) => this.#isAsked(claim) && shows(known)) ||
      this.#witnesses.some((known, witness) => this.#isSought(witness) && shows(known));
  }

  #listening(
    situations: Readonly<Record<string, Situation>>,
    known: readonly Known[],
  ): Record<string, Situation> {
    return Object.fromEntries(
      Object.entries(situations).map(([name, is], index): [string, Situation] => [
        name,
        (world) => sameAnswer(is(heard(world, this.#ear(known[index]!))), is(world), `"${name}"`),
      ]),
    );
  }

  #ear({ slots, readings }: Known): Hear {
    return (slot, part) => {
      const reading = this.#ears.readings.number(slot, part);
      if (readings.has(reading)) return;
      slots.add(slot);
      readings.add(reading);
      this.#ears.dependence.isOutgrown = true;
    };
  }
}

function nothingKnown(): Known {
  return { slots: new Set(), readings: new Set() };
}
