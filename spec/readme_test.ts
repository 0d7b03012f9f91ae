import { assertEquals } from "@std/assert";
import readme from "./README.md" with { type: "text" };
import { invariants } from "./mod.ts";

Deno.test("README.md lists every claim as the claim itself says it, in reading order", () => {
  const rows = readme.split("\n").filter((line) => /^\| [A-Z]\d/.test(line))
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));
  const claims = invariants.map(({ code, id, says, source }) => {
    const file = `${code.toLowerCase()}_${id.replaceAll("-", "_")}`;
    return [code, `[${id}](invariants/${file}.ts)`, says, source];
  });
  assertEquals(rows, claims);
});
