/** `traces/violating/` holds the breaking trace of every claim, each in a file of its own. */
import { assertEquals } from "@std/assert";
import { type Invariant, invariants } from "../spec/mod.ts";
import { mustBeCurrent, updating } from "./_current.ts";
import { checkTrace } from "./check_trace.ts";

const folder = new URL("../traces/violating/", import.meta.url);

function nameOf({ code, id }: Invariant): string {
  return `${code.toLowerCase()}_${id.replaceAll("-", "_")}.trace`;
}

function textOf({ code, says, breaks }: Invariant): string {
  return `# Breaks ${code} on its last line: ${says}\n${breaks}`;
}

async function names(): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

Deno.test("traces/violating holds one trace for every claim, and no other file", async () => {
  for (const name of updating ? await names() : []) await Deno.remove(new URL(name, folder));
  for (const claim of invariants) {
    const file = new URL(nameOf(claim), folder);
    await mustBeCurrent(file, textOf(claim), "conformance/violating_test.ts");
  }
  assertEquals(await names(), invariants.map(nameOf).sort());
});

for (const claim of invariants) {
  Deno.test(`${nameOf(claim)} breaks ${claim.code} on its last line`, async () => {
    const text = await Deno.readTextFile(new URL(nameOf(claim), folder));
    const { files: [file] } = await checkTrace(text, { only: [claim.code] });
    assertEquals(file!.verdict, "violated");
    assertEquals(file!.claims[0]!.breach!.line, text.trimEnd().split("\n").length);
  });
}
