import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { TraceEvent } from "../../traces/event.ts";
import { stream } from "../_stream.ts";
import { Heap } from "./heap.ts";
import { Merge } from "./merge.ts";
import { type Leaning, nodeOf, speaksOf } from "./place.ts";

/** The lines of some events in another order; the first event stands on line 1. */
function merged(events: readonly TraceEvent[], reach = 8192, leaning: Leaning = "forgiving") {
  const lines: number[] = [];
  const [held, age] = [new Set<number>(), { most: 0 }];
  const merge = new Merge(leaning, reach, (_, line) => {
    lines.push(line);
    held.delete(line);
  });
  events.forEach((event, i) => {
    held.add(i + 1);
    merge.push(event, i + 1);
    age.most = Math.max(age.most, ...[...held].map((line) => i + 1 - line));
  });
  merge.flush();
  return { lines, age: age.most };
}

describe("a heap", () => {
  it("gives its items in order (property)", () => {
    fc.assert(fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((one, other) => one < other);
      for (const number of numbers) heap.push(number);
      assertEquals(heap.least, numbers.length === 0 ? undefined : Math.min(...numbers));
      const given = numbers.map(() => heap.pop());
      assertEquals([...given, heap.pop()], [...numbers.toSorted((a, b) => a - b), undefined]);
    }));
  });
});

describe("another order of the lines", () => {
  const traces = fc.tuple(fc.nat(), fc.integer({ min: 4, max: 400 })).map(([seed, reach]) => ({
    reach,
    events: [...stream({ seed, length: 300, mistakes: 20, losses: 50 })],
  }));

  it("has every line once, and those of a node in their order (property)", () => {
    fc.assert(
      fc.property(traces, ({ events, reach }) => {
        const { lines } = merged(events, reach);
        assertEquals(lines.toSorted((a, b) => a - b), events.map((_, i) => i + 1));
        for (const same of Map.groupBy(lines, (line) => nodeOf(events[line - 1]!)).values()) {
          assertEquals(same, same.toSorted((a, b) => a - b));
        }
      }),
      { seed: 2017, numRuns: 100 },
    );
  });

  it("holds no line back for longer than it was told to (property)", () => {
    fc.assert(
      fc.property(traces, ({ events, reach }) => {
        assert(merged(events, reach).age < reach);
      }),
      { seed: 2017, numRuns: 100 },
    );
  });

  it("puts no event before the record that it speaks of (property)", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const events = [...stream({ seed, length: 300 })];
        const written = new Set<bigint>();
        for (const line of merged(events).lines) {
          const event = events[line - 1]!;
          if (event.kind === "write") written.add(event.lsn);
          const lsn = speaksOf(event);
          if (lsn !== undefined && lsn > 0n) assert(written.has(lsn), `line ${line}`);
        }
      }),
      { seed: 2017, numRuns: 60 },
    );
  });

  it("puts causes first, and leaves what changes the rest where it stands", () => {
    const by = (event: TraceEvent, node: string): TraceEvent => ({ ...event, by: node });
    const events: TraceEvent[] = [
      by({ kind: "commit-acked", txn: "t1", scn: 1n }, "client"),
      by({ kind: "vdl", lsn: 1n }, "w"),
      by({ kind: "store", seg: "a1", lsn: 1n }, "a1"),
      by({ kind: "write", lsn: 1n, pg: "p0", prev: 0n }, "w0"),
      { kind: "promote", instance: "r1" },
      by({ kind: "collect", seg: "a1", upto: 1n }, "a1"),
      by({ kind: "crash", node: "a1" }, "nemesis"),
      by({ kind: "store", seg: "b1", lsn: 1n }, "b1"),
    ];
    assertEquals(merged(events, 99, "forgiving").lines, [4, 3, 2, 1, 5, 8, 7, 6]);
    assertEquals(merged(events, 99, "demanding").lines, [4, 3, 2, 1, 5, 6, 8, 7]);
  });
});
