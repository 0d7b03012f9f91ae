/**
 * Commands and their exact output: each `testdata/*.console` is a transcript, run in this process.
 * Lines that start with `2> ` are standard error.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { ModelError } from "../model/explore/mod.ts";
import { mustBeCurrent } from "./_current.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";

const here = new URL("./testdata/", import.meta.url);

// Transcripts name files as a reader of the repository would.
Deno.chdir(new URL("../", import.meta.url));

for (const { name } of await Array.fromAsync(Deno.readDir(here))) {
  if (!name.endsWith(".console")) continue;
  Deno.test(`${name} is what the commands in it print`, async () => {
    const file = new URL(name, here);
    const commands = (await Deno.readTextFile(file)).match(/^\$ .+$/gm) ?? [];
    const shown = [];
    for (const command of commands) shown.push(await replay(command));
    assertEquals(shown.length > 0, true);
    await mustBeCurrent(file, shown.join("\n"), "conformance/cli_test.ts");
  });
}

Deno.test("no line for people is wider than 80 columns, but for commands to be copied", async () => {
  const wide = [];
  for (const { name } of await Array.fromAsync(Deno.readDir(here))) {
    if (!name.endsWith(".console")) continue;
    const blocks = (await Deno.readTextFile(new URL(name, here))).split(/^(?=\$ )/m);
    const lines = blocks.filter((block) => !/^\$ .* --(?:json|tap)/.test(block))
      .flatMap((block) => block.split("\n"));
    wide.push(...lines.filter((line) => line.length > 80 && !COPIED.test(line)));
  }
  assertEquals(wide, []);
});

/** Commands, errors that name a file, and rows that hold a command. */
const COPIED = /^(?:\$|2>| +(?:Again|Shrink) )/;

/** Runs `$ deno task NAME ARGUMENT... [< FILE]` and gives it with all that it prints. */
async function replay(line: string): Promise<string> {
  const [command = "", input] = line.replace("$ deno task ", "").split(" < ");
  const stdin = input === undefined ? "" : await Deno.readTextFile(input);
  const { io, written } = capturedIo({ stdin });
  const code = await run(command.split(" ").filter(Boolean), io);
  const errors = written.err.replace(/^(?=.)/gm, "2> ");
  return `${line}\n${written.out}${errors}exit ${code}\n`;
}

Deno.test("an exception is our own fault: one clear message, no stack trace, exit code 70", async () => {
  const { io, written } = capturedIo();
  const broken = {
    ...io,
    stdin: () => {
      throw new TypeError("planted");
    },
  };
  assertEquals(await run(["check", "-"], broken), 70);
  assertStringIncludes(written.err, "error: our own fault: TypeError: planted");
  assertEquals(written.err.includes("    at "), false);
});

Deno.test("a model that cannot be explored is refused, with exit code 3", async () => {
  const { io, written } = capturedIo();
  const broken = {
    ...io,
    stdin: () => {
      throw new ModelError("planted");
    },
  };
  assertEquals(await run(["check", "-"], broken), 3);
  assertEquals(written.err, "error: this model cannot be explored: planted\n");
});

Deno.test("--debug shows where our own fault happened", async () => {
  const { io, written } = capturedIo();
  const broken = {
    ...io,
    stdin: () => {
      throw new TypeError("planted");
    },
  };
  assertEquals(await run(["check", "-", "--debug"], broken), 70);
  assertStringIncludes(written.err, "    at ");
});
