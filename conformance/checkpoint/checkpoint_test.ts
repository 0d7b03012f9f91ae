import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { run } from "../cli.ts";
import { capturedIo } from "../io.ts";
import { readCheckpoint, writeCheckpoint } from "./file.ts";

/** Runs `verify` and gives all that it said. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  return { code: await run(["verify", ...args], io), ...written };
}

/** What a run found, but for what it took. */
function found(out: string) {
  const [{ seconds: _, asked: __, bytes: ___, ...found }] = JSON.parse(out);
  return found;
}

async function inFolder(use: (file: string, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(`${folder}/checkpoint`, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

describe("a checkpoint", () => {
  it("goes on where a search stopped, as often as it stops, and finds the same", async () => {
    for (
      const args of [
        ["mtr"],
        ["tiny", "--no-symmetry", "--only", "C2,L2"],
        ["--mutant", "own-record-only", "--all"],
      ]
    ) {
      await inFolder(async (file, folder) => {
        const whole = await said(...args, "--json");
        const first = await said(...args, "--json", "--max-states", "20", "--checkpoint", file);
        assertEquals([first.code, found(first.out).complete], [2, false]);
        assertStringIncludes(first.err, `to go on: deno task verify --resume ${file}\n`);
        const next = await said("--json", "--max-states", "100", "--resume", file);
        assertEquals([found(next.out).complete, found(next.out).states > 100], [false, true]);
        const last = await said("--json", "--resume", file);
        assertEquals([last.code, found(last.out)], [whole.code, found(whole.out)]);
        // It came to an end: nothing is left to go on with.
        assertEquals([...Deno.readDirSync(folder)], []);
      });
    }
  });

  it("is kept elsewhere where another file is named", async () => {
    await inFolder(async (file) => {
      await said("mtr", "--max-states", "20", "--checkpoint", file);
      const other = `${file}.other`;
      await said("--resume", file, "--max-states", "100", "--checkpoint", other);
      assert(readCheckpoint(file).facts.states < readCheckpoint(other).facts.states);
      assertEquals((await said("--resume", other, "--checkpoint", `${file}.third`)).err, "");
    });
  });

  it("is refused where it is not what was written", async () => {
    await inFolder(async (file) => {
      await said("tiny", "--max-states", "100", "--checkpoint", file);
      const bytes = await Deno.readFile(file);
      const refused = async (content: Uint8Array | string, why: string) => {
        const encoded = typeof content === "string" ? new TextEncoder().encode(content) : content;
        await Deno.writeFile(file, encoded);
        const { code, out, err } = await said("--resume", file);
        assertEquals([code, out], [3, ""]);
        assertStringIncludes(err, `error: ${file} ${why}`);
      };
      const damaged = "is damaged: it was cut short or changed after it was written\n";
      for (const size of [30, 1000, bytes.length - 16, bytes.length - 1]) {
        await refused(bytes.slice(0, size), damaged);
      }
      for (const at of [100, bytes.length >> 1, bytes.length - 1]) {
        await refused(bytes.map((byte, i) => i === at ? byte ^ 1 : byte), damaged);
      }
      await refused("", "is no checkpoint\n");
      await refused("segment,lsn\n", "is no checkpoint\n");
      await refused("redoubt checkpoint 2 10\n", "is a checkpoint of version 2, not 1\n");
      await Deno.writeFile(file, bytes);
      const { words, ...header } = readCheckpoint(file);
      const saved = { facts: header.facts, words: [...words] };
      writeCheckpoint(file, { ...header, revision: "another" }, saved);
      await refused(await Deno.readFile(file), "is a checkpoint of another revision of the model");
    });
  });

  it("that cannot be read or written is told before anything is explored", async () => {
    await inFolder(async (_, folder) => {
      const nowhere = `${folder}/no/such/folder/checkpoint`;
      for (const args of [["tiny", "--checkpoint"], ["--resume"]]) {
        const { code, out, err } = await said(...args, nowhere);
        assertEquals([code, out], [3, ""]);
        assertStringIncludes(err, `${nowhere}: no such file or directory`);
      }
    });
  });

  for (
    const [args, message] of [
      [["tiny", "mtr", "--checkpoint", "x"], "--checkpoint keeps one search: name one scope"],
      [["--checkpoint", "x"], "--checkpoint keeps one search: name one scope"],
      [["tiny", "--checkpoint", "x", "--workers", "2"], "--checkpoint and --workers cannot be"],
      [["tiny", "--resume", "x"], "--resume and SCOPE cannot be given together"],
      [["--resume", "x", "--mutant", "ack-at-three"], "--resume and --mutant cannot be given"],
    ] as const
  ) {
    it(`is wrong usage with ${args.join(" ")}`, async () => {
      const { code, out, err } = await said(...args);
      assertEquals([code, out], [3, ""]);
      assertStringIncludes(err, message);
    });
  }
});

function exists(file: string): Promise<boolean> {
  return Deno.stat(file).then(() => true, () => false);
}

describe("Ctrl-C", () => {
  it("ends a search that is kept, and it can be gone on with", async () => {
    await inFolder(async (file) => {
      const cli = new URL("../cli.ts", import.meta.url).pathname;
      const process = new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "-RW", cli, "verify", "small", "--json", "--checkpoint", file],
        ...{ stdin: "null", stdout: "piped", stderr: "piped" },
      }).spawn();
      while (!await exists(file)) await new Promise((resolve) => setTimeout(resolve, 50));
      process.kill("SIGINT");
      const { code, stdout, stderr } = await process.output();
      const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      assertEquals([code, found(out!).complete], [2, false]);
      assertStringIncludes(err!, `to go on: deno task verify --resume ${file}\n`);
      const limit = String(found(out!).states + 500);
      const next = await said("--resume", file, "--max-states", limit, "--json");
      const whole = await said("small", "--max-states", limit, "--json");
      assertEquals(found(next.out), found(whole.out));
    });
  });
});
