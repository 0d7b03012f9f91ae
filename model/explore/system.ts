/**
 * What can be explored: XState machines composed into one system.
 *
 * @module
 */
/** An XState machine, as `createMachine` or `setup` makes it. */
export interface Machine {
  /** Its name, in messages. */
  readonly id: string;
  /** The table it was made from. */
  readonly config: object;
  /** Its named rules. */
  readonly implementations: {
    /** What changes a state, or speaks. */
    readonly actions: Readonly<Record<string, unknown>>;
    /** What lets an event pass. */
    readonly guards: Readonly<Record<string, unknown>>;
  };
}

/** The local state of an actor: what a rule reads of an XState snapshot. Deeply frozen. */
export interface LocalState {
  /** The active states of the chart, by name. */
  readonly value: string | object;
  /** The extended state: plain data of the type that the machine declares. */
  // deno-lint-ignore no-explicit-any -- each machine has a context of its own
  readonly context: any;
  /** Whether the actor still takes events. */
  readonly status: "active" | "done" | "error" | "stopped";
  /** Whether the chart is in a state, or in all states of a value such as `{ region: "on" }`. */
  matches(value: string | object): boolean;
  /** Whether a state with a tag is active. */
  hasTag(tag: string): boolean;
  /** Whether the actor takes an event, guards included. */
  can(event: Event): boolean;
}

/** What an actor takes: plain data with a name. */
export interface Event {
  /** Name of the event. */
  readonly type: string;
  /** Whatever else it says. */
  readonly [field: string]: unknown;
}

/**
 * The state of a whole system, seen through the names of its actors. What a rule reads here is
 * remembered, so a rule must have no other input.
 */
export interface World {
  /** The local state of one actor. */
  state(actor: string): LocalState;
  /**
   * A part of it: plain data made by a pure function, which must be the same function each time. A
   * rule that reads only parts is asked once for all states that differ in the rest.
   */
  part<T>(actor: string, of: (state: LocalState) => T): T;
}

/** One event for one actor. */
export interface Delivery {
  /** Name of the actor. */
  readonly to: string;
  /** The event, as plain data. */
  readonly event: Event;
}

/** One thing that can happen: one or more actors take an event, all of them or none. */
export interface Move {
  /** Who did what, as a stable name: paths are made of these. */
  readonly name: string;
  /** A fault is done to the system; a system without any other move left is at rest. */
  readonly fault?: boolean;
  /** Who takes which event in this state, or undefined where the move cannot happen. */
  plan(world: World): readonly Delivery[] | undefined;
}

/** A message, as the params of a custom action named `send`. */
export interface Message {
  /** The receiving actor. */
  readonly to: string;
  /** What it receives. */
  readonly event: Event;
}

/** Other names for actors: a permutation of some of them. Actors not named keep their names. */
export type Renaming = Readonly<Record<string, string>>;

/** A composition of XState machines that can be explored. */
export interface System {
  /** Name of the system. */
  readonly name: string;
  /** The actors, by name. Actors that share a machine share its interned states. */
  readonly actors: Readonly<Record<string, Machine>>;
  /** What can happen, in the order in which it is tried. Deliveries of messages come after these. */
  readonly moves: readonly Move[];
  /**
   * Which actors are interchangeable: the generators of a group of renamings. States that differ
   * by a renaming only are explored once. Machines, moves and whoever watches must treat all these
   * names alike: what is seen to make a difference is a ModelError.
   */
  readonly symmetry?: readonly Renaming[];
}
