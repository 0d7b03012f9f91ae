/**
 * A world that is listened to: what a rule reads of a local state is told as finely as it reads it.
 *
 * @module
 */
import { keyOf } from "../key.ts";
import { ModelError } from "../model_error.ts";
import type { Part, ReadSlot } from "../remembered.ts";
import { RowWorld } from "../row_world.ts";
import type { Stepping } from "../stepping.ts";
import type { Event, LocalState, World } from "../system.ts";

/** Told of what is read: a part of what stands in a slot, or the whole. */
export type Hear = (slot: number, part: Part | undefined) => void;

/** The same world, listened to. */
export function heard(world: World, hear: Hear): World {
  return world instanceof RowWorld ? new HeardWorld(world.stepping, world.read, hear) : world;
}

/**
 * What a rule answers in a world, whether it is listened to or not.
 *
 * @param asker Who asks, in an error.
 * @throws {ModelError} where it makes a difference.
 */
export function sameAnswer<T>(listenedTo: T, alone: T, asker: string): T {
  if (keyOf(listenedTo) === keyOf(alone)) return alone;
  throw new ModelError(
    `${asker} asks whether states are the same object: a reduction cannot tell what that depends ` +
      `on, so compare what the states say`,
  );
}

class HeardWorld extends RowWorld {
  readonly #of: ReadSlot;
  readonly #hear: Hear;

  constructor(stepping: Stepping, of: ReadSlot, hear: Hear) {
    super(stepping, (slot, part) => {
      hear(slot, part);
      return of(slot, part);
    });
    this.#of = of;
    this.#hear = hear;
  }

  override state(actor: string): LocalState {
    const slot = this.stepping.slot(actor);
    const stepper = this.stepping.steppers[slot]!;
    return heardState(
      stepper.snapshot(this.#of(slot)),
      (look) => this.#hear(slot, look && stepper.part(look)),
    );
  }
}

/** A part of a local state, as a function that is the same each time. Undefined: the whole. */
type Look = ((state: LocalState) => unknown) | undefined;

const looks = new Map<string, Look>();

/** The same function for the same question. */
function look(question: string, of: (state: LocalState) => unknown): Look {
  const known = looks.get(question) ?? of;
  looks.set(question, known);
  return known;
}

function heardState(state: LocalState, hear: (look: Look) => void): LocalState {
  return new Proxy({} as LocalState, {
    get(_, name) {
      switch (name) {
        case "value":
        case "status":
          hear(look(name, (of) => of[name]));
          return state[name];
        case "context":
          return heardContext(state.context, hear);
        case "matches":
          return (value: string | object) => {
            hear(look(`matches ${keyOf(value)}`, (of) => of.matches(value)));
            return state.matches(value);
          };
        case "hasTag":
          return (tag: string) => {
            hear(look(`tag ${tag}`, (of) => of.hasTag(tag)));
            return state.hasTag(tag);
          };
        case "can":
          return (event: Event) => {
            hear(look(`can ${keyOf(event)}`, (of) => of.can(event)));
            return state.can(event);
          };
        default:
          hear(undefined);
          return Reflect.get(state, name);
      }
    },
    has(_, name) {
      hear(undefined);
      return name in state;
    },
    ownKeys() {
      throw new TypeError("a rule reads the parts of a state by their names");
    },
  });
}

/** A context whose fields are heard one by one. */
function heardContext(context: unknown, hear: (look: Look) => void): unknown {
  if (typeof context !== "object" || context === null) {
    hear(look("context", (of) => of.context));
    return context;
  }
  const field = (name: string | symbol) =>
    hear(look(`field ${String(name)}`, (of) => name in of.context ? [of.context[name]] : []));
  return new Proxy(context, {
    get(target, name) {
      field(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      field(name);
      return name in target;
    },
    getOwnPropertyDescriptor(target, name) {
      field(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      hear(look("context", (of) => of.context));
      return Reflect.ownKeys(target);
    },
  });
}
