/** Histories with recoveries as they are told where clocks differ. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { TraceEvent } from "../../traces/event.ts";
import { History } from "../invariants/_histories.ts";
import type { Mistake } from "../invariants/_parties.ts";
import { invariants } from "../invariants/all.ts";
import { THREE_COPIES } from "../invariants/fixtures.ts";
import { Judging } from "../judging.ts";
import { locate } from "../../traces/mod.ts";
import { Late } from "./late.ts";
import { nodeOf } from "./place.ts";
import { Orders } from "./orders.ts";

const SHAPE = { groups: { p0: ["a1", "b1", "c1"] }, write: 2, read: 2 };
const choices = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 200, maxLength: 200 });
const skews = fc.array(fc.nat({ max: 6 }), { minLength: 9, maxLength: 9 });

/** A history, each event by the node that it happened on. */
function events(choices: readonly number[], mistake?: Mistake): TraceEvent[] {
  const history = new History(SHAPE, mistake);
  for (const choice of choices) history.step(choice);
  const raised = new Map<number, string>();
  return history.events.filter(({ kind }) => kind !== "end").map((event) => {
    if (event.kind === "volume-epoch" && event.seg === undefined) {
      raised.set(event.vepoch, event.instance!);
    }
    return { ...event, by: placeOf(event, raised) };
  });
}

function placeOf(event: TraceEvent, raised: ReadonlyMap<number, string>): string {
  if (event.kind === "recovery") return raised.get(event.vepoch)!;
  if (event.by !== undefined) return event.by;
  return nodeOf(event).split(" ").at(-1)!;
}

/** The same events by clocks that are so far ahead. Unit: events. */
function merged(events: readonly TraceEvent[], skews: readonly number[]): TraceEvent[] {
  const nodes = [...new Set(events.map(({ by }) => by))];
  return events.map((event, i) => ({ event, at: i + skews[nodes.indexOf(event.by) % 9]! }))
    .sort((one, other) => one.at - other.at).map(({ event }) => event);
}

/** The claims that are broken: in the order of the lines, and in every order. */
function broken(events: readonly TraceEvent[]): { lines: string[]; all: string[] } {
  const kinds = [...new Set(events.map(({ kind }) => kind))].join();
  const header = `trace version=1 clock=wall\nsees kinds=${kinds}\n${THREE_COPIES}\n`;
  const orders = new Orders(invariants);
  const body = events.map((event, i) => ({ event, line: i + 4 }));
  const located = [...locate(header), ...body];
  for (const { event, line } of located) orders.take(event, line);
  orders.end();
  const judgings = [new Judging(invariants), new Judging(orders.claims)];
  for (const { event, line } of located) judgings.forEach((one) => one.take(event, line));
  const [lines, all] = judgings.map((one) => one.violations.map(({ claim }) => claim.code));
  return { lines: lines!, all: all! };
}

describe("a history of recoveries that was merged by wall clocks", () => {
  it("breaks no claim where the clocks are a little apart (property)", () => {
    let wrong = 0;
    fc.assert(
      fc.property(choices, skews, (choices, skews) => {
        const { lines, all } = broken(merged(events(choices), skews));
        assertEquals(all, []);
        wrong += Math.min(1, lines.length);
      }),
      { seed: 2018, numRuns: 60 },
    );
    assert(wrong > 40, "the clocks must be far enough apart to matter");
  });

  for (
    const [mistake, code] of [
      ["cut at VCL", "R2"],
      ["too few responders", "R7"],
      ["copies do not check epochs", "R3"],
      ["range given again", "R5"],
      ["range in memory only", "R9"],
    ] as const
  ) {
    it(`with the mistake "${mistake}" breaks ${code} all the same`, () => {
      const histories = fc.sample(choices, { seed: 5, numRuns: 40 });
      assert(histories.some((choices) => broken(events(choices, mistake)).all.includes(code)));
    });
  }
});

describe("lines that are held back", () => {
  const manners = fc.constantFrom("late", "waiting", "close");
  const reaches = fc.integer({ min: 2, max: 200 });

  it("come once, those of a node in their order, and none too late (property)", () => {
    let moved = 0;
    fc.assert(
      fc.property(choices, skews, manners, reaches, (choices, skews, manner, reach) => {
        const told = merged(events(choices), skews);
        const [lines, held] = [[] as number[], new Set<number>()];
        const late = new Late(reach, (_, line) => (held.delete(line), lines.push(line)), manner);
        told.forEach((event, line) => {
          late.push(event, line);
          if (!lines.includes(line)) held.add(line);
          for (const one of held) assert(line - one < reach);
        });
        late.flush();
        assertEquals(lines.toSorted((a, b) => a - b), told.map((_, line) => line));
        for (const same of Map.groupBy(lines, (line) => told[line]!.by).values()) {
          assertEquals(same, same.toSorted((a, b) => a - b));
        }
        if (lines.some((line, i) => line !== i)) moved++;
      }),
      { seed: 2018, numRuns: 60 },
    );
    assert(moved > 30);
  });
});
