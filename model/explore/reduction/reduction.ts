/**
 * Partial-order reduction of a breadth-first search: where moves do not disturb each other, their
 * orders lead to the same, and one of them is enough.
 *
 * @module
 */
import type { History } from "../history.ts";
import { Readings } from "../readings.ts";
import type { Effect, Stepping } from "../stepping.ts";
import type { Watch } from "../watch.ts";
import { type Answer, Learning } from "./answer.ts";
import { Answers } from "./answers.ts";
import { Charts } from "./charts.ts";
import { Dependence } from "./dependence.ts";
import { Kinds } from "./kinds.ts";
import { Proviso } from "./proviso.ts";
import type { Reduced } from "./reduced.ts";
import { Stubborn } from "./stubborn.ts";
import { type Watched, watched } from "./watched.ts";

/** Chooses the steps of each state that have to be followed. */
export class Reduction {
  readonly #stepping: Stepping;
  readonly #dependence: Dependence;
  readonly #learning: Learning;
  readonly #answers: Answers;
  readonly #stubborn: Stubborn;
  readonly #watched: Watched;
  readonly #proviso: Proviso;
  /** How far a search goes on that learns only. */
  #patience: number | undefined;
  #gaveUp = false;
  #ample = 0;
  #omitted = 0;
  #restarts = 0;

  constructor(stepping: Stepping, watch: Watch) {
    const [kinds, readings, charts] = [new Kinds(stepping), new Readings(), new Charts()];
    const dependence = new Dependence(stepping, kinds, readings, charts);
    this.#stepping = stepping;
    this.#dependence = dependence;
    this.#proviso = new Proviso(stepping);
    this.#learning = new Learning(stepping, kinds, readings, charts);
    this.#answers = new Answers(
      stepping,
      kinds,
      this.#learning,
      (answer) => dependence.learn(answer),
    );
    this.#stubborn = new Stubborn(kinds, readings, dependence, this.#answers);
    this.#watched = watched(watch, { stepping, readings, kinds, dependence });
  }

  /** The watch to be asked: what it reads is learned. */
  get watch(): Watch {
    return this.#watched.watch;
  }

  /** What was left out since the search began, or began anew. */
  get report(): Reduced {
    return { ample: this.#ample, omitted: this.#omitted, restarts: this.#restarts };
  }

  /** True if more is touched than a search reckoned with that left something out, or that gave up. */
  get isRefuted(): boolean {
    return this.#dependence.isOutgrown && (this.#ample > 0 || this.#gaveUp);
  }

  /** Is there no use in going on? A search that is refuted goes on for a while, to learn more. */
  givesUp(at: number): boolean {
    if (!this.#dependence.isOutgrown) return false;
    this.#patience ??= 2 * at;
    return this.#gaveUp ||= at >= this.#patience;
  }

  /** Gets ready for a search from the start, which reckons with all that was seen. */
  beginAnew(): void {
    for (const answer of this.#answers.known) {
      answer.changes = this.#learning.changesOf(answer.effect);
    }
    this.#dependence.settle(this.#answers.known);
    this.#stubborn.resize();
    this.#proviso.clear();
    this.#patience = undefined;
    this.#gaveUp = false;
    this.#ample = this.#omitted = 0;
    this.#restarts++;
  }

  /** The steps from a state that are followed, in the order of the moves; undefined: all. */
  ampleOf(at: number, row: Int32Array, history: History): readonly Effect[] | undefined {
    this.#proviso.settle(history);
    this.#answers.ask(row);
    if (this.#dependence.isOutgrown) return undefined;
    const { enabled } = this.#answers;
    let best: readonly Answer[] = enabled;
    this.#stubborn.begin(row);
    for (const { kind, effect } of enabled) {
      if (best.length === 1) break;
      if (!this.#keepsAwake(effect!)) continue;
      const ample = this.#stubborn.ampleWith(kind);
      if (ample === undefined || ample.length >= best.length) continue;
      const leadsOn = (answer: Answer) =>
        !this.#watched.isVisible(answer) && this.#proviso.give(at, row, history, answer.effect!);
      if (ample.some(leadsOn)) best = ample;
    }
    if (best === enabled) return undefined;
    this.#ample++;
    this.#omitted += enabled.length - best.length;
    return best.map(({ effect }) => effect!);
  }

  /**
   * C0, for states at rest: whatever happens outside of the set, this can still happen, and changes
   * an actor, so that no state at rest is passed by.
   */
  #keepsAwake({ move, slots }: Effect): boolean {
    return slots.length > 0 && !this.#stepping.move(move).fault;
  }
}
