/**
 * Breadth-first exploration of every reachable state of a system: the first violation found has a
 * shortest path, and the counts are exact.
 *
 * @module
 */
import { confirm } from "./confirm.ts";
import type { Counterexample, Exploration, ExploreOptions, Progress } from "./exploration.ts";
import { reduced } from "./reduction/reduced.ts";
import type { Reduction } from "./reduction/reduction.ts";
import { type Ends, type Pause, Search, type SearchOptions } from "./search.ts";
import { Stepping } from "./stepping.ts";
import type { System } from "./system.ts";
import { nobody, type Watch } from "./watch.ts";

export type { Counterexample, Exploration, ExploreOptions, Progress };

/**
 * Explores a system to the end, to a broken claim, or to a limit.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 * @throws {Error} where a counterexample does not happen again when XState alone plays it.
 */
export function explore(system: System, options: ExploreOptions = {}): Exploration {
  const watch = options.watch ?? nobody;
  const stepping = new Stepping(system);
  const search = (watch: Watch, reduction?: Reduction) =>
    toTheEnd(new Search(stepping, watch, options, reduction).run());
  const { reduction = false, all = false } = options;
  const found = reduction ? reduced(stepping, watch, all, search) : search(watch);
  for (const violation of found.violations) confirm(system, watch, violation);
  return found;
}

/**
 * The same with pauses, in which it can be saved, and ended. A search that goes on from what was
 * saved finds what it would have found without: only `asked` and `bytes` may differ, as what was
 * remembered is learned anew.
 */
export function* exploreWithPauses(
  system: System,
  { watch = nobody, ...options }: SearchOptions & { readonly watch?: Watch },
): Generator<Pause, Exploration, Ends> {
  const found = yield* new Search(new Stepping(system), watch, options).run();
  for (const violation of found.violations) confirm(system, watch, violation);
  return found;
}

function toTheEnd(run: Generator<Pause, Exploration, Ends>): Exploration {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}
