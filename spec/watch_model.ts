/**
 * The claims of the spec, asked of every step of the model. The same claims judge recorded traces:
 * here the view is what the model shows, and the events are what the step shows.
 *
 * @module
 */
import type { StorageMove } from "../model/deeds.ts";
import { keyOf } from "../model/explore/key.ts";
import { remembered, rememberedStep } from "../model/explore/row_world.ts";
import type { World } from "../model/explore/system.ts";
import type { IsAsked, IsSought, Outcome, Watch } from "../model/explore/watch.ts";
import type { StorageSystem } from "../model/system.ts";
import type { EventKind, TraceEvent } from "../traces/event.ts";
import type { Finding, Invariant } from "./invariant.ts";
import { observe } from "./observe.ts";
import { project } from "./project.ts";
import { View } from "./view.ts";
import type { Witness } from "./witness.ts";

/** What a claim is to a search: when it is asked, and what it answers. */
export type Asked = Pick<Invariant, "code" | "on" | "check">;

/** One claim or witness about one event of a step, by its index. Asked of the state before. */
type Question =
  | { readonly claim: number; readonly ask: (before: World) => Finding }
  | { readonly witness: number; readonly ask: (before: World) => boolean };

/** Asks claims and witnesses of a storage system. */
export function watchModel(
  system: StorageSystem,
  claims: readonly Asked[],
  witnesses: readonly Witness[] = [],
): Watch {
  const questionsAbout = questioning(system, claims, witnesses);
  const questionsOf = rememberedStep(({ move, before, after }) =>
    questionsAbout(observe({ move: move as StorageMove, before, after }))
  );
  const atRest = questionsAbout([{ kind: "end" }]);
  const judge = (
    questions: readonly Question[],
    before: World,
    isSought: IsSought,
    isAsked: IsAsked,
  ): Outcome => {
    const met = claims.map(() => 0);
    const seen = new Set<number>();
    for (const question of questions) {
      if ("witness" in question) {
        if (isSought(question.witness) && question.ask(before)) seen.add(question.witness);
      } else if (isAsked(question.claim)) {
        const finding = question.ask(before);
        if (typeof finding !== "number") {
          return { met, seen: [...seen], broken: { claim: question.claim, why: finding.why } };
        }
        met[question.claim]! += finding;
      }
    }
    return { met, seen: [...seen] };
  };
  return {
    claims: claims.map(({ code }) => code),
    witnesses: witnesses.map(({ id }) => id),
    onMove: (edge, isSought, isAsked) => judge(questionsOf(edge), edge.before, isSought, isAsked),
    onRest: (world, isAsked) => judge(atRest, world, () => true, isAsked),
  };
}

/**
 * The questions that the events of a step raise, in their order. Each remembers its answers by what
 * it reads, so that a claim about one copy is not asked again when another copy has changed.
 */
function questioning(
  system: StorageSystem,
  claims: readonly Asked[],
  witnesses: readonly Witness[],
): (events: readonly TraceEvent[]) => readonly Question[] {
  const asked = byKind(claims);
  const sought = byKind(witnesses);
  const known = new Map<string, readonly Question[]>();
  const questionsAbout = (events: readonly TraceEvent[]): readonly Question[] =>
    events.flatMap((event, at) => {
      const viewOf = (before: World) => {
        const view = new View(project(system, before));
        for (const earlier of events.slice(0, at)) view.apply(earlier);
        return view;
      };
      return [
        ...(sought.get(event.kind) ?? []).map(([witness, { seen }]) => ({
          witness,
          ask: remembered((before) => seen(viewOf(before), event)),
        })),
        ...(asked.get(event.kind) ?? []).map(([claim, { check }]) => ({
          claim,
          ask: remembered((before) => check(viewOf(before), event)),
        })),
      ];
    });
  return (events) => {
    const key = keyOf(events);
    const questions = known.get(key) ?? questionsAbout(events);
    known.set(key, questions);
    return questions;
  };
}

function byKind<T extends { readonly on: readonly EventKind[] }>(listeners: readonly T[]) {
  const lists = new Map<string, [number, T][]>();
  listeners.forEach((listener, index) => {
    for (const kind of listener.on) {
      lists.set(kind, [...lists.get(kind) ?? [], [index, listener]]);
    }
  });
  return lists;
}
