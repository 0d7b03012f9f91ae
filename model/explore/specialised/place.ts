/**
 * All local states in one configuration, and what is known of events in it.
 *
 * @module
 */
import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from "xstate";
import type { Mark } from "../inert.ts";
import type { Rest } from "../state_key.ts";
import { type Configuration, historyOf, valueOf } from "./configuration.ts";
import type { Microstep } from "./microstep.ts";
import type { Given } from "./rules.ts";
import { type Asked, askedAlways, askedOf, select, Selected } from "./selection.ts";

/** Steps that took the same transitions in the same order. */
export class Path {
  /** What they entered and took. */
  readonly marks: readonly Mark[];
  /** How many there were. */
  times = 0;
  readonly #next = new Map<Selected, Path>();

  constructor(marks: readonly Mark[] = []) {
    this.marks = marks;
  }

  /** The path one microstep further. */
  then(selected: Selected, { marks }: Microstep): Path {
    let next = this.#next.get(selected);
    if (next === undefined) {
      next = new Path(marks.length > 0 ? [...this.marks, ...marks] : this.marks);
      this.#next.set(selected, next);
    }
    return next;
  }
}

/** An event in a configuration: who is asked, and what came of it. */
export class Question {
  readonly path = new Path();
  readonly #asked: readonly Asked[];
  readonly #none = new Selected();

  constructor(asked: readonly Asked[]) {
    this.#asked = asked.filter(isSomebody);
  }

  /** Does any active state speak of such an event? */
  get isMentioned(): boolean {
    return this.#asked.length > 0;
  }

  /** The transitions that are taken. */
  select(given: Given): Selected {
    let selected = this.#none;
    for (let i = 0; i < this.#asked.length; i++) {
      selected = select(this.#asked[i]!, given, selected);
    }
    return selected;
  }
}

function isSomebody({ own, inner }: Asked): boolean {
  return own.length > 0 || inner.length > 0;
}

/** A configuration as a part of local states. */
export class Place implements Rest {
  readonly configuration: Configuration;
  readonly value: AnyMachineSnapshot["value"];
  readonly status: "active" | "done";
  readonly historyValue: AnyMachineSnapshot["historyValue"];
  readonly output = undefined;
  readonly error = undefined;
  /** The active states as XState has them. */
  readonly nodes: readonly AnyStateNode[];
  /** The number of all that its states have in common; -1: not numbered yet. */
  number = -1;
  /** What is asked without an event. */
  readonly always: Question;
  readonly #on = new Map<string, Question>();
  readonly #machine: AnyStateMachine;
  #empty: AnyMachineSnapshot | undefined;

  constructor(machine: AnyStateMachine, configuration: Configuration) {
    const { nodes, isDone } = configuration;
    this.#machine = machine;
    this.configuration = configuration;
    this.value = valueOf(nodes[0]!, new Set(nodes)) as AnyMachineSnapshot["value"];
    this.nodes = nodes.map(({ original }) => original);
    this.status = isDone ? "done" : "active";
    this.historyValue = historyOf(configuration) as AnyMachineSnapshot["historyValue"];
    this.always = new Question(askedAlways(configuration));
  }

  /** What is asked about an event of a type. */
  on(type: string): Question {
    let question = this.#on.get(type);
    if (question === undefined) {
      question = new Question([askedOf(this.configuration, type)]);
      this.#on.set(type, question);
    }
    return question;
  }

  /** A state in this place as XState has it. */
  snapshot(context: object): AnyMachineSnapshot {
    const { value, status, historyValue } = this;
    return this.#machine.resolveState({ value, status, historyValue, context });
  }

  /** Any such state, to be asked what does not depend on a context. */
  get empty(): AnyMachineSnapshot {
    return this.#empty ??= this.snapshot({});
  }
}
