/** A subject for tests in which something goes wrong, in a way that the test chooses. */
import { counters } from "../../model/explore/toys/counters.ts";
import { ModelError } from "../../model/explore/model_error.ts";
import type { World } from "../../model/explore/system.ts";
import { watchStates } from "../../model/explore/watch.ts";
import type { Searched } from "./subject.ts";

/** What goes wrong: a claim breaks, or asking it fails, as a model fails or as any program does. */
export interface WrongArgs {
  readonly wrong: "claim" | "model" | "watch";
  /** How far all counters have counted together where it happens. */
  readonly at: number;
}

/** Counters, and a watch that sees how far they have counted. */
export function subject({ wrong, at }: WrongArgs): Searched {
  const system = counters(3, 9);
  const sum = (world: World) =>
    Object.keys(system.actors)
      .map((name) => world.state(name).context as { count: number })
      .reduce((sum, { count }) => sum + count, 0);
  const happens = (world: World) => {
    if (sum(world) !== at) return false;
    if (wrong === "model") throw new ModelError("the count is wrong");
    if (wrong === "watch") throw new RangeError("the watch is wrong");
    return true;
  };
  return { system, watch: watchStates({ "stops before": (world) => !happens(world) }) };
}
