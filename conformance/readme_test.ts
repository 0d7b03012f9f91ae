import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkTrace } from "./check_trace.ts";
import { current, placeOf, READMES } from "./readme.ts";
import { tablesIn } from "./tables.ts";

describe("the READMEs", () => {
  for (const readme of READMES) {
    it(`${readme}: charts, tables and diagrams are current (else: deno task readme)`, async () => {
      const text = await Deno.readTextFile(placeOf(readme));
      assertEquals(current(text), text);
    });
  }

  it("the first one shows the segment, the writer, and how far the claims are proved", async () => {
    const text = await Deno.readTextFile(placeOf("README.md"));
    for (const machine of ["segment", "writer"]) assert(text.includes(`<!-- chart ${machine} -->`));
    assertEquals(tablesIn(text), ["scopes", "large", "claims", "liveness", "refuted"]);
  });

  it("the first one shows a counterexample as a diagram, with what it breaks", async () => {
    const text = await Deno.readTextFile(placeOf("README.md"));
    const [, diagram] = /<!-- diagram small\/ack-at-three\/[^]*?```mermaid\n([^]*?)```/.exec(text)!;
    assert(/is violated: /.test(diagram!));
  });

  for (const language of ["trace", "jsonl"]) {
    it(`the first ${language} that a reader meets keeps what can be judged of it`, async () => {
      const text = await Deno.readTextFile(placeOf("traces/README.md"));
      const [, trace] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)!;
      const { verdict, files } = await checkTrace(trace!);
      assertEquals([verdict, files[0]!.claims.some(({ verdict }) => verdict === "violated")], [
        "holds",
        false,
      ]);
    });
  }

  it("a diagram that is out of date is noticed", () => {
    const old = "<!-- diagram tiny/volume.creates -->\n\nold\n\n<!-- /diagram -->";
    assert(current(old).includes("p1 has 3 copies"));
  });

  it("a table that is out of date is noticed", () => {
    const old = "<!-- table scopes -->\n\n| old |\n\n<!-- /table -->";
    assert(current(old) !== old);
  });
});
