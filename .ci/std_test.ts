/** The stand-ins of `@std/assert` and `@std/testing` refuse what they must refuse. */
import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "@std/assert";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";

const boom = () => {
  throw new RangeError("far too far");
};

const cases: Record<string, { passes: () => unknown; fails: () => unknown }> = {
  assert: { passes: () => assert(1), fails: () => assert(0) },
  assertFalse: { passes: () => assertFalse(""), fails: () => assertFalse("x") },
  assertExists: { passes: () => assertExists(0), fails: () => assertExists(null) },
  assertInstanceOf: {
    passes: () => assertInstanceOf(new RangeError(), Error),
    fails: () => assertInstanceOf(new Error(), RangeError),
  },
  assertEquals: {
    passes: () => assertEquals({ lsn: 1n, of: [1] }, { lsn: 1n, of: [1] }),
    fails: () => assertEquals<unknown>({ lsn: 1n }, { lsn: 1 }),
  },
  assertNotEquals: {
    passes: () => assertNotEquals([1], [2]),
    fails: () => assertNotEquals([1], [1]),
  },
  assertStrictEquals: {
    passes: () => assertStrictEquals("a", "a"),
    fails: () => assertStrictEquals([1], [1]),
  },
  assertNotStrictEquals: {
    passes: () => assertNotStrictEquals([1], [1]),
    fails: () => assertNotStrictEquals(NaN, NaN),
  },
  assertObjectMatch: {
    passes: () => assertObjectMatch({ a: { b: 1, c: 2 } }, { a: { b: 1 } }),
    fails: () => assertObjectMatch({ a: { b: 1 } }, { a: { b: 2 } }),
  },
  assertAlmostEquals: {
    passes: () => assertAlmostEquals(0.1 + 0.2, 0.3),
    fails: () => assertAlmostEquals(0.31, 0.3, 0.001),
  },
  assertMatch: { passes: () => assertMatch("vdl", /v.l/), fails: () => assertMatch("vdl", /x/) },
  assertNotMatch: {
    passes: () => assertNotMatch("vdl", /x/),
    fails: () => assertNotMatch("vdl", /v/),
  },
  assertStringIncludes: {
    passes: () => assertStringIncludes("a quorum", "quo"),
    fails: () => assertStringIncludes("a quorum", "QUO"),
  },
  assertArrayIncludes: {
    passes: () => assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]),
    fails: () => assertArrayIncludes([{ a: 1 }], [{ a: 2 }]),
  },
  assertGreater: { passes: () => assertGreater(2n, 1n), fails: () => assertGreater(1n, 1n) },
  assertGreaterOrEqual: {
    passes: () => assertGreaterOrEqual(1, 1),
    fails: () => assertGreaterOrEqual(0, 1),
  },
  assertLess: { passes: () => assertLess(0, 1), fails: () => assertLess(1, 1) },
  assertLessOrEqual: {
    passes: () => assertLessOrEqual(1, 1),
    fails: () => assertLessOrEqual(2, 1),
  },
  "assertThrows, any": { passes: () => assertThrows(boom), fails: () => assertThrows(() => 1) },
  "assertThrows, the class": {
    passes: () => assertThrows(boom, RangeError),
    fails: () => assertThrows(boom, TypeError),
  },
  "assertThrows, the text": {
    passes: () => assertThrows(boom, Error, "too far"),
    fails: () => assertThrows(boom, Error, "too near"),
  },
  "assertRejects, any": {
    passes: () => assertRejects(() => Promise.reject(new Error("no"))),
    fails: () => assertRejects(() => Promise.resolve()),
  },
  "assertRejects, the text": {
    passes: () => assertRejects(() => Promise.reject(new Error("no")), Error, "no"),
    fails: () => assertRejects(() => Promise.reject(new Error("no")), Error, "yes"),
  },
  "assertRejects, not a throw": {
    passes: () => assertRejects(async () => await Promise.reject(new Error("no"))),
    fails: () => assertRejects(boom),
  },
  fail: { passes: () => {}, fails: () => fail("here") },
  unreachable: { passes: () => {}, fails: () => unreachable() },
};

describe("the stand-in of @std/assert", () => {
  for (const [name, { passes, fails }] of Object.entries(cases)) {
    it(`${name} passes what holds and throws an AssertionError at what does not`, async () => {
      await passes();
      let thrown: unknown;
      try {
        await fails();
      } catch (error) {
        thrown = error;
      }
      if (!(thrown instanceof AssertionError)) throw new Error(`${name} let it pass: ${thrown}`);
    });
  }

  it("returns the error that it caught", async () => {
    assertEquals(assertThrows(boom, RangeError).message, "far too far");
    const error = await assertRejects(() => Promise.reject(new TypeError("odd")), TypeError);
    assertEquals(error.message, "odd");
  });

  it("puts the given message before the reason", () => {
    const error = assertThrows(() => assertEquals(1, 2, "SCL of a1"), AssertionError);
    assertStringIncludes(error.message, "SCL of a1: ");
  });
});

describe("the stand-in of @std/testing/bdd", () => {
  const log: string[] = [];
  describe("a group with hooks", () => {
    beforeAll(() => void log.push("all"));
    beforeEach(() => void log.push("each"));
    afterEach(() => void log.push("done"));
    afterAll(() => void log.push("end"));
    it("runs its first test", () => void log.push("one"));
    it("runs its second test", () => void log.push("two"));
  });
  it("ran the hooks around the tests", () => {
    assertEquals(log, ["all", "each", "one", "done", "each", "two", "done", "end"]);
  });
});
