/**
 * A smaller trace that breaks the same claim in the same way. Pure.
 *
 * @module
 */
import { type Invariant, Judging, Orders, type TraceEvent } from "../spec/mod.ts";
import { minimal } from "./minimal.ts";

const HEADER: ReadonlySet<string> = new Set([
  "trace",
  "sees",
  "setting",
  "group",
  "lal",
  "size-limit",
  "clone-limit",
  "backtrack-window",
  "cluster",
]);

/**
 * Leaves out what the first violation of `claim` does not need: no single event of the result could
 * be left out. The header stays, and so does the reason: a trace that breaks the claim for another
 * reason would tell another story. Gives `events` back if nothing in them breaks the claim.
 */
export function shrink(events: readonly TraceEvent[], claim: Invariant): readonly TraceEvent[] {
  const first = breaches(events, claim)[0];
  if (first === undefined) return events;
  const { event: wrong, why } = first;
  const rest = events.slice(0, events.indexOf(wrong));
  const header = rest.filter((event) => HEADER.has(event.kind));
  const body = rest.filter((event) => !HEADER.has(event.kind));
  const whole = (kept: readonly TraceEvent[]) => [...header, ...kept, wrong];
  const small = minimal(body, (kept) => {
    const found = breaches(whole(kept), claim);
    if (!found.some((breach) => breach.event === wrong && breach.why === why)) return undefined;
    // What breaks the claim only because other events are gone has to go with them.
    const noise = new Set(found.map((breach) => breach.event));
    if (header.some((event) => noise.has(event))) return undefined;
    return noise.size === 1 ? kept : kept.filter((event) => !noise.has(event));
  });
  // A group that is described again in the middle of a trace moves up here, and then it matters.
  return small === undefined ? events.slice(0, rest.length + 1) : whole(small);
}

interface EventBreach {
  readonly event: TraceEvent;
  readonly why: string;
}

/** Every event that breaks the claim, and why. */
function breaches(events: readonly TraceEvent[], claim: Invariant): EventBreach[] {
  const found: EventBreach[] = [];
  const asked = inAllOrders(events, claim);
  const judging = new Judging([{
    ...asked,
    check(view, event) {
      const finding = asked.check(view, event);
      if (typeof finding !== "number") found.push({ event, why: finding.why });
      return finding;
    },
  }]);
  events.forEach((event, index) => judging.take(event, index));
  return found;
}

/** Where wall clocks put the lines in order, only what breaks the claim in other orders, too. */
function inAllOrders(events: readonly TraceEvent[], claim: Invariant): Invariant {
  const [header] = events;
  if (header?.kind !== "trace" || header.clock !== "wall") return claim;
  const orders = new Orders([claim]);
  events.forEach((event, index) => orders.take(event, index));
  orders.end();
  return orders.claims[0]!;
}
