/**
 * What a watch says of the steps of walks: asked once per distinct thing it reads, and counted.
 *
 * @module
 */
import { type ReadSlot, Remembered } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Outcome, Watch } from "./watch.ts";

/** An outcome, and how often it was given. */
interface Counted {
  readonly outcome: Outcome;
  times: number;
}

/** Keeps count of what a watch says. */
export class Judge {
  readonly #stepping: Stepping;
  readonly #watch: Watch;
  readonly #unseen: Set<number>;
  readonly #counted: Counted[] = [];
  #steps: Remembered<Counted>[] = [];
  readonly #rests: Remembered<Counted>;

  constructor(stepping: Stepping, watch: Watch) {
    this.#stepping = stepping;
    this.#watch = watch;
    this.#unseen = new Set(watch.witnesses.keys());
    this.#rests = new Remembered((read) => this.#count(watch.onRest?.(stepping.world(read), all)));
  }

  /** Witnesses that were not seen yet. */
  get unseen(): string[] {
    return [...this.#unseen].map((witness) => this.#watch.witnesses[witness]!);
  }

  /** What the first state shows. */
  start(): Outcome {
    const world = this.#stepping.look(this.#stepping.initial);
    return this.#note(this.#count(this.#watch.onStart?.(world, all)));
  }

  /** What a step shows. */
  step(before: Int32Array, effect: Effect): Outcome {
    return this.#note((this.#steps[effect.id] ??= this.#judge(effect)).ask(before));
  }

  /** What a state shows that is at rest. */
  rest(row: Int32Array): Outcome {
    return this.#note(this.#rests.ask(row));
  }

  /** Obligations that arose and were met, claim by claim. */
  obligations(): Readonly<Record<string, number>> {
    const sums = this.#watch.claims.map(() => 0);
    for (const { outcome, times } of this.#counted) {
      outcome.met.forEach((met, claim) => sums[claim]! += met * times);
    }
    return Object.fromEntries(this.#watch.claims.map((claim, index) => [claim, sums[index]!]));
  }

  #judge({ move, slots, values }: Effect): Remembered<Counted> {
    return new Remembered((read) => {
      const changed: ReadSlot = (slot, part) => {
        const at = slots.indexOf(slot);
        if (at < 0) return read(slot, part);
        return part === undefined ? values[at]! : part.of(values[at]!);
      };
      const edge = {
        move: this.#stepping.move(move),
        before: this.#stepping.world(read),
        after: this.#stepping.world(changed),
      };
      return this.#count(this.#watch.onMove(edge, (witness) => this.#unseen.has(witness), all));
    });
  }

  #count(outcome: Outcome = NOTHING): Counted {
    const counted = { outcome, times: 0 };
    this.#counted.push(counted);
    return counted;
  }

  #note(counted: Counted): Outcome {
    counted.times++;
    for (const witness of counted.outcome.seen) {
      // Whoever looked for it read more than the others need.
      if (this.#unseen.delete(witness)) this.#steps = [];
    }
    return counted.outcome;
  }
}

const all = () => true;

const NOTHING: Outcome = { met: [], seen: [] };
