/** The command line as a process of its own, with no permission but to read. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";

const root = new URL("../", import.meta.url);

function cli(permissions: readonly string[], ...args: string[]): Deno.Command {
  return deno(["run", "--no-prompt", ...permissions, "conformance/cli.ts", ...args], { cwd: root });
}

function deno(args: string[], { cwd }: { cwd: string | URL }): Deno.Command {
  // Where a task runs these tests, it has said from where it was called.
  const { INIT_CWD: _, ...env } = Deno.env.toObject();
  const [stdin, stdout, stderr] = ["piped", "piped", "piped"] as const;
  return new Deno.Command(Deno.execPath(), {
    ...{ args, cwd, env: { ...env, NO_COLOR: "1" }, clearEnv: true },
    ...{ stdin, stdout, stderr },
  });
}

async function run(command: Deno.Command, stdin = new Uint8Array()) {
  const process = command.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(stdin);
  await writer.close();
  const { code, stdout, stderr } = await process.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out: out!, err: err! };
}

const READ = ["--allow-read"];
const broken = "conformance/testdata/acked_at_three.trace";

describe("the command line as a process", () => {
  it("writes no colour and no progress to a pipe", async () => {
    const { code, out, err } = await run(cli(READ, "check", broken, "--only", "C2"));
    assertEquals([code, err, out.includes("\x1b")], [1, "", false]);
    assertStringIncludes(out, "VIOLATED  C2");
  });

  it("judges gzipped standard input", async () => {
    const file = await Deno.open(new URL("traces/conforming/first_commit.trace", root));
    const packed = file.readable.pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    const { code, out } = await run(cli(READ, "check", "-", "--only", "C1"), bytes);
    assertEquals(code, 0);
    assertStringIncludes(out, "standard input  64 events");
  });

  it("keeps its exit code when the reader of its output has left", async () => {
    const process = cli(READ, "check", "traces/violating").spawn();
    await process.stdout.cancel();
    await process.stdin.close();
    const { code } = await process.status;
    assertEquals([code, await new Response(process.stderr).text()], [1, ""]);
  });

  it("says which permission is missing, without a stack trace", async () => {
    const { code, err } = await run(cli([], "check", broken));
    assertEquals(code, 3);
    assertStringIncludes(err, `error: may not read ${broken}: run with --allow-read`);
  });

  it("searches on one thread where others may not read what they run, and says so", async () => {
    const { code, out } = await run(cli([], "verify", "tiny", "--workers", "2"));
    assertEquals(code, 0);
    assertStringIncludes(out.replace(/\s+/g, " "), "on one thread: others need permission to read");
  });

  it("takes paths from where it was called, as a task too", async () => {
    const { code, out } = await run(deno(["task", "check", "first_commit.trace", "--only", "C1"], {
      cwd: new URL("traces/conforming/", root),
    }));
    assertEquals(code, 0);
    assertStringIncludes(out, "first_commit.trace  64 events\n");
  });
});

describe("deno test without a path", () => {
  const inFolder = async (use: (folder: string) => Promise<void>) => {
    await Deno.mkdir(new URL("recordings/", root), { recursive: true });
    const folder = await Deno.makeTempDir({ dir: new URL("recordings/", root).pathname });
    try {
      await Deno.writeTextFile(`${folder}/mine_test.ts`, "Deno.test('mine', () => {});\n");
      await use(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };

  it("runs the tests of the folder it is called in, and no others", async () => {
    await inFolder(async (folder) => {
      const { code, out } = await run(deno(["test", "--no-prompt"], { cwd: folder }));
      assertEquals(code, 0);
      assertEquals(out.match(/from \S+_test\.ts/g), ["from ./mine_test.ts"]);
    });
  });
});
