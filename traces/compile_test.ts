/** A compiled grammar matches what Ohm matches, on toy grammars that stress one thing each. */
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import * as ohm from "ohm-js";
import { SEED } from "./arbitrary_test.ts";
import { compile } from "./compile.ts";

const NONE: ReadonlySet<string> = new Set();

/** A grammar, and the characters that are worth trying on it. */
const TOYS: readonly (readonly [about: string, rules: string, alphabet: string])[] = [
  [
    "choice is ordered: a shorter first alternative hides a longer one",
    's = ("a" | "ab") "c" end',
    "abc",
  ],
  ["repetition is possessive: it gives nothing back", 's = "a"* ("a" | "b") end', "ab"],
  ["plus needs one", 's = "a"+ ("b" "a")+ end', "ab"],
  ["an option that fails half-way leaves no trace", 's = ("a" "b")? "a" "c"? end', "abc"],
  ["a rule may contain itself", 's = t end\n t = "(" t ")" -- in\n | "a" -- out', "(a)"],
  [
    "rules take arguments, and arguments of arguments",
    's = pair<"a"> end\n pair<x> = both<x, ("b" | "c")>\n both<x, y> = x y x',
    "abc",
  ],
  [
    "characters beyond the basic plane count as one",
    's = "!".."\\u{10FFFF}" "\u{1f9ea}" wide* end\n wide = "\u00e0".."\u00ef"',
    "!\u{1f9ea}\u00e9\ud83e",
  ],
  [
    "a set of characters has those beyond the basic plane",
    's = ("!" | "\u0080".."\u{10FFFF}") "a" end',
    "!a\u{1f9ea}",
  ],
  [
    "a range may start inside a longer set",
    's = (" ".."~" | "\u00e9")+ end',
    "a~\u00e9\u00ea\u007f",
  ],
  ["an empty text may match", "s = end", "a"],
  ["built-in digits and letters work as their own rules do", "s = digit+ hexDigit* end", "09afAFg"],
  ["the whole text must match, with or without an end", 's = "a"', "ab"],
];

for (const [about, rules, alphabet] of TOYS) {
  Deno.test(`${about}: as Ohm does`, () => {
    const grammar = ohm.grammar(`Toy { ${rules} }`);
    const matcher = compile(grammar, "s", NONE);
    const texts = fc.string({
      unit: fc.constantFrom(...alphabet.split(/(?:)/u), "\ud83e"),
      maxLength: 7,
    });
    const verdicts = new Set<boolean>();
    const law = fc.property(texts, (text) => {
      const expected = grammar.match(text, "s").succeeded();
      verdicts.add(expected);
      assertEquals(matcher.match(text) >= 0, expected);
    });
    fc.assert(law, { seed: SEED, numRuns: 2000 });
    assertEquals(verdicts.size, 2);
  });
}

Deno.test("matches of the kept rules are recorded, outer before inner, without dead ends", () => {
  const grammar = ohm.grammar(
    'Toy { s = (word<"k="> ";" | word<"k="> ",")* end  word<k> = k name  name = "a".."z"+ }',
  );
  const matcher = compile(grammar, "s", new Set(["word", "name"]));
  const text = "k=ab,k=c;";
  const count = matcher.match(text);
  const found = Array.from({ length: count }, (_, i) => {
    const [label, start, end] = matcher.found.subarray(3 * i, 3 * i + 3);
    return [matcher.labels[label!]!.rule, matcher.labels[label!]!.key, text.slice(start, end)];
  });
  assertEquals(found, [["word", "k=", "k=ab"], ["name", "", "ab"], ["word", "k=", "k=c"], [
    "name",
    "",
    "c",
  ]]);
});

Deno.test("a text that asks too much of the tape or of the stack does not match", () => {
  const grammar = ohm.grammar(
    'Toy { s = a* t? end\n a = "a"\n t = "(" t ")" -- in\n | "x" -- out\n }',
  );
  const matcher = compile(grammar, "s", new Set(["a"]));
  assertEquals(matcher.match("a".repeat(1000)), 1000);
  assertEquals(matcher.match("a".repeat(2000)), -1);
  assertEquals(matcher.match(`${"(".repeat(100_000)}x${")".repeat(100_000)}`), -1);
  assertEquals(matcher.match("aaa"), 3);
});

Deno.test("a grammar that asks for more than the compiler has is refused", () => {
  const refused = (rules: string) =>
    assertThrows(() => compile(ohm.grammar(`Toy { ${rules} }`), "s", NONE), Error);
  assertEquals(refused('s = &"a" any').message, 'cannot compile &"a"');
  assertEquals(refused('s = s "a" -- more\n | "a" -- one\n').message, "s_more starts with itself");
});
