import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { excerpt, spanOf, visible } from "./excerpt.ts";
import { PLAIN } from "./style.ts";

const marked = (text: string, field?: string) => {
  const { start, length } = spanOf(text, field);
  return text.slice(start, start + length);
};

describe("spanOf", () => {
  const line = 'commit-acked txn="t 1" scn=3  # scn=4';

  it("marks a field with its value", () => {
    assertEquals(marked(line, "scn"), "scn=3");
    assertEquals(marked(line, "txn"), 'txn="t 1"');
  });

  it("marks a flag", () => {
    assertEquals(marked("write lsn=1 pg=p0 prev=0 cpl commit", "cpl"), "cpl");
  });

  it("marks a field of a JSON line", () => {
    const json = '{"kind":"recovery","responders":["a1","b1"],"vdl":"7","from":8}';
    assertEquals(marked(json, "vdl"), '"vdl":"7"');
    assertEquals(marked(json, "from"), '"from":8');
    assertEquals(marked(json, "responders"), '"responders":["a1","b1"]');
  });

  it("marks the whole event where the field is absent or none is named", () => {
    assertEquals(marked(line), 'commit-acked txn="t 1" scn=3');
    assertEquals(marked("  heal  # all well", "node"), "heal");
    assertEquals(marked(""), "");
  });
});

describe("excerpt", () => {
  const page = { style: PLAIN, width: 60 };

  it("shows the lines around, with the caret under the field and the reason beside it", () => {
    const before = [{ line: 9, text: "vdl lsn=1" }];
    const after = [{ line: 12, text: "end" }];
    const line = { line: 10, text: "commit-acked txn=t1 scn=3" };
    assertEquals(excerpt({ ...line, before, after, field: "scn", why: "VDL is 1" }, page), [
      "     9 | vdl lsn=1",
      "  > 10 | commit-acked txn=t1 scn=3",
      "                             ^~~~~ VDL is 1",
      "    12 | end",
    ]);
  });

  it("puts a long reason below the caret", () => {
    const why = "the commit record is at LSN 3, and VDL has only reached LSN 1";
    const alone = { line: 1, text: "commit-acked txn=t1 scn=3", before: [], after: [] };
    assertEquals(excerpt({ ...alone, field: "scn", why }, page), [
      "  > 1 | commit-acked txn=t1 scn=3",
      "                            ^~~~~",
      "        the commit record is at LSN 3, and VDL has only",
      "        reached LSN 1",
    ]);
  });

  it("cuts a long line so that the caret stays in sight", () => {
    const text = `x-note x-text="${"a".repeat(100)}" scn=3`;
    const alone = { line: 1, text, before: [], after: [], field: "scn", why: "no" };
    const [shown, caret] = excerpt(alone, page);
    assertEquals(shown!.length <= 60, true);
    assertEquals(shown!.slice(caret!.indexOf("^"), caret!.lastIndexOf("~") + 1), "scn=3");
  });
});

describe("visible", () => {
  it("lets no control character of a file through", () => {
    assertEquals(visible("a\x1b[31m\tb\u202e"), "a\u241b[31m b\ufffd");
  });
});
