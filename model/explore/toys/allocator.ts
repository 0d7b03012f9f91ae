/**
 * Clients ask for resources, get them one by one or together, and give them back. Source: Merz,
 * "The specification language TLA+", 2008, section 2; the module SimpleAllocator of the TLA+
 * Examples.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../system.ts";
import { names } from "./names.ts";

interface Needs {
  /** Asked for, and not got yet. */
  readonly wanted: readonly string[];
  readonly held: readonly string[];
}

const client: AnyStateMachine = setup({
  types: {
    context: {} as Needs,
    events: {} as { type: "request" | "get" | "return"; resources: readonly string[] },
  },
  actions: {
    want: assign(({ event }) => ({ wanted: event.resources })),
    hold: assign(({ context: { wanted, held }, event: { resources } }) => ({
      wanted: without(wanted, resources),
      held: [...held, ...resources].sort(),
    })),
    drop: assign(({ context, event }) => ({ held: without(context.held, event.resources) })),
  },
}).createMachine({
  id: "client",
  context: { wanted: [], held: [] },
  on: { request: { actions: "want" }, get: { actions: "hold" }, return: { actions: "drop" } },
});

/** What a client wants and holds. */
export function needsOf(world: World, client: string): Needs {
  return world.state(client).context;
}

function movesOf(self: string, clients: readonly string[], sets: readonly string[][]): Move[] {
  const move = (
    what: string,
    type: string,
    resources: readonly string[],
    when: (needs: Needs, world: World) => boolean,
  ): Move => ({
    name: `${self}.${what}`,
    plan: (world) =>
      when(needsOf(world, self), world) ? [{ to: self, event: { type, resources } }] : undefined,
  });
  const isFree = (world: World, resource: string) =>
    clients.every((name) => !needsOf(world, name).held.includes(resource));
  return sets.flatMap((set) => {
    const named = set.join(".");
    const holds = ({ held }: Needs) => set.every((resource) => held.includes(resource));
    const holdsOnly = (needs: Needs) => holds(needs) && needs.held.length === set.length;
    return [
      move(
        `requests.${named}`,
        "request",
        set,
        ({ wanted, held }) => wanted.length === 0 && held.length === 0,
      ),
      move(
        `gets.${named}`,
        "get",
        set,
        ({ wanted }, world) => set.every((each) => wanted.includes(each) && isFree(world, each)),
      ),
      move(`returns.${named}`, "return", set, (needs) => holds(needs) && !holdsOnly(needs)),
      move(
        `ends.${named}`,
        "return",
        set,
        (needs) => holdsOnly(needs) && needs.wanted.length === 0,
      ),
      move(
        `gives.up.${named}`,
        "return",
        set,
        (needs) => holdsOnly(needs) && needs.wanted.length > 0,
      ),
    ];
  });
}

/**
 * Some clients and resources. A client `returns` a part of what it holds, `ends` by returning all
 * when it has got all it wanted, or `gives.up` all that it holds before that.
 */
export function allocator(clientCount: number, resourceCount: number): System {
  const clients = names("client", clientCount);
  const sets = names("r", resourceCount)
    .reduce<string[][]>((sets, each) => [...sets, ...sets.map((set) => [...set, each])], [[]])
    .slice(1);
  return {
    name: `allocator of ${resourceCount} resources to ${clientCount} clients`,
    actors: Object.fromEntries(clients.map((name) => [name, client])),
    moves: clients.flatMap((self) => movesOf(self, clients, sets)),
  };
}

function without(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((each) => !some.includes(each));
}
