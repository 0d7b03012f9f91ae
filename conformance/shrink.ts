/**
 * A smaller trace that breaks the same claim in the same way. Pure.
 *
 * @module
 */
import { type Invariant, Judging, type TraceEvent } from "../spec/mod.ts";

const HEADER: ReadonlySet<string> = new Set(["trace", "sees", "setting", "group", "lal"]);

/**
 * Leaves out what the first violation of `claim` does not need, by delta debugging (Zeller and
 * Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002): no single event of the
 * result can be left out. The header stays, and so does the reason: a trace that breaks the claim
 * for another reason would tell another story. Gives `events` back if nothing in them breaks the
 * claim.
 */
export function shrink(events: readonly TraceEvent[], claim: Invariant): readonly TraceEvent[] {
  const found = firstBreach(events, claim);
  if (found === undefined) return events;
  const wrong = events[found.index]!;
  const rest = events.slice(0, found.index);
  const header = rest.filter((event) => HEADER.has(event.kind));
  const body = rest.filter((event) => !HEADER.has(event.kind));
  const whole = (kept: readonly TraceEvent[]) => [...header, ...kept, wrong];
  const breaks = (kept: readonly TraceEvent[]) => {
    const candidate = whole(kept);
    const again = firstBreach(candidate, claim);
    return again?.index === candidate.length - 1 && again.why === found.why;
  };
  // A group that is described again in the middle of a trace moves up here, and then matters.
  return breaks(body) ? whole(minimal(body, breaks)) : events.slice(0, found.index + 1);
}

/** A part of `items` for which `fails` is still true, and of which nothing can be left out. */
export function minimal<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => boolean,
): readonly T[] {
  if (fails([])) return [];
  let kept = items;
  let parts = 2;
  while (kept.length > 1) {
    const size = Math.ceil(kept.length / parts);
    const smaller = without(kept, size, fails);
    if (smaller !== undefined) {
      kept = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return kept;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}

/** The first of `items` without one part of `size` that still fails. */
function without<T>(
  items: readonly T[],
  size: number,
  fails: (items: readonly T[]) => boolean,
): readonly T[] | undefined {
  for (let from = 0; from < items.length; from += size) {
    const rest = [...items.slice(0, from), ...items.slice(from + size)];
    if (fails(rest)) return rest;
  }
}

/** Where `events` break `claim` first, and why. */
function firstBreach(
  events: readonly TraceEvent[],
  claim: Invariant,
): { readonly index: number; readonly why: string } | undefined {
  const judging = new Judging([claim]);
  events.forEach((event, index) => judging.take(event, index));
  const [found] = judging.violations;
  return found && { index: found.line, why: found.violation.why };
}
