/** What backtracks show breaks no claim, whatever a recorder leaves out and wherever it begins. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { wander } from "../model/explore/walk.ts";
import { type EventKind, print, type TraceEvent } from "../traces/mod.ts";
import { invariants } from "./invariants/all.ts";
import { Judging } from "./judging.ts";
import { BACKTRACK_SHOWN } from "./observe/backtrack.ts";
import { systemOf } from "./system_of.ts";
import { View } from "./view.ts";

const SCOPES = [
  ...["backtrack", "backtrack-broken-off", "backtrack-absent"],
  ...["backtrack-window", "backtrack-replica"],
];

/** Kinds that a recorder may well not see. */
const LEFT_OUT: readonly EventKind[] = [
  ...["begin", "write", "vdl", "commit-acked", "collect", "rewindable", "read"] as const,
  "backtrack-window",
];

function shown(scope: string, choices: readonly number[]): TraceEvent[] {
  const system = systemOf(scope);
  return wander(system, choices).flatMap((edge) => system.observe(edge));
}

/** What breaks in a trace that shows all but some kinds, and begins after some of its lines. */
function broken(events: readonly TraceEvent[], unseen: readonly string[], from = 0): string[] {
  const judging = new Judging(invariants, new View(undefined, { every: 1 }));
  const kinds = BACKTRACK_SHOWN.filter((kind) => !unseen.includes(kind));
  const [head, rest] = [events.slice(0, 1), events.slice(1 + from)];
  const seen = [...head, ...rest].filter(({ kind }) => kinds.includes(kind as EventKind));
  [{ kind: "sees", kinds } as const, ...seen].forEach((event, at) => judging.take(event, at + 1));
  return judging.violations.map(({ claim, violation }) => `${claim.code}: ${violation.why}`);
}

const choices = fc.array(fc.nat(), { minLength: 80, maxLength: 80 });
const scope = fc.constantFrom(...SCOPES);

describe("a trace of backtracks", () => {
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
      { seed: 5284, numRuns: 100 },
    );
    for (const kind of ["backtrack", "write", "begin", "read", "collect"]) {
      assert((met.get(kind) ?? 0) > 20, `${kind} ${met.get(kind)}`);
    }
  });

  it("breaks no claim if it begins in the middle (property)", () => {
    fc.assert(
      fc.property(scope, choices, fc.nat({ max: 40 }), (scope, choices, from) => {
        const events = shown(scope, choices);
        const text = events.map((event) => print(event)).join("\n");
        assertEquals(broken(events, [], from), [], `from ${from}\n${text}`);
      }),
      { seed: 5285, numRuns: 200 },
    );
  });
});
