import { describe, it } from "@std/testing/bdd";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../arguments.ts";
import { capturedIo } from "../io.ts";
import { chartOf } from "./chart_of.ts";
import { chart } from "./command.ts";
import { copier } from "./_example_machines.ts";
import { toMermaid } from "./mermaid.ts";
import { chartBlock } from "./readme.ts";

const machines = { copier };

async function output(...args: string[]): Promise<string> {
  const { io, written } = capturedIo();
  assertEquals(await chart(args, io, machines), 0);
  return written.out;
}

async function refusal(...args: string[]): Promise<string> {
  const { message } = await assertRejects(() => chart(args, capturedIo().io, machines), UsageError);
  return message;
}

describe("chart", () => {
  it("draws Mermaid text unless told otherwise", async () => {
    assertEquals(await output("copier"), toMermaid(chartOf(copier)));
    assertEquals(await output("copier", "--format", "mermaid"), toMermaid(chartOf(copier)));
  });
  it("draws SVG and JSON", async () => {
    assert((await output("copier", "--format", "svg")).startsWith("<svg "));
    assertEquals(
      JSON.parse(await output("copier", "--format=json")),
      structuredClone(chartOf(copier)),
    );
    assertEquals(await output("copier", "--json"), await output("copier", "--format", "json"));
  });
  it("names the machines when it does not know one, and the nearest", async () => {
    assertEquals(
      await refusal("copir"),
      "there is no machine copir; did you mean copier? the machines are copier",
    );
    assertEquals(await refusal("xyz"), "there is no machine xyz; the machines are copier");
    assertEquals(
      await refusal("toString"),
      "there is no machine toString; the machines are copier",
    );
    assertEquals(await refusal(), "no machine is named; the machines are copier");
    assertEquals(await refusal("copier", "copier"), "one machine at a time, not copier and copier");
  });
  it("names the formats when it does not know one", async () => {
    assertEquals(
      await refusal("copier", "--format", "png"),
      "there is no format png; the formats are mermaid, svg, json",
    );
  });
  it("writes to a file in the format that its name asks for", async () => {
    const folder = await Deno.makeTempDir();
    const file = `${folder}/copier.svg`;
    assertEquals(await output("copier", "--out", file), "");
    assertEquals(await Deno.readTextFile(file), await output("copier", "--format", "svg"));
    await Deno.remove(folder, { recursive: true });
  });
  it("refuses a file that does not tell its format", async () => {
    assertEquals(
      await refusal("copier", "--out", "copier.png"),
      "copier.png does not tell its format: end it in one of .svg, .mmd, .mermaid, .json, " +
        "or say --format",
    );
    assert((await refusal("copier", "--out", "a.svg/copier")).startsWith("a.svg/copier does not"));
    const folder = await Deno.makeTempDir();
    assertEquals(await output("copier", "--format", "svg", "--out", `${folder}/copier.txt`), "");
    assert((await Deno.readTextFile(`${folder}/copier.txt`)).startsWith("<svg "));
    assertEquals(await output("copier", "--out", `${folder}/copier.mmd`), "");
    assertEquals(await Deno.readTextFile(`${folder}/copier.mmd`), await output("copier"));
    await Deno.remove(folder, { recursive: true });
  });
  it("refuses to draw in two formats, or a chart and a README at once", async () => {
    for (
      const [args, message] of [
        [["--json", "--format", "svg"], "--format svg and --json ask for two formats"],
        [["--format", "svg", "--out", "a.json"], "--format svg and --out a.json ask for"],
        [["--json", "--out", "a.svg"], "--json and --out a.svg ask for two formats"],
        [["--readme", "a.md"], "--readme and MACHINE cannot be given together"],
      ] as const
    ) assert((await refusal("copier", ...args)).startsWith(message), message);
    assertEquals(
      await refusal("--readme", "a.md", "--json"),
      "--readme and --json cannot be given together",
    );
    assertEquals(
      await output("copier", "--json", "--format", "json"),
      await output("copier", "--json"),
    );
  });
  it("draws the charts of a README anew", async () => {
    const file = await Deno.makeTempFile();
    await Deno.writeTextFile(file, "a <!-- chart copier -->old<!-- /chart --> b");
    assertEquals(await output("--readme", file), "");
    const text = await Deno.readTextFile(file);
    assertEquals(text, `a <!-- chart copier -->${chartBlock(copier)}<!-- /chart --> b`);
    await Deno.remove(file);
  });
  it("says which file it cannot read or write", async () => {
    const refused = await refusal("copier", "--out", "no/such/folder/copier.svg");
    assert(refused.startsWith("cannot write no/such/folder/copier.svg"), refused);
    assert((await refusal("--readme", "no/such/file")).startsWith("cannot read no/such/file"));
  });
});
