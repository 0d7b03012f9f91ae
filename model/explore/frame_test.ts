import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Frame, type Reading } from "./frame.ts";

const half = { of: (value: number) => value % 2 };
const [whole, halfOfIt, other, next]: [Reading, Reading, Reading, Reading] = [
  { slot: 3, part: undefined },
  { slot: 3, part: half },
  { slot: 5, part: undefined },
  { slot: 7, part: undefined },
];

/** Counts rows till a choice is due, and reads so many things behind other questions in each. */
function period(frame: Frame, ...read: (readonly [Reading, values: number, perRow: number])[]) {
  let rows = 1;
  while (!frame.isDue()) rows++;
  for (const [reading, values, perRow] of read) {
    for (let value = 0; value < values; value++) {
      frame.count(reading, value, rows * perRow / values, false);
    }
  }
  return { rows, isOther: frame.choose(), chosen: frame.chosen };
}

describe("what is asked of every row first", () => {
  it("is what has few values and is read often, the most often first", () => {
    const frame = new Frame();
    const { chosen } = period(frame, [whole, 5, 9], [halfOfIt, 2, 2], [other, 4, 3], [next, 1, 1]);
    assertEquals(chosen, [other, halfOfIt]);
  });

  it("is not what is read behind nothing", () => {
    const frame = new Frame();
    frame.count(other, 0, 1000, true);
    assertEquals(period(frame).chosen, []);
  });

  it("has few values together", () => {
    const frame = new Frame();
    const read = Array.from(
      { length: 6 },
      (_, slot) => [{ slot, part: undefined }, 4, 9 - slot] as const,
    );
    const { chosen } = period(frame, ...read);
    assertEquals(chosen.map(({ slot }) => slot), [0, 1, 2]);
  });

  it("stays till it has more values, and is chosen more seldom each time", () => {
    const frame = new Frame();
    const first = period(frame, [other, 2, 3], [next, 1, 1.4]);
    const second = period(frame, [halfOfIt, 2, 2], [next, 1, 1.4]);
    assertEquals(second.rows, 4 * first.rows);
    assertEquals([second.chosen, second.isOther], [[other, halfOfIt], true]);
    const third = period(frame);
    assertEquals([third.chosen, third.isOther], [[other, halfOfIt], false]);
    for (let value = 0; value < 5; value++) frame.count(other, value, 1, true);
    assertEquals(period(frame).chosen, [halfOfIt]);
  });

  it("may be a part that only some have: it is another one of those that have none", () => {
    const frame = new Frame();
    const root = {
      of(value: number): number {
        if (value < 0) throw new Error("no root");
        return Math.round(Math.sqrt(value));
      },
    };
    const { slot, part } = frame.anywhere({ slot: 4, part: root });
    const [lost, ...found] = [-1, 0, 4, -7].map((value) => part!.of(value));
    assertEquals([slot, found], [4, [0, 2, lost]]);
    assert(lost! > 1_000_000);
    assertEquals(frame.anywhere({ slot: 5, part: root }).part, part);
    assertEquals(frame.anywhere(whole), whole);
  });

  it("is another one the first time, be it nothing: who takes part in moves is known by then", () => {
    const frame = new Frame();
    assertEquals(period(frame), { rows: 64, isOther: true, chosen: [] });
    assertEquals(period(frame).isOther, false);
  });
});
