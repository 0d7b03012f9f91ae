import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { keyOf } from "./key.ts";
import { messageName } from "./message_name.ts";
import type { Message } from "./system.ts";

const named = (to: string, type: string, fields: object = {}) =>
  messageName({ to, event: { type, ...fields } });

describe("the name of a message", () => {
  it("is receiver, type, and each field with its value, in the order of their names", () => {
    assertEquals(named("ear", "hear"), "ear.hear");
    assertEquals(named("a1", "store", { lsn: 3n, from: "writer" }), "a1.store.from.writer.lsn.3n");
    assertEquals(named("a1", "vote", { yes: true, term: -1 }), "a1.vote.term.-1.yes.true");
  });

  it("has the event written out where a short one would leave a doubt", () => {
    assertEquals(named("ear", "hear", { a: "1" }), 'ear.{"a":"1","type":"hear"}');
    assertEquals(named("ear", "hear", { a: "true" }), 'ear.{"a":"true","type":"hear"}');
    assertEquals(named("ear", "hear", { a: "b.c" }), 'ear.{"a":"b.c","type":"hear"}');
    assertEquals(named("ear", "hear", { a: 1.5 }), 'ear.{"a":1.5,"type":"hear"}');
    assertEquals(named("ear", "hear", { a: [1] }), 'ear.{"a":[1],"type":"hear"}');
    assertEquals(named("ear", "hear.b", {}), 'ear.{"type":"hear.b"}');
  });

  it("is had by no other message (property)", () => {
    const word = fc.constantFrom("a", "b", "a.b", "", "1", "-1", "true", "null", '{"a":1}', "a.1");
    const value = fc.oneof(
      word,
      fc.constantFrom<unknown>(1, -1, 0, -0, 1n, 1.5, NaN, true, null, undefined, [], { a: 1 }),
    );
    const message: fc.Arbitrary<Message> = fc.record({
      to: word,
      event: fc.tuple(word, fc.dictionary(word, value, { maxKeys: 2 }))
        .map(([type, fields]) => ({ ...fields, type })),
    });
    // Names are told apart in one large heap: two at a time would seldom be near to each other.
    const names = new Map<string, string>();
    fc.assert(
      fc.property(message, (message) => {
        const name = messageName(message);
        const key = keyOf(message);
        assertEquals(names.get(name) ?? key, key);
        names.set(name, key);
      }),
      { seed: 1999, numRuns: 20_000 },
    );
    assertEquals(new Set(names.values()).size, names.size);
  });
});
