/** What an exploration finds that a reduction leaves as it is, for tests. */
import { type Exploration, explore } from "../explore.ts";
import { keyOf } from "../key.ts";
import type { System, World } from "../system.ts";
import { nobody, type Watch } from "../watch.ts";

/** What an exploration finds, and how much it looks at. */
export interface Findings extends Pick<Exploration, "states" | "edges" | "complete" | "reduction"> {
  /** What breaks, what is seen, what is done, how many states are at rest. */
  readonly same: {
    readonly broken: readonly string[];
    readonly seen: readonly string[];
    readonly taken: readonly string[];
    readonly charts: Exploration["charts"];
    readonly rests: number;
  };
}

/** Explores a system, whole or reduced, with a watch. */
export function findings(
  system: System,
  watch: Watch,
  reduction: boolean,
  maxStates = Infinity,
): Findings {
  const found = explore(system, { watch, all: true, reduction, maxStates });
  return {
    states: found.states,
    edges: found.edges,
    ...found.reduction && { reduction: found.reduction },
    complete: found.complete,
    same: {
      broken: found.violations.map(({ claim }) => claim).sort(),
      seen: Object.keys(found.witnesses).filter((name) => found.witnesses[name]),
      taken: Object.keys(found.taken).filter((name) => found.taken[name]! > 0).sort(),
      charts: found.charts,
      rests: found.rests,
    },
  };
}

/** The states at rest of a system, as its actors are in them. */
export function restsOf(system: System, reduction: boolean): string[] {
  const rests = new Set<string>();
  const names = Object.keys(system.actors);
  const look = (world: World) =>
    keyOf(names.map((name) => {
      const { value, context, status } = world.state(name);
      return { value, context, status };
    }));
  const watch: Watch = {
    ...nobody,
    onRest(world) {
      rests.add(look(world));
      return { met: [], seen: [] };
    },
  };
  explore(system, { watch, reduction });
  return [...rests].sort();
}
