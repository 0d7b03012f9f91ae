/**
 * What makes XState inert: a machine is asked for its next state, and nothing else happens.
 *
 * @module
 */
import { type AnyStateMachine, createEmptyActor, StateMachine } from "xstate";

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
export function outputsOf({ type, params }: Action): Output[] {
  if (!type.startsWith("xstate.")) return [{ type, params }];
  if (type === "xstate.raise" && (params as { delay?: unknown }).delay !== undefined) {
    throw new Error("it starts a delay, but time is not modelled: make the end of it a move");
  }
  return [];
}

/** Microsteps in one step beyond which a machine is taken to go round in circles. */
const MOST_MICROSTEPS = 1000;

/**
 * The same machine, which fails where its `always` rules or raised events come to no end. Its own
 * `options.maxIterations` comes first.
 */
export function bounded({ config, implementations }: AnyStateMachine): AnyStateMachine {
  const options = { maxIterations: MOST_MICROSTEPS, ...config.options };
  return new StateMachine({ ...config, options }, implementations as never);
}

/** Whatever XState asks of the world around a machine. */
type Scope = Parameters<AnyStateMachine["transition"]>[2];

/** A scope in which actions are told, not run. One is enough: making one costs more than a step. */
export function inertScope(tell: (action: Action) => void): Scope {
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
