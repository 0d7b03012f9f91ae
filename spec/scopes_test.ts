import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { together, unexercisedIn } from "../model/explore/coverage.ts";
import { unexercised } from "../model/unexercised.ts";
import { askable } from "./askable.ts";
import { arisen, ledger, recordedRuns } from "./ledger.ts";
import { byHand, everyTime, scopes } from "./scopes.ts";
import { systemOf } from "./system_of.ts";
import { type Verification, verify } from "./verify.ts";
import { witnesses } from "./witnesses/all.ts";

describe("every reachable state of", () => {
  const runs: Verification[] = [];
  for (const scope of everyTime) {
    it(`${scope} keeps every claim`, () => {
      const run = verify(scope);
      runs.push(run);
      const { violation, complete, obligations } = run.exploration;
      const { states, unreduced, edges: steps, depth } = run.exploration;
      assertEquals(violation, undefined);
      assertEquals(complete, true);
      assertEquals(run.missing, []);
      const recorded = ledger.find((entry) => entry.scope === scope)!;
      assertEquals(
        { ...recorded, states, unreduced, steps, depth, obligations: arisen(obligations) },
        recorded,
      );
    });
  }

  it("the large scopes was found by hand, within the bounds that they have now", () => {
    const codes = askable.map(({ code }) => code);
    for (const entry of recordedRuns.filter(({ scope }) => byHand.includes(scope))) {
      assertEquals(entry.bounds, systemOf(entry.scope).size);
      assertEquals(Object.keys(entry.obligations).filter((code) => !codes.includes(code)), []);
      assertMatch(entry.revision, /^[0-9a-f]{12}$/);
    }
  });

  // Of one record a copy is in one of 3 conditions (absent, stored, known to the writer), of n in 3^n.
  const choose2 = (n: number) => n * (n - 1) / 2;
  const choose3 = (n: number) => n * (n - 1) * (n - 2) / 6;

  it("three-commits is counted by hand", () => {
    // Absent; created and empty. Then two alike copies make one of C(k + 1, 2) AZs, and three alike AZs.
    const withRecords = [3, 9, 27].map((k) => choose3(choose2(k + 1) + 2));
    const { states, unreduced } = recordedRuns.find(({ scope }) => scope === "three-commits")!;
    assertEquals(states, 2 + withRecords.reduce((sum, states) => sum + states));
    assertEquals(unreduced, 2 + 3 ** 6 + 9 ** 6 + 27 ** 6);
  });

  it("tiny is counted by hand", () => {
    // Absent; created and empty. Then each of three copies, alike, is in one of k conditions, which
    // gives C(k + 2, 3) states.
    const tiny = ledger.find(({ scope }) => scope === "tiny")!;
    assertEquals(tiny.states, 2 + choose3(3 + 2) + choose3(9 + 2));
    assertEquals(tiny.unreduced, 2 + 3 ** 3 + 9 ** 3);
  });

  it("the scopes together asks every claim that it can, and shows every witness", () => {
    const unasked = askable.filter(({ code }) =>
      runs.every(({ exploration }) => (exploration.obligations[code] ?? 0) === 0)
    );
    assertEquals(unasked.map(({ code }) => code), []);
    const promised = new Set(witnesses.flatMap((witness) => witness.scopes));
    assertEquals([...promised].filter((scope) => !(scope in scopes)), []);
  });

  it("the scopes together exercises every state and transition of the charts, or says why not", () => {
    // Writers that follow each other have one chart.
    const charts = together(
      runs.map(({ exploration }) =>
        exploration.charts.map((chart) => ({ ...chart, machine: chart.machine.split(" of ")[0]! }))
      ),
    );
    assertEquals(charts.map(({ machine }) => machine).sort(), [
      "archive",
      "backtrack",
      "branch",
      "cache",
      "calendar",
      "client",
      "clock",
      "cluster",
      "copy",
      "database",
      "engine",
      "faults",
      "geometry",
      "history",
      "instance",
      "lifecycle",
      "membership",
      "node",
      "pages",
      "reader",
      "recovery",
      "replica",
      "segment",
      "store",
      "volume",
      "writer",
    ]);
    const known = unexercised.map(({ machine, part }) => `${machine}: ${part}`);
    assertEquals(unexercisedIn(charts).sort(), known.sort());
  });
});
