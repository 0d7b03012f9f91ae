/**
 * Asking a watch about single steps and states, uncounted.
 *
 * @module
 */
import type { Stepping } from "./stepping.ts";
import type { IsAsked, Outcome, Watch } from "./watch.ts";

/** What a watch says where it has nothing to say. */
export const NOTHING: Outcome = { met: [], seen: [] };

/** When something can be seen: in the first state, in a step, or in a state at rest. */
export type Moment = "start" | "step" | "rest";

/** A watch and the system that it watches. Every witness is looked for. */
export class Asking {
  readonly stepping: Stepping;
  readonly watch: Watch;

  constructor(stepping: Stepping, watch: Watch) {
    this.stepping = stepping;
    this.watch = watch;
  }

  /** What the first state shows of some claims. */
  start(row: Int32Array, isAsked: IsAsked): Outcome {
    return this.watch.onStart?.(this.stepping.look(row), isAsked) ?? NOTHING;
  }

  /** What one step shows of some claims. */
  step(move: number, before: Int32Array, after: Int32Array, isAsked: IsAsked): Outcome {
    const edge = {
      move: this.stepping.move(move),
      before: this.stepping.look(before),
      after: this.stepping.look(after),
    };
    return this.watch.onMove(edge, () => true, isAsked);
  }

  /** What a state shows of some claims that is at rest. */
  rest(row: Int32Array, isAsked: IsAsked): Outcome {
    return this.watch.onRest?.(this.stepping.look(row), isAsked) ?? NOTHING;
  }
}
