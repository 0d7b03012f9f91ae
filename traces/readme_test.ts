/** The README says what is so. */
import { assertEquals, assertThrows } from "@std/assert";
import { kindsTable } from "./_docs.ts";
import { TraceError } from "./error.ts";
import { printJson } from "./json.ts";
import { parse, parseLine } from "./parse.ts";
import { print } from "./print.ts";
import readme from "./README.md" with { type: "text" };

/** The fenced blocks of one language. */
function blocks(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm");
  return [...readme.matchAll(fence)].map(([, body]) => body!);
}

Deno.test("the table of kinds is the table of fields", () => {
  const [, table] = /<!-- kinds -->\n\n([^]*)\n\n<!-- \/kinds -->/.exec(readme) ?? [];
  assertEquals(table?.replaceAll(/ +\|/g, " |").replace(/-{3,}/g, "---"), kindsTable());
});

Deno.test("the traces in the README are traces, and go through the other encoding unchanged", () => {
  assertEquals([blocks("trace").length, blocks("jsonl").length], [1, 1]);
  for (const text of [...blocks("trace"), ...blocks("jsonl")]) {
    const events = parse(text);
    assertEquals(parse(events.map((event) => print(event)).join("\n")), events);
    assertEquals(parse(events.map((event) => printJson(event)).join("\n")), events);
  }
});

Deno.test("the errors in the README are the errors of those lines", () => {
  const shown = blocks("error");
  assertEquals(shown.length, 2);
  for (const block of shown) {
    const [line, ...said] = block.trimEnd().split("\n");
    const { message } = assertThrows(() => parseLine(line!), TraceError);
    assertEquals(message.split("\n").slice(1), said);
  }
});
