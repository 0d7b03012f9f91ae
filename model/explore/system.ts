/**
 * What can be explored: XState machines composed into one system.
 *
 * @module
 */
import type { AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from "xstate";

/**
 * The state of a whole system, seen through the names of its actors. What a rule reads here is
 * remembered, so a rule must have no other input.
 */
export interface World {
  /** The local state of one actor. */
  state(actor: string): AnyMachineSnapshot;
}

/** One event for one actor. */
export interface Delivery {
  /** Name of the actor. */
  readonly to: string;
  /** The event, as plain data. */
  readonly event: AnyEventObject;
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
  readonly event: AnyEventObject;
}

/** Other names for actors: a permutation of some of them. Actors not named keep their names. */
export type Renaming = Readonly<Record<string, string>>;

/** A composition of XState machines that can be explored. */
export interface System {
  /** Name of the system. */
  readonly name: string;
  /** The actors, by name. Actors that share a machine share its interned states. */
  readonly actors: Readonly<Record<string, AnyStateMachine>>;
  /** What can happen, in the order in which it is tried. Deliveries of messages come after these. */
  readonly moves: readonly Move[];
  /**
   * Which actors are interchangeable: the generators of a group of renamings. States that differ
   * by a renaming only are explored once. The machines must treat all these names alike.
   */
  readonly symmetry?: readonly Renaming[];
}
