/** What a console block says, and when a command keeps its promise. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { consoleBlocks, differs, taskOf } from "./console.ts";

const fence = "```";

describe("a console block", () => {
  it("is a list of commands, each with the lines it prints and its status", () => {
    const text = `Intro\n\n${fence}console\n$ deno task check x\nholds\n\n1 claim\n` +
      `$ deno task check y\nviolated\n$ echo $?\n1\n${fence}\n`;
    assertEquals(consoleBlocks(text), [{
      at: 3,
      slow: false,
      commands: [
        { line: "deno task check x", prints: ["holds", "", "1 claim"], status: 0 },
        { line: "deno task check y", prints: ["violated"], status: 1 },
      ],
    }]);
  });
  it("may be slow, and stands between other blocks", () => {
    const text = `${fence}sh\nls\n${fence}\n${fence}console slow\n$ deno task verify\n${fence}\n`;
    assertEquals(consoleBlocks(text).map(({ slow, at }) => [slow, at]), [[true, 4]]);
  });
  it("ends", () => {
    assertThrows(() => consoleBlocks(`${fence}console\n$ deno task check\n`), Error, "line 1");
  });
  it("must not print before its first command, nor carry an unknown word", () => {
    assertThrows(() => consoleBlocks(`${fence}console\nholds\n${fence}\n`), Error, "line 1");
    assertThrows(() => consoleBlocks(`${fence}console slwo\n$ x\n${fence}\n`), Error, "slwo");
    assertThrows(() => consoleBlocks(`${fence}console\n$ echo $?\n1\n${fence}\n`), Error, "above");
  });
  it("runs deno tasks, through npx or not, and nothing else", () => {
    assertEquals(taskOf("deno task check a.trace --json"), "check a.trace --json");
    assertEquals(taskOf("npx -y deno@2.9.6 task demo"), "demo");
    assertThrows(() => taskOf("rm -r traces"), Error, "not a deno task");
    assertThrows(() => taskOf("deno run x.ts"), Error, "not a deno task");
  });
});

const kept: readonly (readonly [string, string])[] = [
  ["holds", "holds\n"],
  ["holds  \n\n1 claim", "holds\n\n1 claim\n"],
  ["ok | ... passed (...)", "ok | 12 passed (3s)"],
  ["explored ... states", "explored 4,096 states"],
  ["...", "a\nb\nc"],
  ["...", ""],
  ["a\n...\nd", "a\nb\nc\nd"],
  ["a\n...\nd", "a\nd"],
  ["...\nd\n...\nd", "a\nd\nd\nd"],
  ["", ""],
];

const broken: readonly (readonly [string, string])[] = [
  ["holds", "violated"],
  ["a", "a\nb"],
  ["a\nb", "a"],
  ["a\n...\nd", "a\nb"],
  ["explored ... states", "explored 4 edges"],
  ["ok (1.5s)", "ok (1x5s)"],
  ["...\nd", "d\ne"],
  ["", "holds"],
];

describe("a promise", () => {
  for (const [promised, printed] of kept) {
    it(`${JSON.stringify(promised)} is kept by ${JSON.stringify(printed)}`, () => {
      assertEquals(differs(promised.split("\n"), printed), undefined);
    });
  }
  for (const [promised, printed] of broken) {
    it(`${JSON.stringify(promised)} is broken by ${JSON.stringify(printed)}`, () => {
      assertEquals(typeof differs(promised.split("\n"), printed), "string");
    });
  }
  it("names the line where it breaks", () => {
    const why = differs(["a", "...", "d"], "a\nb\nc\n") ?? "";
    assertStringIncludes(why, "shown:   d");
    assertStringIncludes(differs(["a"], "a\nb") ?? "", "more than is shown: b");
  });
});
