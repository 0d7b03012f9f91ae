/** Rules are written with as few parentheses as their meaning needs, and nested only so deep. */
import { assertEquals, assertThrows } from "@std/assert";
import type { Quorum } from "../model/quorum/quorum.ts";
import { TraceError } from "./error.ts";
import type { GroupEvent } from "./event.ts";
import { parseLine } from "./parse.ts";
import { print } from "./print.ts";
import { DEPTH_MAX, depthOf } from "./quorum_text.ts";

const all: Quorum = { count: 4, of: "all" };
const full: Quorum = { count: 3, of: "full" };
const list: Quorum = { count: 1, of: ["a1", "copy 2"] };

function groupWith(write: Quorum): GroupEvent {
  const members = [{ segment: "a1", az: "A", kind: "full" }] as const;
  return { kind: "group", pg: "p0", members, write, read: all };
}

/** A rule and its text. */
const WRITTEN: readonly (readonly [Quorum, string])[] = [
  [all, "4/all"],
  [list, '1/{a1,"copy 2"}'],
  [{ or: [all, full] }, "4/all|3/full"],
  [{ or: [{ and: [all, full] }, full] }, "4/all&3/full|3/full"],
  [{ and: [{ or: [all, full] }, list] }, '(4/all|3/full)&1/{a1,"copy 2"}'],
  [{ and: [{ and: [all, full] }, all] }, "(4/all&3/full)&4/all"],
  [{ or: [all, { or: [full, all] }] }, "4/all|(3/full|4/all)"],
];

for (const [rule, text] of WRITTEN) {
  Deno.test(`${text} is read and written as one rule`, () => {
    const line = `group pg=p0 members=a1@A write=${text} read=4/all`;
    assertEquals(print(groupWith(rule)), line);
    assertEquals(parseLine(line), groupWith(rule));
  });
}

function nested(depth: number): Quorum {
  if (depth === 1) return all;
  const parts = [full, nested(depth - 1)];
  return depth % 2 === 0 ? { and: parts } : { or: parts };
}

function nestedText(depth: number): string {
  return depth === 1 ? "4/all" : `3/full${depth % 2 === 0 ? "&" : "|"}(${nestedText(depth - 1)})`;
}

Deno.test("a rule may be nested only so deep, in either encoding", () => {
  const line = (depth: number) => `group pg=p0 members=a1@A write=${nestedText(depth)} read=4/all`;
  const json = (depth: number) => JSON.stringify(groupWith(nested(depth)));
  const deepest = groupWith(nested(DEPTH_MAX));
  assertEquals(depthOf(deepest.write), DEPTH_MAX);
  assertEquals(parseLine(line(DEPTH_MAX)), deepest);
  assertEquals(parseLine(json(DEPTH_MAX)), deepest);
  assertEquals(parseLine(print(deepest)), deepest);
  assertThrows(() => parseLine(line(DEPTH_MAX + 1)), TraceError, "a rule that is nested less");
  assertThrows(() => parseLine(json(DEPTH_MAX + 1)), TraceError, "a rule that is nested less");
  assertThrows(() => print(groupWith(nested(DEPTH_MAX + 1))), RangeError);
});
