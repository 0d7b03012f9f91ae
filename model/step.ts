/**
 * The caller of XState for all who explore: one machine, its local states and events interned as
 * small numbers, and each answer remembered. XState stays the only meaning of a step: it is asked once per
 * distinct pair of local state and event, or, where the machine has a specialised step, checks it.
 *
 * @module
 */
import type { AnyEventObject, AnyStateMachine, AnyStateNode } from "xstate";
import { type Answer, REFUSED } from "./explore/answer.ts";
import { Answering, naming } from "./explore/answering.ts";
import { demandEventOfTheModel } from "./explore/event_names.ts";
import type { Mark, Output } from "./explore/inert.ts";
import type { Whole } from "./explore/local_states.ts";
import { ModelError } from "./explore/model_error.ts";
import { stateKey } from "./explore/state_key.ts";
import { StatePart } from "./explore/state_part.ts";
import { Values } from "./explore/values.ts";

export { ModelError, type Output, REFUSED };

/** One machine with its interned local states. Actors with the same machine share a stepper. */
export class Stepper {
  /** What the machine says on entering its first state. */
  readonly initialOutputs: readonly Output[];
  /** Id of the first state. */
  readonly initial: number;
  /** What the machine enters and takes before it rests in its first state. */
  readonly initialMarks: readonly Mark[];
  readonly #values: Values;
  readonly #answering: Answering;
  readonly #events: AnyEventObject[] = [];
  readonly #eventIds = new Map<number, number>();
  readonly #answers: Answer[][] = [];
  readonly #parts = new Map<unknown, StatePart>();

  /** @param values What contexts and events are made of: machines of one system may share it. */
  constructor(machine: AnyStateMachine, values: Values = new Values()) {
    this.#values = values;
    this.#answering = new Answering(machine, values);
    const { next, outputs, marks } = this.#answering.enter();
    this.initial = next;
    this.initialOutputs = outputs;
    this.initialMarks = marks;
  }

  /** The machine, prepared to be asked. */
  get machine(): AnyStateMachine {
    return this.#answering.machine;
  }

  /** How many steps were worked out: all others were remembered. */
  get asked(): number {
    return this.#answering.asked;
  }

  /** How many of these were worked out by the specialised step, not by XState. */
  get specialised(): number {
    return this.#answering.specialised;
  }

  /** How many of the specialised were compared with what XState says. */
  get checked(): number {
    return this.#answering.checked;
  }

  /** Why the machine is left to XState, if it has no specialised step. */
  get left(): string | undefined {
    return this.#answering.left;
  }

  /** How many local states were met so far. */
  get states(): number {
    return this.#answering.states.size;
  }

  /** Name of the machine. */
  get id(): string {
    return this.machine.id;
  }

  /** The local state with an id. */
  snapshot(id: number): Whole {
    return this.#answering.states.at(id);
  }

  /** A part of all local states: the same function, the same part. */
  part(of: (state: never) => unknown): StatePart {
    let part = this.#parts.get(of);
    if (part === undefined) {
      part = new StatePart((id) => this.snapshot(id), of, this.#values);
      this.#parts.set(of, part);
    }
    return part;
  }

  /** The event with an id. */
  event(id: number): AnyEventObject {
    return this.#events[id]!;
  }

  /** The id of an event: equal events have equal ids. */
  eventId(event: AnyEventObject): number {
    const number = naming(() => `Machine "${this.id}" cannot be sent event "${event.type}"`, () => {
      demandEventOfTheModel(event);
      return this.#values.of(event);
    });
    const known = this.#eventIds.get(number);
    if (known !== undefined) return known;
    this.#eventIds.set(number, this.#events.length);
    return this.#events.push(this.#values.at(number) as AnyEventObject) - 1;
  }

  /** The id of a state in which everything has another name, the states of the chart excepted. */
  renamed(state: number, rename: (value: unknown) => unknown): number {
    return this.#answering.renamed(state, rename);
  }

  /** The id of the state that is made of these parts. */
  resolve(parts: Parameters<AnyStateMachine["resolveState"]>[0]): number {
    return this.#answering.intern(this.machine.resolveState(parts));
  }

  /** A node of the chart, by its id. */
  node(id: string): AnyStateNode {
    return this.machine.getStateNodeById(id);
  }

  /** All of a local state as one string: equal states, equal strings. */
  keyOf(id: number): string {
    return stateKey(this.snapshot(id));
  }

  /**
   * The state after an event, or `REFUSED`.
   *
   * An event that is taken may change nothing; one that is refused by a guard, or ignored in
   * writing (`on: { event: {} }`), is not taken. A machine that is done takes no event.
   *
   * @throws {ModelError} when a rule throws, or when no active state mentions the event.
   */
  next(state: number, event: number): number {
    return this.#answer(state, event).next;
  }

  /** What the machine says in that step. */
  outputs(state: number, event: number): readonly Output[] {
    return this.#answer(state, event).outputs;
  }

  /** What the machine enters and takes in that step. */
  marksOf(state: number, event: number): readonly Mark[] {
    return this.#answer(state, event).marks;
  }

  /** Notes that, and when, such a step happened: every other actor of its move took part. */
  took(state: number, event: number, when = 0): void {
    this.#answer(state, event).taken ??= when;
  }

  /** What the machine entered and took up to some time, and before the first step. */
  marks(last = Number.MAX_SAFE_INTEGER): ReadonlySet<Mark> {
    // Most steps of a machine show what others show: their marks are the same array.
    const happened = new Set([this.initialMarks]);
    for (const answers of this.#answers) {
      answers?.forEach(({ taken = Infinity, marks }) => taken <= last && happened.add(marks));
    }
    return new Set([...happened].flat());
  }

  #answer(state: number, event: number): Answer {
    const known = this.#answers[state] ??= [];
    return known[event] ??= this.#answering.answer(state, this.event(event));
  }
}
