import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { evenStream, followOnOwnStorage, followOnSharedStorage, pageAt } from "./contrast.ts";

const total = (writes: Readonly<Record<string, number>>) =>
  Object.values(writes).reduce((one, other) => one + other, 0);

describe("who follows a writer", () => {
  it("applies to its cache on shared storage, and writes nothing (facts 7.1)", () => {
    const stream = evenStream(4, 6, 3);
    const { applied, dropped, writes } = followOnSharedStorage(stream, ["1", "4"]);
    assertEquals([applied, dropped, total(writes)], [4, 8, 0]);
  });

  it("does everything again with a copy of its own (facts 12.2)", () => {
    const { applied, dropped, writes } = followOnOwnStorage(evenStream(4, 6, 3), 3);
    assertEquals([applied, dropped], [12, 0]);
    // Transactions 1 to 3 change all six pages, the fourth changes 4 to 6 once more.
    assertEquals(writes, { relayLog: 4, redo: 4, doubleWrite: 9, pages: 9 });
  });

  it("gets every record, and drops or applies it (property)", () => {
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(size, size, size, fc.nat({ max: 12 }), (transactions, pages, each, cached) => {
        const stream = evenStream(transactions, pages, each);
        const names = Array.from(
          { length: Math.min(cached, pages) },
          (_, nth) => pageAt(nth, pages),
        );
        const shared = followOnSharedStorage(stream, names);
        const own = followOnOwnStorage(stream, each);
        assertEquals(shared.applied + shared.dropped, own.applied);
        assertEquals(total(shared.writes), 0);
        assert(total(own.writes) >= 2 * transactions);
        if (names.length === pages) assertEquals(shared.dropped, 0);
      }),
      { seed: 1222 },
    );
  });
});
