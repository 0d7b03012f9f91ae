/** The compiled grammar never disagrees with Ohm, on good lines and on bad ones. */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { extractExamples } from "ohm-js/extras";
import { anyEvent, damaged, SEED } from "./arbitrary_test.ts";
import { readFast, UNSURE } from "./fast.ts";
import { grammarSource, matchLine } from "./grammar.ts";
import { meaningOf, Refused } from "./meaning.ts";
import { print } from "./print.ts";

/** What the grammar says of a line: its event, undefined for none, UNSURE where it refuses. */
function slowly(text: string): unknown {
  const match = matchLine(text);
  if (match.failed()) return UNSURE;
  try {
    return meaningOf(match);
  } catch (error) {
    if (error instanceof Refused) return UNSURE;
    throw error;
  }
}

interface Tally {
  plain: number;
  refused: number;
}

/** The fast reader may be unsure; what it says must be what the grammar says. */
function agree(text: string, tally: Tally = { plain: 0, refused: 0 }): void {
  const [fast, slow] = [readFast(text), slowly(text)];
  if (slow === UNSURE) tally.refused++;
  if (fast === UNSURE) return;
  tally.plain++;
  assertEquals(fast, slow);
}

Deno.test("the compiled grammar reads every example of the grammar as Ohm does", () => {
  for (const { example } of extractExamples(grammarSource)) agree(example);
});

Deno.test("the compiled grammar reads every line as Ohm does, plain or not", () => {
  const tally = { plain: 0, refused: 0 };
  const lines = anyEvent.map((event) => print(event));
  fc.assert(fc.property(lines, (line) => agree(line, tally)), { seed: SEED, numRuns: 2000 });
  assert(tally.plain > 500, `only ${tally.plain} lines were plain`);
  assertEquals(tally.refused, 0);
});

Deno.test("the compiled grammar judges damaged lines as Ohm does", () => {
  const tally = { plain: 0, refused: 0 };
  const lines = anyEvent.chain((event) => damaged(print(event)));
  fc.assert(fc.property(lines, (line) => agree(line, tally)), { seed: SEED, numRuns: 6000 });
  assert(tally.plain > 300, `only ${tally.plain} damaged lines were plain`);
  assert(tally.refused > 1000, `only ${tally.refused} damaged lines were refused`);
});

Deno.test("a plain line never needs the slow reader", () => {
  for (
    const line of [
      "write lsn=7 pg=p0 prev=6 page=17 mtr=m3 txn=t1 cpl commit",
      "store seg=a1 lsn=0/15232A8 vepoch=2 by=a1 t=1763712000000000",
      "ack seg=a1 lsn=7 scl=7",
      'commit-failed txn=t1 why="the writer was fenced"',
      "partition nodes=a1,a2,w x-cause=switch",
      "",
      "  # a note",
    ]
  ) {
    assert(readFast(line) !== UNSURE, line);
  }
});
