import { describe, it } from "@std/testing/bdd";
import { assert, assertEquals } from "@std/assert";
import { awkward, copier } from "./_example_machines.ts";
import { chartBlock, outdatedCharts, updateReadme } from "./readme.ts";

const machines = { copier, awkward };
const page = (name: string, inside: string) =>
  `# Title\n\n<!-- chart ${name} -->${inside}<!-- /chart -->\n\nMore text.\n`;

describe("outdatedCharts", () => {
  it("finds nothing in a text whose charts are current", () => {
    const text = page("copier", chartBlock(copier)) + page("awkward", chartBlock(awkward));
    assertEquals(outdatedCharts(text, machines), []);
  });
  it("names a chart that is old, one of no machine, and one without an end", () => {
    assertEquals(outdatedCharts(page("copier", "\nold\n"), machines), ["copier"]);
    assertEquals(outdatedCharts(page("copier", chartBlock(awkward)), machines), ["copier"]);
    assertEquals(outdatedCharts(page("lost", "\nold\n"), machines), ["lost"]);
    const endless = `<!-- chart awkward -->${chartBlock(awkward)}`;
    assertEquals(outdatedCharts(endless + page("copier", chartBlock(copier)), machines), [
      "awkward",
    ]);
  });
});

describe("updateReadme", () => {
  it("draws every old chart anew and leaves the rest as it stands", () => {
    const old = page("copier", "\nold\n") + page("awkward", "");
    const current = page("copier", chartBlock(copier)) + page("awkward", chartBlock(awkward));
    assertEquals(updateReadme(old, machines), current);
    assertEquals(updateReadme(current, machines), current);
  });
  it("leaves alone what it cannot draw", () => {
    const text = page("lost", "\nold\n") + "<!-- chart copier -->\n";
    assertEquals(updateReadme(text, machines), text);
  });
});

describe("chartBlock", () => {
  it("is a fenced Mermaid block", () => {
    const block = chartBlock(copier);
    assert(block.startsWith("\n\n```mermaid\n---\ntitle: copier\n"));
    assert(block.endsWith("\n```\n\n"));
  });
});
