/**
 * A counterexample is told only when it happens a second time, without the search.
 *
 * @module
 */
import type { Counterexample } from "./explore.ts";
import { type Replay, replay } from "./replay.ts";
import type { System } from "./system.ts";
import type { Outcome, Watch } from "./watch.ts";

/**
 * Plays a counterexample again through XState alone, and asks the claim of every step.
 *
 * @throws {Error} where the claim does not break in the last step, in the same words, and in no
 * step before: then search and replay contradict each other, and nothing can be believed.
 */
export function confirm(system: System, watch: Watch, found: Counterexample): void {
  const why = doubt(replay(system, found.path), watch, found);
  if (why === undefined) return;
  const moves = found.path.length > 0 ? `by the path ${found.path.join(" ")}` : "at the start";
  throw new Error(
    `The search breaks "${found.claim}" ${moves}, but its replay through XState does not: ` +
      `${why}; has a rule another input than the state?`,
  );
}

/** What is wrong with a counterexample that was played again, or undefined. */
function doubt(replay: Replay, watch: Watch, found: Counterexample): string | undefined {
  const { stuck } = replay;
  if (stuck) return `step ${stuck.step}, "${stuck.name}", cannot happen, because ${stuck.why}`;
  if (found.atRest && !replay.isAtRest()) return "its last state is not at rest";
  const verdicts = outcomes(replay, watch, found).map((outcome) =>
    watch.claims[outcome?.broken?.claim ?? -1] === found.claim ? outcome!.broken!.why : undefined
  );
  const first = verdicts.findIndex((why) => why !== undefined);
  if (first < 0) return "the claim holds in every step";
  if (first < verdicts.length - 1) {
    return first === 0 ? "it breaks at the start" : `it breaks in step ${first} already`;
  }
  return verdicts[first] === found.why ? undefined : `it says that ${verdicts[first]}`;
}

/** What is said of the first state, of each step, and of the last state if it is at rest. */
function outcomes(
  { start, edges }: Replay,
  watch: Watch,
  { claim, atRest }: Counterexample,
): (Outcome | undefined)[] {
  const isAsked = (index: number) => watch.claims[index] === claim;
  const last = edges.at(-1)?.after ?? start;
  return [
    watch.onStart?.(start, isAsked),
    ...edges.map((edge) => watch.onMove(edge, () => true, isAsked)),
    ...atRest ? [watch.onRest?.(last, isAsked)] : [],
  ];
}
