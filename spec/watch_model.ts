/**
 * The claims of the spec, asked of every step of the model. The same claims judge recorded traces:
 * here the view is what the model shows, and the events are what the step shows.
 *
 * @module
 */
import type { StorageMove } from "../model/deeds.ts";
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

/** Asks claims and witnesses of a storage system. */
export function watchModel(
  system: StorageSystem,
  claims: readonly Asked[],
  witnesses: readonly Witness[] = [],
): Watch {
  const asked = byKind(claims);
  const sought = byKind(witnesses);
  const judge = (
    before: World,
    events: readonly TraceEvent[],
    isSought: IsSought,
    isAsked: IsAsked,
  ): Outcome => {
    const view = new View(project(system, before));
    const met = claims.map(() => 0);
    const seen = new Set<number>();
    for (const event of events) {
      for (const [index, witness] of sought.get(event.kind) ?? []) {
        if (isSought(index) && witness.seen(view, event)) seen.add(index);
      }
      for (const [index, claim] of asked.get(event.kind) ?? []) {
        if (!isAsked(index)) continue;
        const finding: Finding = claim.check(view, event);
        if (typeof finding !== "number") {
          return { met, seen: [...seen], broken: { claim: index, why: finding.why } };
        }
        met[index]! += finding;
      }
      view.apply(event);
    }
    return { met, seen: [...seen] };
  };
  return {
    claims: claims.map(({ code }) => code),
    witnesses: witnesses.map(({ id }) => id),
    onMove: ({ move, before, after }, isSought, isAsked) =>
      judge(before, observe({ move: move as StorageMove, before, after }), isSought, isAsked),
    onRest: (world, isAsked) => judge(world, [{ kind: "end" }], () => true, isAsked),
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
