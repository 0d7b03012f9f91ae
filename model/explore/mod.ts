/**
 * Explores every reachable state of XState machines that are composed into a system, and tells
 * whether claims about it hold: with exact counts, a shortest path to what goes wrong, and the same
 * result each time.
 *
 * @example A crossing with two lights that know nothing of each other
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createMachine } from "xstate";
 * import { explore, type Move, watchStates } from "./mod.ts";
 *
 * const light = createMachine({
 *   initial: "red",
 *   states: { red: { on: { go: "green", stop: {} } }, green: { on: { stop: "red", go: {} } } },
 * });
 * const turn = (to: string, type: "go" | "stop"): Move => ({
 *   name: `${to}.${type}`,
 *   plan: () => [{ to, event: { type } }],
 * });
 * const system = {
 *   name: "crossing",
 *   actors: { north: light, east: light },
 *   moves: [turn("north", "go"), turn("north", "stop"), turn("east", "go"), turn("east", "stop")],
 * };
 * const watch = watchStates({
 *   "one light is red": (world) =>
 *     world.state("north").matches("red") || world.state("east").matches("red"),
 * });
 *
 * assertEquals(explore(system).states, 4);
 * assertEquals(explore(system, { watch }).violation?.path, ["north.go", "east.go"]);
 * ```
 *
 * @module
 */
export type { Asked } from "./asked.ts";
export { type ChartCoverage, together } from "./coverage.ts";
export {
  type Counterexample,
  type Exploration,
  explore,
  type ExploreOptions,
  exploreWithPauses,
  type Progress,
} from "./explore.ts";
export type { Moment } from "./asking.ts";
export type { Facts, Saved } from "./checkpoint/saved.ts";
export type { Counts } from "./counts.ts";
export type { Mark } from "./inert.ts";
export type { Ends, Pause, SearchOptions } from "./search.ts";
export type { Sight } from "./tally.ts";
export type { LivenessProgress } from "./liveness/explored_graph.ts";
export {
  type Action,
  type Fairness,
  strong,
  strongEach,
  weak,
  weakEach,
} from "./liveness/fairness.ts";
export type { FairBecause, Lasso } from "./liveness/lasso_check.ts";
export {
  checkLiveness,
  type Liveness,
  type LivenessBounds,
  livenessOf,
  type LivenessOptions,
  type LivenessQuestion,
  type LivenessVerdict,
} from "./liveness/liveness.ts";
export {
  alwaysEventually,
  eventually,
  eventuallyAlways,
  leadsTo,
  type LivenessProperty,
} from "./liveness/property.ts";
export { ModelError } from "./model_error.ts";
export { decodePath, decodeTrail, encodePath, encodeTrail, type Trail } from "./path_text.ts";
export { type Replay, replay, type ReplayedEdge, type Stuck } from "./replay.ts";
export {
  type Arrow,
  type Note,
  type Participant,
  type Row,
  type Sequence,
  toMermaid,
} from "./sequence.ts";
export { type Ending, sequenceOf } from "./sequence_of.ts";
export type {
  Delivery,
  Event,
  LocalState,
  Machine,
  Message,
  Move,
  Renaming,
  System,
  World,
} from "./system.ts";
export { type Probe, probe, type ProbeOptions } from "./probe.ts";
export type { Reduced } from "./reduction/reduced.ts";
export { simulate, type SimulateOptions, type Simulation, type Walked } from "./simulate.ts";
export { fromBelow, likelySize } from "./size.ts";
export { walk, wander } from "./walk.ts";
export {
  type Broken,
  type Edge,
  type IsAsked,
  type IsSought,
  type Outcome,
  type Situation,
  type Watch,
  watchStates,
} from "./watch.ts";
