/**
 * The only caller of XState: one machine, its local states and events interned as small numbers,
 * and each answer remembered. XState stays the only meaning of a step, and is asked once per
 * distinct pair of local state and event.
 *
 * @module
 */
import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createEmptyActor,
  getNextTransitions,
  initialTransition,
} from "xstate";
import { deepFreeze, keyOf } from "./explore/key.ts";

/** The answer of a machine that does not take an event in a state: the step is not possible. */
export const REFUSED = -1;

/** A custom action that a step returned: how a machine speaks to the rest of its system. */
export interface Output {
  /** Name of the action, such as `send`. */
  readonly type: string;
  /** Its parameters: plain data. */
  readonly params: unknown;
}

/** An error in the model itself: a rule threw, or an event has no answer in writing. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** One machine with its interned local states. Actors with the same machine share a stepper. */
export class Stepper {
  /** Number of times XState was asked. */
  asked = 0;
  readonly #machine: AnyStateMachine;
  readonly #snapshots: AnyMachineSnapshot[] = [];
  readonly #events: AnyEventObject[] = [];
  readonly #stateIds = new Map<string, number>();
  readonly #eventIds = new Map<string, number>();
  readonly #answers: (Answer | undefined)[][] = [];
  /** What the machine says on entering its first state. */
  readonly initialOutputs: readonly Output[];
  /** Id of the first state. */
  readonly initial: number;
  #said: Output[] = [];
  readonly #scope = inertScope((action) => {
    if (action.type.startsWith("xstate.")) return;
    this.#said.push({ type: action.type, params: action.params });
  });

  constructor(machine: AnyStateMachine) {
    this.#machine = machine;
    const [snapshot, actions] = initialTransition(machine);
    if (snapshot.status === "error") {
      throw new ModelError(`Machine "${machine.id}" fails on entering its first state`, {
        cause: snapshot.error,
      });
    }
    this.initial = this.#intern(snapshot);
    this.initialOutputs = actions.filter(({ type }) => !type.startsWith("xstate."))
      .map(({ type, params }) => ({ type, params }));
  }

  /** How many local states were met so far. */
  get states(): number {
    return this.#snapshots.length;
  }

  /** Name of the machine. */
  get id(): string {
    return this.#machine.id;
  }

  /** The local state with an id. */
  snapshot(id: number): AnyMachineSnapshot {
    return this.#snapshots[id]!;
  }

  /** The event with an id. */
  event(id: number): AnyEventObject {
    return this.#events[id]!;
  }

  /** The id of an event: equal events have equal ids. */
  eventId(event: AnyEventObject): number {
    const key = keyOf(event);
    const known = this.#eventIds.get(key);
    if (known !== undefined) return known;
    this.#eventIds.set(key, this.#events.length);
    return this.#events.push(deepFreeze(event)) - 1;
  }

  /**
   * The id of a state in which everything has another name.
   *
   * @throws {ModelError} for a machine with history states, which remember what has no name.
   */
  renamed(state: number, rename: (context: unknown) => unknown): number {
    const { value, context, historyValue } = this.snapshot(state);
    if (Object.keys(historyValue).length > 0) {
      throw new ModelError(`Machine "${this.id}" has history states, which cannot be renamed`);
    }
    const renamed = rename(context);
    const known = this.#stateIds.get(stateKey(this.snapshot(state), renamed));
    return known ?? this.#intern(this.#machine.resolveState({ value, context: renamed }));
  }

  /**
   * The state after an event, or `REFUSED`.
   *
   * @throws {ModelError} when a rule throws, or when no active state mentions the event: an event
   * is taken, refused by a guard, or ignored in writing (`on: { event: {} }`).
   */
  next(state: number, event: number): number {
    return this.#answer(state, event).next;
  }

  /** What the machine says in that step. */
  outputs(state: number, event: number): readonly Output[] {
    return this.#answer(state, event).outputs;
  }

  #answer(state: number, event: number): Answer {
    const known = this.#answers[state]![event];
    if (known) return known;
    return this.#answers[state]![event] = this.#ask(state, event);
  }

  #ask(state: number, eventId: number): Answer {
    const before = this.snapshot(state);
    const event = this.event(eventId);
    if (before.status !== "active") return REFUSAL;
    this.asked++;
    this.#said = [];
    let after: AnyMachineSnapshot;
    try {
      after = this.#machine.transition(before, event, this.#scope);
    } catch (cause) {
      throw new ModelError(`${this.#where(before)} fails on event "${event.type}"`, { cause });
    }
    if (after === before) {
      this.#demandAnAnswerInWriting(before, event);
      return REFUSAL;
    }
    return { next: this.#intern(after), outputs: deepFreeze(this.#said) };
  }

  #demandAnAnswerInWriting(snapshot: AnyMachineSnapshot, event: AnyEventObject): void {
    const taken = getNextTransitions(snapshot).some(({ eventType }) => eventType === event.type);
    if (taken) return;
    throw new ModelError(
      `${this.#where(snapshot)} has no answer to event "${event.type}": ` +
        `take it, or ignore it in writing with on: { "${event.type}": {} }`,
    );
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
    const key = stateKey(snapshot, snapshot.context);
    const known = this.#stateIds.get(key);
    if (known !== undefined) return known;
    deepFreeze(snapshot.context);
    this.#stateIds.set(key, this.#snapshots.length);
    this.#answers.push([]);
    return this.#snapshots.push(snapshot) - 1;
  }
}

/** The whole of a local state: nothing that can tell two states apart is left out. */
function stateKey(snapshot: AnyMachineSnapshot, context: unknown): string {
  const { value, status, output, error } = snapshot;
  const history = Object.entries(snapshot.historyValue)
    .map(([id, nodes]) => [id, nodes.map((node) => node.id)]);
  return keyOf([value, context, status, history, output, error]);
}

interface Answer {
  readonly next: number;
  readonly outputs: readonly Output[];
}

const REFUSAL: Answer = { next: REFUSED, outputs: [] };

type Scope = Parameters<AnyStateMachine["transition"]>[2];

/** A scope in which actions are told, not run. One is enough: making one costs more than a step. */
function inertScope(tell: (action: { type: string; params: unknown }) => void): Scope {
  const self = createEmptyActor();
  return {
    self,
    system: self.system,
    id: "",
    sessionId: "",
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: tell,
  } as unknown as Scope;
}
