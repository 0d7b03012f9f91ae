import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { explore } from "./explore.ts";
import { decodePath, decodeTrail, encodePath, encodeTrail, type Trail } from "./path_text.ts";
import { toys } from "./toys/all.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { walk, wander } from "./walk.ts";
import { watchStates } from "./watch.ts";

/** Whole characters of every kind, those that mean something to a shell or an address included. */
const word = fc.string({ unit: "binary", maxLength: 12 });
const name = fc.oneof(
  word.filter((text) => text !== ""),
  fc.constantFrom(",", "/", "%", "#", "%2C", " ", "a.stores.1", 'ear.{"a":1}', "~", "'", "\n", "+"),
);
const path = fc.array(name, { maxLength: 12 });

const WORD = /^[\w.,%/-]*$/;

describe("a path as text", () => {
  it("is read back as it was, whatever the names are", () => {
    fc.assert(
      fc.property(path, (names) => {
        const text = encodePath(names);
        assertMatch(text, WORD);
        assertEquals(decodePath(text), names);
      }),
      { seed: 20271, numRuns: 1000 },
    );
  });

  it("with its system is read back as it was", () => {
    const trail: fc.Arbitrary<Trail> = fc.record(
      { system: word, variant: word, path },
      { requiredKeys: ["system", "path"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(trail, (trail) => {
        const text = encodeTrail(trail);
        assertMatch(text, WORD);
        assertEquals(decodeTrail(text), trail);
        assertEquals(decodeTrail(`https://example.org/explorer.html?a/b#${text}`), trail);
      }),
      { seed: 20272, numRuns: 1000 },
    );
  });

  it("is short and readable", () => {
    assertEquals(encodePath([]), "");
    const path = ["volume.creates", "writer.allocates", "a1.stores.1"];
    assertEquals(
      encodeTrail({ system: "small", variant: "ack-at-three", path }),
      "small/ack-at-three/volume.creates,writer.allocates,a1.stores.1",
    );
    assertEquals(
      encodeTrail({ system: "die hard", path: ["fill.big", 'ear.{"a":1}'] }),
      "die%20hard/fill.big,ear.%7B%22a%22%3A1%7D",
    );
  });

  it("leads where the path leads", () => {
    const watch = watchStates({ "never four": (world) => litresIn(world, "big") !== 4 });
    const { path } = explore(dieHard, { watch }).violation!;
    const { system, path: read } = decodeTrail(encodeTrail({ system: dieHard.name, path }));
    assertEquals(system, "die hard");
    assertEquals(litresIn(walk(dieHard, read).at(-1)!.after, "big"), 4);
    for (const toy of toys) {
      const names = wander(toy, [3, 1, 4, 1, 5, 9, 2, 6]).map(({ move }) => move.name);
      assertEquals(decodePath(encodePath(names)), names);
    }
  });

  it("may be broken into lines, as a terminal does", () => {
    assertEquals(decodePath(" a.b,\n  c.\n  d "), ["a.b", "c.d"]);
    assertEquals(decodeTrail("#small/\n  a,b"), { system: "small", path: ["a", "b"] });
  });

  for (
    const [text, why] of [
      ["a,,b", "name 2 of the path is empty"],
      ["a,b,", "name 3 of the path is empty"],
      [
        "a,b%2",
        "name 2 of the path, b%2, has a % that two hexadecimal digits of UTF-8 must follow",
      ],
      ["%ff", "name 1 of the path, %ff, has a % that two hexadecimal digits of UTF-8 must follow"],
    ] as const
  ) {
    it(`is refused: ${text}`, () => void assertThrows(() => decodePath(text), URIError, why));
  }

  for (const text of ["a,b", "a/b/c/d", ""]) {
    it(`is no trail: ${JSON.stringify(text)}`, () => {
      assertThrows(
        () => decodeTrail(text),
        URIError,
        "a trail is SYSTEM/PATH or SYSTEM/VARIANT/PATH",
      );
    });
  }

  it("cannot be made of names that no text can carry", () => {
    assertThrows(() => encodePath(["a", ""]), URIError, "A move without a name");
    assertThrows(() => encodePath(["\ud800"]), URIError, "half a character");
  });
});
