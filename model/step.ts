/**
 * The caller of XState for all who explore: one machine, its local states and events interned as
 * small numbers, and each answer remembered. XState stays the only meaning of a step, and is asked once per
 * distinct pair of local state and event.
 *
 * @module
 */
import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  getNextTransitions,
  initialTransition,
} from "xstate";
import { demandEventOfTheModel, mentions } from "./explore/event_names.ts";
import {
  inertScope,
  type Mark,
  marksOf,
  type Output,
  outputsOf,
  prepared,
} from "./explore/inert.ts";
import { deepFreeze } from "./explore/key.ts";
import { LocalStates } from "./explore/local_states.ts";
import { ModelError } from "./explore/model_error.ts";
import { stateKey } from "./explore/state_key.ts";
import { StatePart } from "./explore/state_part.ts";
import { Values } from "./explore/values.ts";

export { ModelError, type Output };

/** The answer of a machine that does not take an event in a state: the step is not possible. */
export const REFUSED = -1;

/** One machine with its interned local states. Actors with the same machine share a stepper. */
export class Stepper {
  /** Number of times XState was asked. */
  asked = 0;
  readonly #machine: AnyStateMachine;
  readonly #values: Values;
  readonly #states: LocalStates;
  readonly #events: AnyEventObject[] = [];
  readonly #eventIds = new Map<number, number>();
  readonly #answers: (Answer | undefined)[][] = [];
  readonly #parts = new Map<unknown, StatePart>();
  /** What the machine says on entering its first state. */
  readonly initialOutputs: readonly Output[];
  /** Id of the first state. */
  readonly initial: number;
  /** What the machine enters and takes before it rests in its first state. */
  readonly initialMarks: readonly Mark[];
  #said: Output[] = [];
  #marked: Mark[] = [];
  readonly #scope = inertScope((action) => {
    this.#said.push(...outputsOf(action));
    this.#marked.push(...marksOf(action));
  });

  /** @param values What contexts and events are made of: machines of one system may share it. */
  constructor(machine: AnyStateMachine, values: Values = new Values()) {
    this.#machine = prepared(machine);
    this.#values = values;
    this.#states = new LocalStates(values);
    const where = `Machine "${machine.id}"`;
    const first = this.#try(() => `${where} fails on entering its first state`, () => {
      const [snapshot, actions] = initialTransition(this.#machine);
      if (snapshot.status === "error") throw snapshot.error;
      const outputs = deepFreeze(actions.flatMap(outputsOf));
      return { state: this.#intern(snapshot), outputs, marks: actions.flatMap(marksOf) };
    });
    this.initial = first.state;
    this.initialOutputs = first.outputs;
    this.initialMarks = first.marks;
  }

  /** How many local states were met so far. */
  get states(): number {
    return this.#states.size;
  }

  /** Name of the machine. */
  get id(): string {
    return this.#machine.id;
  }

  /** The local state with an id. */
  snapshot(id: number): AnyMachineSnapshot {
    return this.#states.at(id);
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
    const number = this.#try(
      () => `Machine "${this.id}" cannot be sent event "${event.type}"`,
      () => {
        demandEventOfTheModel(event);
        return this.#values.of(event);
      },
    );
    const known = this.#eventIds.get(number);
    if (known !== undefined) return known;
    this.#eventIds.set(number, this.#events.length);
    return this.#events.push(this.#values.at(number) as AnyEventObject) - 1;
  }

  /** The id of a state in which everything has another name, the states of the chart excepted. */
  renamed(state: number, rename: (value: unknown) => unknown): number {
    const { context, output, ...rest } = this.snapshot(state);
    const others = { ...rest, output: rename(output) };
    return this.#states.intern(
      output === undefined ? this.#states.rest(state) : this.#states.restOf(others),
      rename(context),
      (kept) => this.#machine.resolveState({ ...others, context: kept }),
    );
  }

  /** The id of the state that is made of these parts. */
  resolve(parts: Parameters<AnyStateMachine["resolveState"]>[0]): number {
    return this.#intern(this.#machine.resolveState(parts));
  }

  /** A node of the chart, by its id. */
  node(id: string): AnyStateNode {
    return this.#machine.getStateNodeById(id);
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
    const happened = this.#answers.flat().filter((answer) => (answer?.taken ?? Infinity) <= last);
    return new Set([...this.initialMarks, ...happened.flatMap((answer) => answer!.marks)]);
  }

  #answer(state: number, event: number): Answer {
    return (this.#answers[state] ??= [])[event] ??= this.#ask(state, event);
  }

  #ask(state: number, eventId: number): Answer {
    const before = this.snapshot(state);
    const event = this.event(eventId);
    if (before.status !== "active") return REFUSAL;
    this.asked++;
    return this.#try(() => `${this.#where(before)} fails on event "${event.type}"`, () => {
      [this.#said, this.#marked] = [[], []];
      const after = this.#machine.transition(before, event, this.#scope);
      // XState gives the same snapshot back for a step without effect and for no step at all.
      if (after !== before || before.can(event)) {
        const outputs = this.#said.length > 0 ? deepFreeze(this.#said) : SILENCE;
        return { next: this.#intern(after), outputs, marks: this.#marked };
      }
      this.#demandAnAnswerInWriting(before, event);
      return REFUSAL;
    });
  }

  #demandAnAnswerInWriting(snapshot: AnyMachineSnapshot, event: AnyEventObject): void {
    if (getNextTransitions(snapshot).some(({ eventType }) => mentions(eventType, event))) return;
    throw new ModelError(
      `${this.#where(snapshot)} has no answer to event "${event.type}": ` +
        `take it, or ignore it in writing with on: { "${event.type}": {} }`,
    );
  }

  #try<T>(what: () => string, deed: () => T): T {
    try {
      return deed();
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      throw new ModelError(`${what()}: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
  }

  #where(snapshot: AnyMachineSnapshot): string {
    return `Machine "${this.#machine.id}" in state ${JSON.stringify(snapshot.value)}`;
  }

  #intern(snapshot: AnyMachineSnapshot): number {
    if (Object.keys(snapshot.children).length > 0) {
      throw new ModelError(
        `Machine "${this.#machine.id}" starts another actor: compose actors in a system instead`,
      );
    }
    const { context } = snapshot;
    return this.#states.intern(
      this.#states.restOf(snapshot),
      context,
      (kept) => kept === context ? snapshot : Object.assign(snapshot, { context: kept }),
    );
  }
}

interface Answer {
  readonly next: number;
  readonly outputs: readonly Output[];
  readonly marks: readonly Mark[];
  taken?: number;
}

const SILENCE: readonly Output[] = [];
const REFUSAL: Answer = { next: REFUSED, outputs: SILENCE, marks: [] };
