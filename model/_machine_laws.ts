/**
 * What must be so of every machine of the model, for tests.
 *
 * @module
 */
import { assertEquals, assertNotEquals } from "@std/assert";
import { it } from "@std/testing/bdd";
import fc from "fast-check";
import type { AnyEventObject, AnyStateMachine, AnyStateNode } from "xstate";
import { statesOf } from "./_play.ts";
import { keyOf } from "./explore/key.ts";

/** Every type of event, as the compiler knows them: a list that lacks one does not compile. */
export type Types<E extends { readonly type: string }> = Readonly<Record<E["type"], true>>;

/** A machine, what it must answer, and any event that it may get. */
export interface Subject {
  readonly make: () => AnyStateMachine;
  readonly types: Readonly<Record<string, true>>;
  readonly events: fc.Arbitrary<AnyEventObject>;
}

/** Events that say no more than their type. */
export const bare = (types: object) =>
  fc.constantFrom(...Object.keys(types)).map((type) => ({ type }));

/** State by state, the events of these types that neither it nor a state around it mentions. */
function unanswered(machine: AnyStateMachine, types: readonly string[]): string[] {
  const mentions = (node: AnyStateNode | undefined, type: string): boolean =>
    node !== undefined && (node.transitions.has(type) || mentions(node.parent, type));
  const leaves = (node: AnyStateNode): AnyStateNode[] => {
    const children = Object.values(node.states);
    return children.length === 0 ? [node] : children.flatMap(leaves);
  };
  return leaves(machine.root).flatMap((leaf) =>
    types.filter((type) => !mentions(leaf, type)).map((type) => `${leaf.id}: ${type}`)
  );
}

/** Its tests, one law each. */
export function machineLaws(name: string, { make, types, events }: Subject): void {
  it(`answers every event in writing, in every state: ${name}`, () => {
    assertEquals(unanswered(make(), Object.keys(types)), []);
    assertNotEquals(unanswered(make(), ["surprise"]), []);
  });

  it(`mentions no event that it cannot get: ${name}`, () => {
    assertEquals(make().events.filter((type) => !(type in types)), []);
  });

  // Contexts and events are frozen, and a key is refused to all but plain values.
  it(`is a pure function over plain values: ${name}`, () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 20 }), (events) => {
        const keys = () =>
          statesOf(make(), events).map(({ value, context }) => keyOf([value, context]));
        assertEquals(keys(), keys());
      }),
      { seed: 33, numRuns: 100 },
    );
  });
}
