/**
 * Who answers for a machine: its specialised step, which XState checks, or XState alone.
 *
 * @module
 */
import type { AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from "xstate";
import { type Answer, REFUSAL, REFUSED, SILENCE } from "./answer.ts";
import { Inert, type Output } from "./inert.ts";
import { deepFreeze, keyOf } from "./key.ts";
import { LocalStates, type Whole } from "./local_states.ts";
import { ModelError } from "./model_error.ts";
import { difference, isDue } from "./specialised/check.ts";
import { LightState } from "./specialised/light_state.ts";
import type { Place } from "./specialised/place.ts";
import { Specialised, specialisedOf, type Taken } from "./specialised/specialised.ts";
import { Unspecialised } from "./specialised/unspecialised.ts";
import { restKey, stateKey } from "./state_key.ts";
import type { Values } from "./values.ts";

/** One machine with its local states: what it makes of events. */
export class Answering {
  /** How many answers were given. */
  asked = 0;
  /** How many of these by the specialised step. */
  specialised = 0;
  /** How many of these were asked of XState, too. */
  checked = 0;
  readonly states: LocalStates;
  readonly #inert: Inert;
  readonly #specialised: Specialised | undefined;
  /** Why the machine is left to XState, if it is. */
  readonly left: string | undefined;

  /** @param values What contexts are made of. */
  constructor(machine: AnyStateMachine, values: Values) {
    this.states = new LocalStates(values);
    this.#inert = new Inert(machine);
    const specialised = specialisedOf(this.machine);
    if (specialised instanceof Specialised) this.#specialised = specialised;
    else this.left = specialised.message;
  }

  /** The machine, as it is asked. */
  get machine(): AnyStateMachine {
    return this.#inert.machine;
  }

  /**
   * What the machine makes of entering its first state.
   *
   * @throws {ModelError} when a rule throws.
   */
  enter(): Answer {
    return naming(() => `${this.#name} fails on entering its first state`, () => {
      const { after, outputs, marks } = this.#inert.enter();
      return { next: this.intern(after), outputs: frozen(outputs), marks, taken: undefined };
    });
  }

  /**
   * What it makes of an event.
   *
   * @throws {ModelError} when a rule throws, or when no active state mentions the event.
   * @throws {Error} where XState says something else than the specialised step.
   */
  answer(state: number, event: AnyEventObject): Answer {
    const before = this.states.at(state);
    if (before.status !== "active") return REFUSAL;
    this.asked++;
    return before instanceof LightState
      ? this.#answerAlone(before, event)
      : this.#askXState(before as AnyMachineSnapshot, event);
  }

  /** The number of a state that XState tells. */
  intern(snapshot: AnyMachineSnapshot): number {
    const { context } = snapshot;
    if (this.#specialised === undefined) {
      const keep = (kept: object) =>
        kept === context ? snapshot : Object.assign(snapshot, { context: kept });
      return this.states.intern(this.states.restOf(snapshot), context, keep);
    }
    const place = this.#specialised.placeOf(snapshot);
    const [mine, theirs] = [restKey(place), restKey(snapshot)];
    if (mine === theirs) return this.#intern(place, context);
    throw new Error(`${this.#name} is in ${mine}, but XState says in ${theirs}`);
  }

  /** The number of a state in which everything has another name, the chart excepted. */
  renamed(id: number, rename: (value: unknown) => unknown): number {
    const before = this.states.at(id);
    if (before instanceof LightState) {
      return this.#intern(before.place, rename(before.context) as object);
    }
    const { context, ...others } = before as AnyMachineSnapshot;
    const rest = { ...others, output: rename(before.output) };
    return this.states.intern(
      this.states.restOf(rest),
      rename(context),
      (kept) => this.machine.resolveState({ ...rest, context: kept }),
    );
  }

  #intern(place: Place, context: object): number {
    if (place.number < 0) place.number = this.states.restOf(place);
    const keep = (kept: object) => new LightState(this.#specialised!, place, kept);
    return this.states.intern(place.number, context, keep);
  }

  #askXState(before: AnyMachineSnapshot, event: AnyEventObject): Answer {
    return naming(() => `${this.#where(before)} fails on event "${event.type}"`, () => {
      const { after, isTaken, outputs, marks } = this.#inert.step(before, event);
      if (!isTaken) return REFUSAL;
      return { next: this.intern(after), outputs: frozen(outputs), marks, taken: undefined };
    });
  }

  #answerAlone(before: LightState, event: AnyEventObject): Answer {
    let taken: Taken;
    let mine: Answer;
    try {
      taken = this.#specialised!.step(before.place, before.context, event);
      mine = this.#answerOf(taken);
    } catch (error) {
      // Where a rule fails, it fails in the words of XState.
      const answer = this.#askXState(before.snapshot, event);
      if (error instanceof Unspecialised) return answer;
      throw this.#fault(before, event, `it fails, but XState does not: ${error}`);
    }
    this.specialised++;
    if (isDue(++taken.path.times)) this.#check(before, event, mine);
    return mine;
  }

  #answerOf({ next, context, outputs, path, isTaken }: Taken): Answer {
    if (!isTaken) return REFUSAL;
    return {
      next: this.#intern(next, context),
      outputs: frozen(outputs),
      marks: path.marks,
      taken: undefined,
    };
  }

  #check(before: LightState, event: AnyEventObject, mine: Answer): void {
    this.checked++;
    let theirs: Answer;
    try {
      theirs = this.#askXState(before.snapshot, event);
    } catch (error) {
      throw this.#fault(before, event, `only XState fails: ${error}`);
    }
    const why = difference(this.#shown(mine), this.#shown(theirs));
    if (why === undefined) return;
    const again = this.#answerOf(this.#specialised!.step(before.place, before.context, event));
    if (difference(this.#shown(mine), this.#shown(again)) === undefined) {
      throw this.#fault(before, event, why);
    }
    throw new ModelError(
      `${this.#where(before)} gives event "${event.type}" one answer now and another then: ` +
        "a rule must have no input but context, event and parameters",
    );
  }

  #shown({ next, outputs, marks }: Answer) {
    const state = next === REFUSED ? "none" : stateKey(this.states.at(next));
    return { state, outputs, marks };
  }

  /** Our own fault: no error of the model. */
  #fault(before: Whole, event: AnyEventObject, why: string): Error {
    return new Error(
      `${this.#where(before)} has a specialised step on event ${
        keyOf(event)
      } that is wrong: ${why}`,
    );
  }

  get #name(): string {
    return `Machine "${this.machine.id}"`;
  }

  #where({ value }: Pick<Whole, "value">): string {
    return `${this.#name} in state ${JSON.stringify(value)}`;
  }
}

function frozen(outputs: readonly Output[]): readonly Output[] {
  return outputs.length > 0 ? deepFreeze(outputs) : SILENCE;
}

/** Does what may fail; what fails is then told as an error of the model. */
export function naming<T>(what: () => string, deed: () => T): T {
  try {
    return deed();
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelError(`${what()}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
