/** What replicas show breaks no claim, whatever a recorder leaves out and wherever it begins. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { wander } from "../model/explore/walk.ts";
import { type EventKind, print, type TraceEvent } from "../traces/mod.ts";
import { invariants } from "./invariants/all.ts";
import { Judging } from "./judging.ts";
import { SHOWN } from "./observe/shown.ts";
import { systemOf } from "./system_of.ts";
import { View } from "./view.ts";

const SCOPES = ["replica", "replica-commits", "replica-collect"];

/** Kinds that a recorder of replicas may well not see; a crash that nobody sees holds PGMRPL back. */
const LEFT_OUT: readonly EventKind[] = [
  ...["open", "replica-vdl", "apply", "commit-noted", "read-view", "read", "cache"] as const,
  ...["vdl", "pgmrpl", "commit-requested", "commit-acked", "ack", "scl"] as const,
];

/** The claims that replicas have to do with. */
const claims = invariants.filter(({ code }) => /^([VPG]\d|L8)$/.test(code));

/** The events of a random walk, in which two copies work and nothing crashes. */
function shown(scope: string, choices: readonly number[]): TraceEvent[] {
  const whole = systemOf(scope);
  const moves = whole.moves.filter(({ name }) => !/^c1|learns|late|crashes/.test(name));
  const system = { ...whole, moves, symmetry: [] };
  return wander(system, choices).flatMap((edge) => system.observe(edge));
}

/** What breaks in a trace that shows all but some kinds, and begins after some of its lines. */
function broken(events: readonly TraceEvent[], unseen: readonly string[], from = 0): string[] {
  const judging = new Judging(claims, new View(undefined, { every: 1 }));
  const kinds = SHOWN.filter((kind) => !unseen.includes(kind));
  const [head, rest] = [events.slice(0, 2), events.slice(2 + from)];
  const seen = [...head, ...rest].filter(({ kind }) => kinds.includes(kind as EventKind));
  [{ kind: "sees", kinds } as const, ...seen].forEach((event, at) => judging.take(event, at + 1));
  return judging.violations.map(({ claim, violation }) => `${claim.code}: ${violation.why}`);
}

const choices = fc.array(fc.nat(), { minLength: 100, maxLength: 100 });
const scope = fc.constantFrom(...SCOPES);

describe("a trace of a replica", () => {
  it("breaks no claim, whatever kinds a recorder leaves out (property)", () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(scope, choices, fc.subarray([...LEFT_OUT]), (scope, choices, unseen) => {
        const events = shown(scope, choices);
        for (const { kind } of events) met.set(kind, (met.get(kind) ?? 0) + 1);
        const text = events.map((event) => print(event)).join("\n");
        assertEquals(broken(events, unseen), [], `without ${unseen}\n${text}`);
        for (const one of LEFT_OUT) {
          assertEquals(broken(events, [one]), [], `without ${one}\n${text}`);
        }
      }),
      { seed: 4915, numRuns: 100 },
    );
    for (const kind of ["apply", "commit-noted", "read-view", "read", "cache", "replica-vdl"]) {
      assert((met.get(kind) ?? 0) > 4, `${kind} ${met.get(kind)}`);
    }
  });

  it("breaks no claim if it begins in the middle (property)", () => {
    fc.assert(
      fc.property(scope, choices, fc.nat({ max: 60 }), (scope, choices, from) => {
        const events = shown(scope, choices);
        const text = events.map((event) => print(event)).join("\n");
        assertEquals(broken(events, [], from), [], `from ${from}\n${text}`);
      }),
      { seed: 4916, numRuns: 150 },
    );
  });
});
