import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Decisions, NOWHERE } from "./decisions.ts";
import { Random } from "./random.ts";

/** Questions about so many slots. */
const whole = (slots: number) =>
  Array.from({ length: slots }, (_, slot) => ({ slot, part: undefined }));

/** What is asked: the remainder of what stands in a slot, or all of it. */
const remainder = { of: (value: number) => value % 3 };

/**
 * Rows of three slots. Each root yields its slot and answer; the answer to the first is followed by
 * two questions about the others, one of which is about a part.
 */
function decisions(most?: number) {
  const met: string[] = [];
  const slots = ["first", "second", "third"];
  const told = new Map<number, string>(slots.map((name, question) => [question, name]));
  const yields: string[] = [];
  const all: Decisions = new Decisions(whole(3), (question, answer, isNew): number => {
    met.push(`${told.get(question)} ${answer} ${isNew}`);
    if (isNew) return NOWHERE;
    const follows = question === 0
      ? [{ slot: 1, part: remainder }, { slot: 2, part: undefined }]
      : [];
    follows.forEach(({ slot, part }) => {
      const name = `${slots[slot]}${part ? " by remainder" : ""} after ${answer}`;
      told.set(told.size, name);
    });
    return all.fork([yields.push(`${told.get(question)} is ${answer}`) - 1], follows);
  }, most);
  const follow = (...row: number[]) => {
    all.follow(Int32Array.from(row));
    return Array.from(all.found.subarray(0, all.size), (found) => yields[found]!);
  };
  return { all, met, follow };
}

describe("Decisions", () => {
  it("lead nowhere the first time, and to a fork the second time", () => {
    const { met, follow } = decisions();
    assertEquals(follow(5, 6, 7), []);
    assertEquals(met, ["first 5 true", "second 6 true", "third 7 true"]);
    assertEquals(follow(5, 7, 8), ["first is 5"]);
    assertEquals(met.slice(3), [
      "first 5 false",
      "second by remainder after 5 1 true",
      "third after 5 8 true",
      "second 7 true",
      "third 8 true",
    ]);
  });

  it("know what they led to, of values that are near each other and of others", () => {
    const random = new Random(20261122);
    const { all, met, follow } = decisions();
    const values = Array.from({ length: 40 }, (_, n) => n < 20 ? n : random.next() >>> 12);
    const expected = (first: number, second: number, third: number) => [
      `first is ${first}`,
      `second by remainder after ${first} is ${second % 3}`,
      `third after ${first} is ${third}`,
      `second is ${second}`,
      `third is ${third}`,
    ];
    const rows = values.flatMap((first) =>
      values.map((third) => [first, third + 1, third] as const)
    );
    for (let round = 0; round < 3; round++) rows.forEach((row) => follow(...row));
    const before = met.length;
    rows.forEach((row) => assertEquals(follow(...row), expected(...row)));
    assertEquals(met.length, before, "something is met that was known");
    assertEquals(all.times.reduce((sum, times) => sum + times) > 5 * rows.length, true);
  });

  it("make no more forks than they may: what would lead to one is new each time", () => {
    const { all, met, follow } = decisions(2);
    for (let round = 0; round < 3; round++) follow(5, 6, 7);
    assertEquals(all.forks, 2);
    const before = met.length;
    assertEquals(follow(5, 6, 7).length, 2);
    assertEquals(met.slice(before).every((one) => one.endsWith("true")), true);
    assertEquals(met.length > before, true);
  });

  it("ask for as many slots as a row has", () => {
    const all: Decisions = new Decisions(whole(200), (_question, answer, isNew): number => {
      return isNew ? NOWHERE : all.fork([answer], []);
    });
    const row = Int32Array.from({ length: 200 }, (_, slot) => slot);
    for (const found of [0, 200, 200]) {
      all.follow(row);
      assertEquals(all.found.subarray(0, all.size), row.subarray(0, found));
    }
  });
});
