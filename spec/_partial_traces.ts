/**
 * Random walks, told by recorders that leave kinds out or begin late: for tests.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { it } from "@std/testing/bdd";
import fc from "fast-check";
import { type EventKind, print, type TraceEvent } from "../traces/mod.ts";
import type { Invariant } from "./invariant.ts";
import { Judging } from "./judging.ts";
import { View } from "./view.ts";

/** What is walked, and what a recorder may miss of it. */
export interface PartialTraces {
  /** The scopes that are walked. */
  readonly scopes: readonly string[];
  /** What a walk shows. */
  readonly shown: (scope: string, choices: readonly number[]) => TraceEvent[];
  /** How many steps a walk takes. */
  readonly steps: number;
  /** The kinds that a recorder can see. */
  readonly kinds: readonly EventKind[];
  /** Kinds that it may well not see. */
  readonly leftOut: readonly EventKind[];
  /** How many lines at the start are told by whoever begins late, too. */
  readonly header: number;
  /** How many lines after them whoever begins late may miss. */
  readonly late: number;
  /** The claims that are asked. */
  readonly claims: readonly Invariant[];
  /** Kinds that must come more often than so in all walks together. */
  readonly often: readonly [least: number, ...kinds: EventKind[]];
  /** The first seed; the next one is for late beginnings. */
  readonly seed: number;
}

/** Tests that nothing breaks whatever a recorder leaves out, and wherever it begins. */
export function breaksNoClaim(walks: PartialTraces): void {
  const { shown, leftOut, header, late, seed, often: [least, ...kinds] } = walks;
  const choices = fc.array(fc.nat(), { minLength: walks.steps, maxLength: walks.steps });
  const scope = fc.constantFrom(...walks.scopes);
  const broken = (events: readonly TraceEvent[], unseen: readonly EventKind[], from = 0) =>
    brokenBy(walks, [...events.slice(0, header), ...events.slice(header + from)], unseen);

  it("breaks no claim, whatever kinds a recorder leaves out (property)", () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(scope, choices, fc.subarray([...leftOut]), (scope, choices, unseen) => {
        const events = shown(scope, choices);
        for (const { kind } of events) met.set(kind, (met.get(kind) ?? 0) + 1);
        for (const kinds of [unseen, ...leftOut.map((one) => [one])]) {
          assertEquals(broken(events, kinds), [], `without ${kinds}\n${textOf(events)}`);
        }
      }),
      { seed, numRuns: 100 },
    );
    for (const kind of kinds) assert((met.get(kind) ?? 0) > least, `${kind} ${met.get(kind)}`);
  });

  it("breaks no claim if it begins in the middle (property)", () => {
    fc.assert(
      fc.property(scope, choices, fc.nat({ max: late }), (scope, choices, from) => {
        const events = shown(scope, choices);
        assertEquals(broken(events, [], from), [], `from ${from}\n${textOf(events)}`);
      }),
      { seed: seed + 1, numRuns: 150 },
    );
  });
}

/** What breaks where nothing of some kinds is seen. Nothing is remembered longer than it must be. */
function brokenBy(
  { claims, kinds: all }: PartialTraces,
  events: readonly TraceEvent[],
  unseen: readonly EventKind[],
): string[] {
  const judging = new Judging(claims, new View(undefined, { every: 1 }));
  const kinds = all.filter((kind) => !unseen.includes(kind));
  const seen = events.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
  [{ kind: "sees", kinds } as const, ...seen].forEach((event, at) => judging.take(event, at + 1));
  return judging.violations.map(({ claim, violation }) => `${claim.code}: ${violation.why}`);
}

const textOf = (events: readonly TraceEvent[]) => events.map((event) => print(event)).join("\n");
