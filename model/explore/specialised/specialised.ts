/**
 * A step of a machine by the algorithm of SCXML, over tables that are filled once: from a
 * configuration and an event to the transitions that are asked, and from those that are taken to
 * what is left, done and entered. At each step only the rules of the machine run.
 * Source: W3C, "State Chart XML (SCXML)", 2015, appendix D.
 *
 * @module
 */
import type { AnyEventObject, AnyStateMachine } from "xstate";
import type { Output } from "../inert.ts";
import { type Chart, chartOf, MICROSTEPS } from "./chart.ts";
import { type Configuration, Configurations, type Told } from "./configuration.ts";
import { microstep } from "./microstep.ts";
import { type Path, Place } from "./place.ts";
import { type Deed, Given, paramsOf, partialOf } from "./rules.ts";
import { Unspecialised } from "./unspecialised.ts";

/** Where a step leads. */
export interface Taken {
  readonly next: Place;
  readonly context: object;
  readonly outputs: readonly Output[];
  readonly path: Path;
  /** False for an event that is refused. */
  readonly isTaken: boolean;
}

const SILENCE: readonly Output[] = [];

/** The specialised steps of a machine, or why it is left to XState. */
export function specialisedOf(machine: AnyStateMachine): Specialised | Unspecialised {
  try {
    return new Specialised(machine);
  } catch (error) {
    if (error instanceof Unspecialised) return error;
    throw error;
  }
}

/** A machine whose steps are specialised. */
export class Specialised {
  readonly #machine: AnyStateMachine;
  readonly #chart: Chart;
  readonly #configurations: Configurations;
  readonly #places = new Map<Configuration, Place>();
  /** What is said and raised in one step: most steps do neither. */
  readonly #said: Output[] = [];
  readonly #raised: AnyEventObject[] = [];

  /**
   * @param machine A machine that tells by marks what it does.
   * @throws {Unspecialised} for a machine that is left to XState.
   */
  constructor(machine: AnyStateMachine) {
    this.#machine = machine;
    this.#chart = chartOf(machine);
    this.#configurations = new Configurations(this.#chart);
  }

  /** Where XState says that the machine is. */
  placeOf(told: Told): Place {
    return this.#place(this.#configurations.of(told));
  }

  /** Whether an event is taken. */
  takes(from: Place, context: object, event: AnyEventObject): boolean {
    const { transitions } = from.on(event.type).select(new Given(context, event));
    return transitions.some(({ target, deeds }) => target !== undefined || deeds.length > 0);
  }

  /**
   * A whole step.
   *
   * @throws Whatever a rule throws.
   * @throws {Unspecialised} for a step that is left to XState.
   */
  step(from: Place, context: object, event: AnyEventObject): Taken {
    const question = from.on(event.type);
    if (!question.isMentioned) throw new Unspecialised("an event without an answer in writing");
    let given = new Given(context, event);
    let selected = question.select(given);
    let { path } = question;
    let at = from;
    let isTaken = false;
    const said = this.#said;
    const raised = this.#raised;
    said.length = raised.length = 0;
    for (let microsteps = 0;;) {
      if (selected.transitions.length > 0) {
        if (++microsteps > MICROSTEPS) throw new Unspecialised("a step of many microsteps");
        const step = selected.microstep ??= microstep(
          this.#configurations,
          at.configuration,
          selected.transitions,
        );
        path = path.then(selected, step);
        given = done(step.deeds, given, said, raised);
        at = this.#place(step.next);
        isTaken ||= step.hasEffect;
        if (step.next.isDone) break;
      }
      selected = at.always.select(given);
      if (selected.transitions.length > 0) continue;
      const next = raised.shift();
      if (next === undefined) break;
      given = new Given(given.context, next);
      selected = at.on(next.type).select(given);
    }
    const outputs = said.length > 0 ? [...said] : SILENCE;
    return { next: at, context: given.context, outputs, path, isTaken };
  }

  #place(configuration: Configuration): Place {
    let place = this.#places.get(configuration);
    if (place === undefined) {
      place = new Place(this.#machine, configuration);
      this.#places.set(configuration, place);
    }
    return place;
  }
}

/** Does what a microstep does: what comes later gets the context that was assigned before. */
function done(
  deeds: readonly Deed[],
  before: Given,
  said: Output[],
  raised: AnyEventObject[],
): Given {
  let given = before;
  for (let i = 0; i < deeds.length; i++) {
    const deed = deeds[i]!;
    switch (deed.kind) {
      case "assign": {
        const partial = partialOf(deed.assignment, given, paramsOf(deed.params, given));
        given = new Given({ ...given.context, ...partial }, given.event);
        break;
      }
      case "say":
        said.push({ type: deed.type, params: paramsOf(deed.params, given) });
        break;
      case "raise":
        raised.push(valueOf(deed.event, given, paramsOf(deed.params, given)) as AnyEventObject);
        break;
      case "done":
        raised.push({ type: deed.type, output: valueOf(deed.output, given, undefined) });
    }
  }
  return given;
}

function valueOf(value: unknown, given: Given, params: unknown): unknown {
  return typeof value === "function" ? value(given, params) : value;
}
