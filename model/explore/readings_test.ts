import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Readings } from "./readings.ts";

const parity = { of: (value: number) => value % 2 };
const third = { of: (value: number) => value % 3 };
const fails = {
  of(): number {
    throw new Error("there is no such part");
  },
};

describe("readings", () => {
  it("are numbered by slot and part", () => {
    const readings = new Readings();
    const given = [[0, undefined], [0, parity], [0, third], [1, undefined], [1, parity]] as const;
    const numbers = given.map(([slot, part]) => readings.number(slot, part));
    assertEquals(numbers, [0, 1, 2, 3, 4]);
    assertEquals(given.map(([slot, part]) => readings.number(slot, part)), numbers);
    assertEquals([readings.size, numbers.map((one) => readings.slot(one))], [5, [0, 0, 0, 1, 1]]);
  });

  it("are changed where they tell two values apart, or fail", () => {
    const readings = new Readings();
    [undefined, parity, third].forEach((part) => readings.number(3, part));
    assertEquals(readings.changed(3, 1, 3), [0, 2]);
    assertEquals(readings.changed(3, 1, 4), [0, 1]);
    assertEquals(readings.changed(3, 1, 7), [0]);
    assertEquals(readings.changed(2, 1, 7), []);
    readings.number(3, fails);
    assertEquals(readings.changed(3, 1, 7), [0, 3]);
  });
});
