import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SleepSets } from "./sleep_sets.ts";

describe("sleep sets of a level", () => {
  const of = (sets: SleepSets, place: number) =>
    Array.from({ length: sets.size(place) }, (_, nth) => sets.change(place, nth));
  const changes = Int32Array.from({ length: 300 }, (_, nth) => 7 * nth);

  it("are those that were set last, be they empty", () => {
    const sets = new SleepSets();
    sets.set(2, changes, 3);
    sets.set(0, changes, 1);
    sets.set(2, changes.subarray(4), 2);
    assertEquals([0, 1, 2, 3].map((place) => of(sets, place)), [[0], [], [28, 35], []]);
    sets.set(2, changes, 0);
    assertEquals(of(sets, 2), []);
  });

  it("are forgotten, and others set in their places", () => {
    const sets = new SleepSets();
    sets.set(0, changes, 3);
    sets.set(90, changes, 2);
    sets.clear();
    sets.set(1, changes, 2);
    assertEquals([0, 1, 90].map((place) => of(sets, place)), [[], [0, 7], []]);
  });

  it("may be many and large", () => {
    const sets = new SleepSets();
    for (let place = 0; place < 300; place++) sets.set(place, changes, place);
    for (let place = 0; place < 300; place++) {
      assertEquals(of(sets, place), [...changes.subarray(0, place)]);
    }
  });
});
