/**
 * The claims of the spec, asked of every step of the model. The same claims judge recorded traces:
 * here the view is what the model shows, and the events are what the step shows.
 *
 * @module
 */
import { keyOf } from "../model/explore/key.ts";
import { remembered, rememberedStep } from "../model/explore/row_world.ts";
import type { World } from "../model/explore/system.ts";
import type { IsAsked, IsSought, Outcome, Watch } from "../model/explore/watch.ts";
import type { VolumeId } from "../model/terms.ts";
import type { EventKind, TraceEvent } from "../traces/event.ts";
import { areSeen, type Finding, type Invariant } from "./invariant.ts";
import type { Subject } from "./subject.ts";
import { applyToKin } from "./view/kin.ts";
import { View } from "./view.ts";
import type { Witness } from "./witness.ts";

/** What a claim is to a search: when it is asked, and what it answers. */
export type Asked = Pick<Invariant, "code" | "on" | "check"> & Partial<Pick<Invariant, "needs">>;

/** One claim about one event of a step, by its index. Asked of the state before the step. */
interface ClaimQuestion {
  readonly claim: number;
  readonly ask: (before: World) => Finding;
}

/** One witness, likewise. */
interface WitnessQuestion {
  readonly witness: number;
  readonly ask: (before: World) => boolean;
}

/** What the events of a step raise, in their order. */
interface Questions {
  readonly claims: readonly ClaimQuestion[];
  readonly witnesses: readonly WitnessQuestion[];
  /** What comes of all claims together. */
  readonly verdict: (before: World) => Verdict;
}

type Verdict = Pick<Outcome, "met" | "broken">;

/**
 * Asks claims and witnesses of a system of the model. As of a trace, a claim is asked only if what
 * it needs can be seen.
 */
export function watchModel(
  system: Subject,
  claims: readonly Asked[],
  witnesses: readonly Witness[] = [],
): Watch {
  const questionsAbout = questioning(system, claims, witnesses);
  const questionsOf = rememberedStep((edge) => questionsAbout(system.observe(edge)));
  const atRest = questionsAbout([{ kind: "end" }]);
  const judge = (
    questions: Questions,
    before: World,
    isSought: IsSought,
    isAsked: IsAsked,
  ): Outcome => {
    const seen = questions.witnesses
      .filter(({ witness, ask }) => isSought(witness) && ask(before))
      .map(({ witness }) => witness);
    const left = questions.claims.filter(({ claim }) => isAsked(claim));
    const verdict = left.length === questions.claims.length
      ? questions.verdict(before)
      : verdictOn(left, claims.length, before);
    return { ...verdict, seen: [...new Set(seen)] };
  };
  return {
    claims: claims.map(({ code }) => code),
    witnesses: witnesses.map(({ id }) => id),
    onMove: (edge, isSought, isAsked) => judge(questionsOf(edge), edge.before, isSought, isAsked),
    onRest: (world, isAsked) => judge(atRest, world, () => true, isAsked),
  };
}

/** What claims say, up to the first that is broken. */
function verdictOn(questions: readonly ClaimQuestion[], claims: number, before: World): Verdict {
  const met = new Array<number>(claims).fill(0);
  for (const { claim, ask } of questions) {
    const finding = ask(before);
    if (typeof finding !== "number") return { met, broken: { claim, why: finding.why } };
    met[claim]! += finding;
  }
  return { met };
}

/**
 * The questions that the events of a step raise. Each remembers its answers by what it reads, so
 * that a claim about one copy is not asked again when another copy has changed.
 */
function questioning(
  system: Subject,
  claims: readonly Asked[],
  witnesses: readonly Witness[],
): (events: readonly TraceEvent[]) => Questions {
  const asked = byKind(claims, ({ needs = [] }) => areSeen(needs, system.sees));
  const sought = byKind(witnesses);
  const known = new Map<string, Questions>();
  const questionsAbout = (events: readonly TraceEvent[]): Questions => {
    const viewAt = (before: World, at: number) =>
      viewOf(system, before, events[at]!.volume, events.slice(0, at));
    const about = events.flatMap((event, at) =>
      (asked.get(event.kind) ?? []).map(([claim, { check }]) => ({
        claim,
        ask: remembered((before) => check(viewAt(before, at), event)),
      }))
    );
    return {
      claims: about,
      verdict: remembered((before) => verdictOn(about, claims.length, before)),
      witnesses: events.flatMap((event, at) =>
        (sought.get(event.kind) ?? []).map(([witness, { seen }]) => ({
          witness,
          ask: remembered((before) => seen(viewAt(before, at), event)),
        }))
      ),
    };
  };
  return (events) => {
    const key = keyOf(events);
    const questions = known.get(key) ?? questionsAbout(events);
    known.set(key, questions);
    return questions;
  };
}

/**
 * The view of a volume after some events: where volumes have views of their own, it knows of the
 * others what matters to all.
 */
export function viewOf(
  system: Subject,
  before: World,
  volume: VolumeId | undefined,
  events: readonly TraceEvent[],
): View {
  const source = system.project(before, volume);
  const isShared = volume !== undefined && system.project(before).volumes !== undefined;
  const volumes = () => viewOf(system, before, undefined, events).volumes;
  const view = new View(isShared ? { ...source, volumes } : source);
  for (const event of events) {
    if (system.volumes === undefined || event.volume === volume) view.apply(event);
    else if (view.families !== undefined) applyToKin(view.families, event);
  }
  return view;
}

function byKind<T extends { readonly on: readonly EventKind[] }>(
  listeners: readonly T[],
  hears: (listener: T) => boolean = () => true,
) {
  const lists = new Map<string, [number, T][]>();
  listeners.forEach((listener, index) => {
    if (!hears(listener)) return;
    for (const kind of listener.on) {
      lists.set(kind, [...lists.get(kind) ?? [], [index, listener]]);
    }
  });
  return lists;
}
