/** Every command of every README prints what the README shows, and every example runs. */
import { assert, assertEquals } from "@std/assert";
import { type Block, type Command, consoleBlocks, differs, fences, taskOf } from "./console.ts";
import { sources, top } from "./sources.ts";

const readmes = sources().filter(({ path }) => /^(?!.*testdata).*README\.md$/.test(path));
const onServer = Deno.env.get("CI") === "true";

/** These run this test: `.ci/run` calls them, and counts what they print. */
const RUNS_US = /^(test|test:shell|ok)$/;

for (const { path, text } of readmes) {
  Deno.test(`${path} shows what its commands print`, async (t) => {
    const blocks = consoleBlocks(text);
    if (path === "README.md") assert(blocks.length > 0, "README.md shows no command");
    for (const block of blocks) {
      await t.step({
        name: `line ${block.at}: ${block.commands.map(({ line }) => line).join("; ")}`,
        ignore: block.slow && !onServer,
        fn: () => keeps(block),
      });
    }
  });

  if (path !== "README.md") continue; // others may show a command on a file that the reader has
  Deno.test("README.md keeps its commands in console blocks, where they are run", () => {
    const others = fences(text).filter(({ words }) => words[0] !== "console");
    const hidden = others.flatMap(({ lines }) =>
      lines.filter((line) => /^\$? *(npx .*)?deno .*task /.test(line))
    );
    assertEquals(hidden, []);
  });
}

Deno.test("every TypeScript example of a README runs", async () => {
  const examples = readmes.filter(({ text }) =>
    fences(text).some(({ words }) => words[0] === "ts")
  );
  if (examples.length === 0) return;
  const paths = examples.map(({ path }) => path);
  const { status, out, err } = await deno(["test", "--doc", "--allow-read", ...paths]);
  assertEquals(status, 0, out + err);
});

// An example that registers tests of its own cannot run inside one: it is a test file.
Deno.test("every example of a test in a README passes", async () => {
  const examples = readmes.flatMap(({ text }) =>
    fences(text).filter(({ words }) => words.join(" ") === "ts ignore")
  );
  assert(examples.length > 0);
  for (const { lines } of examples) {
    const file = await Deno.makeTempFile({ dir: top.pathname, suffix: "_test.ts" });
    try {
      await Deno.writeTextFile(file, lines.join("\n"));
      const { status, out, err } = await deno(["test", "--allow-read", file]);
      assertEquals(status, 0, out + err);
      assert(/ok \| [1-9]/.test(out), out);
    } finally {
      await Deno.remove(file);
    }
  }
});

async function keeps(block: Block): Promise<void> {
  for (const { line, prints, status } of block.commands) {
    const task = taskOf(line);
    if (RUNS_US.test(task)) {
      promisesOnlySuccess({ line, prints, status });
      continue;
    }
    const got = await deno(["task", "--quiet", "--eval", `deno task --quiet ${task}`]);
    const printed = got.out.trim() === "" ? got.err : got.out;
    const whole = `\n$ ${line}\n${got.out}${got.err}`;
    const why = differs(prints, printed);
    assert(why === undefined, `${why}${whole}`);
    assertEquals(got.status, status, `exit status of${whole}`);
  }
}

/** What cannot be compared here may say no more than that the tests pass. */
function promisesOnlySuccess({ line, prints, status }: Command): void {
  const wild = prints.every((shown) => shown === "..." || /^ok \| \.\.\. /.test(shown));
  assert(wild && status === 0, `${line} runs this test: show "..." and "ok | ... passed ..." only`);
}

async function deno(args: string[]): Promise<{ status: number; out: string; err: string }> {
  const command = new Deno.Command(Deno.execPath(), {
    args,
    cwd: top,
    env: { NO_COLOR: "1" },
    stdin: "null",
  });
  const { code, stdout, stderr } = await command.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { status: code, out: out ?? "", err: err ?? "" };
}
