/**
 * What makes XState inert: a machine is asked for its next state, and nothing else happens.
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
  StateMachine,
} from "xstate";
import { visitParts } from "./chart_parts.ts";
import { mentions } from "./event_names.ts";
import { ModelError } from "./model_error.ts";

/** A custom action that a step returned: how a machine speaks to the rest of its system. */
export interface Output {
  /** Name of the action, such as `send`. */
  readonly type: string;
  /** Its parameters: plain data. */
  readonly params: unknown;
}

/** An action as XState hands it out. */
interface Action {
  readonly type: string;
  readonly params: unknown;
}

/**
 * The outputs among what XState hands out: its own actions are none, they are done already or have
 * no effect on a state.
 *
 * @throws {Error} for a delay: without time it would never end, and what follows be missed.
 */
function outputsOf({ type, params }: Action): Output[] {
  if (!type.startsWith("xstate.")) return [{ type, params }];
  if (type === "xstate.raise" && (params as { delay?: unknown }).delay !== undefined) {
    throw new Error("it starts a delay, but time is not modelled: make the end of it a move");
  }
  return [];
}

/** Microsteps in one step beyond which a machine is taken to go round in circles. */
const MOST_MICROSTEPS = 1000;

/**
 * The same machine, made ready to be asked: it fails where its `always` rules or raised events come
 * to no end (its own `options.maxIterations` comes first), and it tells by marks which states it
 * enters and which transitions it takes.
 */
export function prepared({ config, implementations }: AnyStateMachine): AnyStateMachine {
  const options = { maxIterations: MOST_MICROSTEPS, ...config.options };
  const copy = new StateMachine({ ...config, options }, implementations as never);
  visitParts(copy, {
    state(state, node) {
      node.entry = [mark({ state }), ...node.entry];
    },
    transition(transition, definition) {
      Object.assign(definition, { actions: [mark({ transition }), ...definition.actions] });
    },
  });
  return copy;
}

/** What a prepared machine tells of a step: a state that it entered or a transition that it took. */
export type Mark = { readonly state: string } | { readonly transition: string };

const MARK = "xstate.mark";

/** An action that does nothing: XState hands it out where it runs those of the machine. */
function mark(params: Mark): Action {
  return { type: MARK, params };
}

/** The marks among what XState hands out. */
export function marksOf({ type, params }: Action): Mark[] {
  return type === MARK ? [params as Mark] : [];
}

/** What XState makes of an event. */
export interface Reaction {
  readonly after: AnyMachineSnapshot;
  /** False for an event that is refused, by a guard or in writing. */
  readonly isTaken: boolean;
  /** What is said on the way. */
  readonly outputs: readonly Output[];
  /** What is entered and taken. */
  readonly marks: readonly Mark[];
}

/** A machine that is asked through XState, and what it says and marks is told. */
export class Inert {
  /** The machine, prepared. */
  readonly machine: AnyStateMachine;
  #outputs: Output[] = [];
  #marks: Mark[] = [];
  readonly #scope = scopeOf((action) => {
    this.#outputs.push(...outputsOf(action));
    this.#marks.push(...marksOf(action));
  });

  constructor(machine: AnyStateMachine) {
    this.machine = prepared(machine);
  }

  /** The first state, entered. */
  enter(): Reaction {
    const [after, actions] = initialTransition(this.machine);
    if (after.status === "error") throw after.error;
    this.#demandNoActors(after);
    const [outputs, marks] = [actions.flatMap(outputsOf), actions.flatMap(marksOf)];
    return { after, isTaken: true, outputs, marks };
  }

  /**
   * A whole step.
   *
   * @throws Whatever a rule throws.
   * @throws {ModelError} for an event that no active state mentions.
   */
  step(before: AnyMachineSnapshot, event: AnyEventObject): Reaction {
    [this.#outputs, this.#marks] = [[], []];
    const after = this.machine.transition(before, event, this.#scope);
    this.#demandNoActors(after);
    // XState gives the same snapshot back for a step without effect and for no step at all.
    const isTaken = after !== before || before.can(event);
    if (!isTaken) this.#demandAnAnswerInWriting(before, event);
    return { after, isTaken, outputs: this.#outputs, marks: this.#marks };
  }

  #demandNoActors({ children }: AnyMachineSnapshot): void {
    if (Object.keys(children).length === 0) return;
    throw new ModelError(
      `Machine "${this.machine.id}" starts another actor: compose actors in a system instead`,
    );
  }

  #demandAnAnswerInWriting(snapshot: AnyMachineSnapshot, event: AnyEventObject): void {
    if (getNextTransitions(snapshot).some(({ eventType }) => mentions(eventType, event))) return;
    throw new ModelError(
      `Machine "${this.machine.id}" in state ${JSON.stringify(snapshot.value)} has no answer to ` +
        `event "${event.type}": take it, or ignore it in writing with on: { "${event.type}": {} }`,
    );
  }
}

/** Whatever XState asks of the world around a machine. */
type Scope = Parameters<AnyStateMachine["transition"]>[2];

/** A scope in which actions are told, not run. One is enough: making one costs more than a step. */
function scopeOf(tell: (action: Action) => void): Scope {
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
