/** Small actors for tests, written down as their steps. */
import { machine } from "../_machine.ts";
import type { Delivery, Machine, Move, System, World } from "../system.ts";

/**
 * An actor with steps such as `0 goes 1`, or `0 goes 1 -> b hears` where it sends a message. It
 * begins where the first step does, and ignores all other events.
 */
export function actor(...steps: string[]): Machine {
  const parsed = steps.map((step) => {
    const [from, event, to, , receiver, type] = step.split(" ");
    return { from: from!, event: event!, to: to!, receiver, type };
  });
  const ignored = Object.fromEntries(parsed.map(({ event }) => [event, {}]));
  const states = new Set(parsed.flatMap(({ from, to }) => [from, to]));
  const rulesOf = (state: string) =>
    parsed.filter(({ from }) => from === state).map(({ event, to: target, receiver, type }) => {
      const message = { type: "send", params: { to: receiver, event: { type } } };
      return [event, { target, ...receiver && { actions: message } }];
    });
  return machine({
    id: steps.join(", "),
    initial: parsed[0]!.from,
    on: ignored,
    states: Object.fromEntries(
      [...states].map((state) => [state, { on: Object.fromEntries(rulesOf(state)) }]),
    ),
  });
}

/** Is an actor in a state? */
export function isIn(world: World, name: string, state: string): boolean {
  return world.state(name).matches(state);
}

/** A move such as `a.goes`, or `a.goes b.comes` for two at once, where a rule allows it. */
export function move(name: string, when: (world: World) => boolean = () => true): Move {
  const deliveries = name.split(" ").map((each): Delivery => {
    const [to, type] = each.split(".");
    return { to: to!, event: { type: type! } };
  });
  return { name, plan: (world) => when(world) ? deliveries : undefined };
}

/** A system of such actors and moves. */
export function system(actors: System["actors"], ...moves: readonly Move[]): System {
  return { name: Object.keys(actors).join(" and "), actors, moves };
}
