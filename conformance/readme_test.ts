import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { current, placeOf, READMES } from "./readme.ts";
import { tablesIn } from "./tables.ts";

describe("the READMEs", () => {
  for (const readme of READMES) {
    it(`${readme}: charts and tables are current (else: deno task readme)`, async () => {
      const text = await Deno.readTextFile(placeOf(readme));
      assertEquals(current(text), text);
    });
  }

  it("the first one shows the segment, the writer, and how far the claims are proved", async () => {
    const text = await Deno.readTextFile(placeOf("README.md"));
    for (const machine of ["segment", "writer"]) assert(text.includes(`<!-- chart ${machine} -->`));
    assertEquals(tablesIn(text), ["scopes", "claims", "refuted"]);
  });

  it("a table that is out of date is noticed", () => {
    const old = "<!-- table scopes -->\n\n| old |\n\n<!-- /table -->";
    assert(current(old) !== old);
  });
});
