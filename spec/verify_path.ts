/**
 * One path through the model, played by XState alone: what each step shows, and which claims break.
 *
 * @module
 */
import { type Replay, replay } from "../model/explore/replay.ts";
import type { IsAsked, Outcome } from "../model/explore/watch.ts";
import type { TraceEvent } from "../traces/event.ts";
import type { Invariant } from "./invariant.ts";
import type { Subject } from "./subject.ts";
import { watchModel } from "./watch_model.ts";

/** A claim that a step breaks, for the first time on the path. */
export interface PathBreach {
  /** The claim. */
  readonly claim: Invariant;
  /** One sentence. */
  readonly why: string;
}

/** What one step shows. */
export interface PathStep {
  /** Name of the move; `end` where nothing more can happen. */
  readonly name: string;
  /** What can be seen of it. */
  readonly events: readonly TraceEvent[];
  /** The claims that it breaks. */
  readonly broken: readonly PathBreach[];
}

/** What a path shows. */
export interface PathVerdict {
  /** The path as it was played. */
  readonly replay: Replay;
  /** Its steps, and the end if nothing but faults can change anything there. */
  readonly steps: readonly PathStep[];
  /** How many obligations arose and were met. */
  readonly obligations: number;
}

/** Plays a path and asks claims of every step, each until it breaks. */
export function verifyPath(
  system: Subject,
  path: readonly string[],
  claims: readonly Invariant[],
): PathVerdict {
  const watch = watchModel(system, claims);
  const run = replay(system, path);
  const broken = new Set<number>();
  let obligations = 0;
  const askAll = (ask: (isAsked: IsAsked) => Outcome): PathBreach[] => {
    const breaches: PathBreach[] = [];
    for (;;) {
      const { met, broken: found } = ask((claim) => !broken.has(claim));
      if (found === undefined) {
        obligations += met.reduce((sum, times) => sum + times, 0);
        return breaches;
      }
      broken.add(found.claim);
      breaches.push({ claim: claims[found.claim]!, why: found.why });
    }
  };
  const steps = run.edges.map(({ move, before, after }): PathStep => ({
    name: move.name,
    events: system.observe({ move, before, after }),
    broken: askAll((isAsked) => watch.onMove({ move, before, after }, () => false, isAsked)),
  }));
  const last = run.edges.at(-1)?.after ?? run.start;
  const end = (): PathStep => ({
    name: "end",
    events: [{ kind: "end" }],
    broken: askAll((isAsked) => watch.onRest!(last, isAsked)),
  });
  const isOver = run.stuck === undefined && run.isAtRest();
  return { replay: run, steps: [...steps, ...isOver ? [end()] : []], obligations };
}
