/** Reports as test runs: cases, JUnit XML and TAP. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { type Case, casesOf } from "./cases.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";
import { judge } from "./judge.ts";
import { toJunit } from "./junit.ts";
import { reportOf } from "./report.ts";
import { select } from "./select.ts";
import { toTap } from "./tap.ts";
import { invariants } from "../spec/mod.ts";
import { locate } from "../traces/mod.ts";

const HEADER = "trace version=1 clock=order\nsees kinds=vdl\n";
const TRACES = {
  good: `${HEADER}vdl lsn=5\nvdl lsn=6\n`,
  bad: `${HEADER}vdl lsn=5\nvdl lsn=4\n`,
  silent: `${HEADER}`,
  damaged: `${HEADER}vdl lsn=x\n`,
};

async function* batches(file: keyof typeof TRACES) {
  yield locate(TRACES[file], file);
}

async function cases(names: readonly (keyof typeof TRACES)[], options = {}): Promise<Case[][]> {
  const claims = select(invariants, { only: ["L8", "C3"] });
  const files = names.map((file) => judge(batches(file), claims, { file }));
  const how = { strict: false, some: true, ...options };
  return casesOf(reportOf(await Promise.all(files), how), how);
}

const told = (found: readonly Case[][]) =>
  found.flat().map(({ file, name, outcome, type }) =>
    `${file} ${name.split(" ")[0]} ${outcome} ${type}`.trimEnd()
  );

describe("the cases of a run", () => {
  it("are one for each claim, and one for what cannot be read", async () => {
    assertEquals(told(await cases(["good", "bad", "damaged"])), [
      "good L8 passed",
      "good C3 skipped unjudged",
      "bad L8 failed violated",
      "bad C3 skipped unjudged",
      "damaged can error unreadable",
    ]);
  });

  it("have one more where nothing can be judged, unless another trace shows what was asked", async () => {
    const silent = ["silent L8 skipped unjudged", "silent C3 skipped unjudged"];
    const error = "silent shows error unjudged";
    assertEquals(told(await cases(["silent"])), [error, ...silent]);
    assertEquals(told(await cases(["good", "silent"])).slice(2), silent);
    const all = await cases(["good", "silent"], { some: false });
    assertEquals(told(all).slice(2), [error, ...silent]);
  });

  it("fail where a claim is unjudged, if asked to be strict", async () => {
    assertEquals(told(await cases(["good"], { strict: true })), [
      "good L8 passed",
      "good C3 failed unjudged",
    ]);
  });
});

/** Names of elements in the order of their tags, and all texts; throws for what is not well formed. */
function parsed(xml: string) {
  const [open, names, texts] = [[] as string[], [] as string[], [] as string[]];
  const tag = /<\?xml [^?]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^<"]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const [whole, closes, name, attributes, empty, text] of xml.matchAll(tag)) {
    at += whole.length;
    if (text !== undefined) texts.push(text);
    if (name === undefined) continue;
    texts.push(...attributes!.matchAll(/"([^"]*)"/g).map(([, value]) => value!));
    if (closes) assertEquals(open.pop(), name);
    else names.push(name);
    if (!closes && !empty) open.push(name);
  }
  assertEquals([at, open], [xml.length, []]);
  for (const text of texts) assert(!/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text), text);
  return { names, texts };
}

const anyText = fc.string({ unit: "binary", maxLength: 20 });
const anyCase: fc.Arbitrary<Case> = fc.record({
  file: anyText,
  name: anyText,
  outcome: fc.constantFrom("passed", "failed", "skipped", "error"),
  type: fc.constantFrom("", "violated"),
  obligations: fc.nat(),
  message: anyText,
  text: fc.array(anyText, { maxLength: 3 }),
});

describe("JUnit XML", () => {
  it("is well formed, whatever stands in a trace (property)", () => {
    fc.assert(fc.property(fc.array(fc.array(anyCase)), (files) => {
      const xml = toJunit(files);
      const { names } = parsed(xml);
      assertEquals(names.filter((name) => name === "testcase").length, files.flat().length);
      // deno-lint-ignore no-control-regex
      assert(!/[\x00-\x08\x0b-\x1f\ufffe\uffff]/.test(xml) && xml.isWellFormed());
    }));
  });

  it("counts what failed, what is wrong with a trace, and what was skipped", async () => {
    const xml = toJunit(await cases(["good", "bad", "damaged"]));
    assertStringIncludes(
      xml,
      '<testsuites name="redoubt" tests="5" failures="1" errors="1" skipped="2">',
    );
    assertStringIncludes(
      xml,
      '<testcase classname="good" name="L8 points-never-go-back" assertions="1"/>',
    );
    assertStringIncludes(xml, '<skipped message="the trace does not show commit-acked"/>');
    assertStringIncludes(
      xml,
      '<failure message="VDL falls from 5 to 4" type="violated">VIOLATED  L8',
    );
    assertMatch(
      xml,
      /<error message="damaged:3:9" type="unreadable">damaged:3:9\n&gt; 3 \| vdl lsn=x/,
    );
  });

  it("is written to a file, beside what is printed", async () => {
    const folder = await Deno.makeTempDir();
    const { io, written } = capturedIo({ stdin: TRACES.bad });
    assertEquals(await run(["check", "-", "--quiet", "--junit", `${folder}/a/b.xml`], io), 1);
    assertStringIncludes(written.out, "VDL falls from 5 to 4");
    assertStringIncludes(await Deno.readTextFile(`${folder}/a/b.xml`), 'failures="1"');
    await Deno.remove(folder, { recursive: true });
  });
});

describe("TAP", () => {
  it("numbers its lines, and breaks none, whatever stands in a trace (property)", () => {
    fc.assert(fc.property(fc.array(fc.array(anyCase)), (files) => {
      const [version, plan, ...lines] = toTap(files).split("\n");
      assertEquals([version, plan, lines.at(-1)], [
        "TAP version 13",
        `1..${files.flat().length}`,
        "",
      ]);
      const results = lines.filter((line) => /^(not )?ok /.test(line));
      results.forEach((line, i) => assertMatch(line, new RegExp(`^(not )?ok ${i + 1} - `)));
      assertEquals(results.length, files.flat().length);
      for (const line of lines) assertMatch(line, /^(?:(?:not )?ok | {2}|#|$)/);
    }));
  });

  it("says what was skipped and why something is not ok", async () => {
    const lines = toTap(await cases(["bad"])).split("\n");
    assertEquals(lines.slice(0, 8), [
      "TAP version 13",
      "1..2",
      "not ok 1 - bad: L8 points-never-go-back",
      "  ---",
      '  message: "VDL falls from 5 to 4"',
      '  file: "bad"',
      "  line: 4",
      "  ...",
    ]);
    assertEquals(
      lines.at(-2),
      "ok 2 - bad: C3 commit-is-answered-once # SKIP the trace does not show commit-acked",
    );
  });

  it("has no directive that a name or a reason brings along", () => {
    const sneaky: Case = {
      ...{ file: "a # SKIP", name: "b\\", outcome: "passed", type: "" },
      ...{ obligations: 1, message: "", text: [] },
    };
    assertStringIncludes(toTap([[sneaky]]), "ok 1 - a \\# SKIP: b\\\\\n");
  });
});
