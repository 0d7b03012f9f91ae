import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mutants } from "../spec/mutants/all.ts";
import { verify } from "../spec/verify.ts";
import { invariants } from "../spec/invariants/all.ts";
import { run } from "./cli.ts";
import { replayCommand } from "./counterexample.ts";
import { capturedIo } from "./io.ts";

/** Runs one command line and gives all that it said. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  return { code: await run(args, io), ...written };
}

async function inTempFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const COMMIT = "volume.creates,writer.allocates,a1.stores.1,b1.stores.1,a1.acks.1,b1.acks.1";

describe("verify --replay", () => {
  it("tells each step with what it shows, and exits with 0 where no claim breaks", async () => {
    const { code, out, err } = await said("verify", "--replay", `tiny/${COMMIT}`);
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /^tiny {2}Small enough to count by hand/);
    assertMatch(out, /^ {3}3 {2}a1\.stores\.1 +store seg=a1 lsn=1\n +scl seg=a1 lsn=1$/m);
    assertMatch(out, /^ {3}6 {2}b1\.acks\.1 +ack seg=b1 lsn=1 scl=1\n +pgcl pg=p1 lsn=1$/m);
    assertMatch(out, /No claim is violated on this path of 6 steps: \d+ claims\s+asked, \d+/);
  });

  it("reads the scope from the path, from the command line, or from both", async () => {
    const whole = await said("verify", "--replay", `tiny/${COMMIT}`);
    assertEquals(await said("verify", "tiny", "--replay", COMMIT), whole);
    assertEquals(await said("verify", "tiny", "--replay", `tiny/${COMMIT}`), whole);
    const address = `https://example.org/explorer.html#tiny/${COMMIT}`;
    assertEquals(await said("verify", "--replay", address), whole);
  });

  it("replays the counterexample of every mutant: the same claim breaks in the last step", async () => {
    for (const mutant of mutants) {
      const claims = invariants.filter(({ code }) => code === mutant.caughtBy);
      const { exploration, scope } = verify(mutant.scope, { mutant, claims });
      const { violation } = exploration;
      const [, , , ...args] = replayCommand({ scope, mutant }, violation!.path).split(" ");
      const { code, out } = await said("verify", ...args, "--json");
      const { steps } = JSON.parse(out);
      const broken = steps.flatMap(
        ({ violations }: { violations: { claim: string; why: string }[] }, at: number) =>
          violations.map(({ claim, why }) => ({ claim, why, at: at + 1 })),
      ).filter(({ claim }: { claim: string }) => claim === mutant.caughtBy);
      const { claim, why, path, atRest } = violation!;
      assertEquals(
        [mutant.name, code, broken],
        [mutant.name, 1, [{ claim, why, at: path.length + (atRest ? 1 : 0) }]],
      );
    }
  });

  it("tells every claim that breaks, where it breaks, and exits with 1", async () => {
    const path = "volume.creates,writer.allocates,writer.allocates,a1.stores.2";
    const { code, out } = await said("verify", "--replay", `tiny/scl-is-the-highest-lsn/${path}`);
    assertEquals(code, 1);
    assertMatch(
      out,
      /^ {3}4 {2}a1\.stores\.2 +store seg=a1 lsn=2\n.*scl.*\n +VIOLATED {2}L2 {2}a1/m,
    );
    assertMatch(out, /^VIOLATED {2}L2 on this path of 4 steps; \d+ claims asked/m);
    const alone = await said(
      "verify",
      "--replay",
      `tiny/scl-is-the-highest-lsn/${path}`,
      "--only",
      "C1",
    );
    assertEquals(alone.code, 0);
  });

  it("is plain data with --json", async () => {
    const { code, out } = await said("verify", "--replay", `tiny/${COMMIT}`, "--json");
    assertEquals(code, 0);
    const { scope, path, steps } = JSON.parse(out);
    assertEquals([scope, path], ["tiny", COMMIT.split(",")]);
    assertEquals(steps[2], {
      name: "a1.stores.1",
      events: [{ kind: "store", seg: "a1", lsn: 1 }, { kind: "scl", seg: "a1", lsn: 1 }],
      violations: [],
    });
  });

  it("of no steps shows that nothing happened", async () => {
    const { code, out } = await said("verify", "tiny", "--replay", "");
    assertEquals(code, 0);
    assertStringIncludes(out, "No claim is violated on this path of 0 steps");
  });

  it("writes the path as a trace that check judges, and as a diagram", async () => {
    await inTempFolder(async (folder) => {
      const files = ["trace", "jsonl", "mmd"].map((form) => `${folder}/path.${form}`);
      const outs = files.flatMap((file) => ["--out", file]);
      assertEquals((await said("verify", "--replay", `tiny/${COMMIT}`, ...outs)).code, 0);
      const verdicts = await Promise.all(
        files.slice(0, 2).map(async (file) => (await said("check", file, "--json")).code),
      );
      assertEquals(verdicts, [0, 0]);
      const heads = files.slice(0, 2).map(async (file) => (await Deno.readTextFile(file))[0]);
      assertEquals(await Promise.all(heads), ["t", "{"]);
      const diagram = await Deno.readTextFile(files[2]!);
      assertStringIncludes(diagram, 'title: "scope tiny"\n---\nsequenceDiagram\n');
      assertStringIncludes(diagram, "\n  b1-->>writer: 6 ack LSN 1, SCL 1\n");
    });
  });

  for (
    const [args, message] of [
      [
        ["--replay", "tiny/volume.creates,writer.alocates"],
        "step 2 of the path, writer.alocates, cannot happen there: nothing that can happen has that" +
        " name; did you mean writer.allocates?; possible there: writer.allocates",
      ],
      [
        ["--replay", "tiny/volume.creates,volume.creates"],
        "step 2 of the path, volume.creates, cannot happen there: its plan does not allow it",
      ],
      [
        ["--replay", "tiny/a1.stores.1"],
        "possible there: volume.creates",
      ],
      [["--replay", "tinny/volume.creates"], "there is no scope tinny; did you mean tiny?"],
      [["--replay", "tiny/no-such/volume.creates"], "there is no mutant no-such"],
      [["--replay", "tiny/a/b/c"], "a trail is SYSTEM/PATH or SYSTEM/VARIANT/PATH"],
      [["tiny", "--replay", "a,,b"], "--replay cannot be read: name 2 of the path is empty"],
      [["--replay", "volume.creates"], "--replay needs a scope: SCOPE/PATH"],
      [
        ["small", "--replay", "tiny/volume.creates"],
        "--replay leads through one scope, not through tiny and small",
      ],
      [
        ["--mutant", "vdl-is-vcl", "--replay", "mtr/lal-ignored/volume.creates"],
        "--replay leads through one mistake, not through lal-ignored and vdl-is-vcl",
      ],
      [
        ["tiny", "--all", "--replay", "volume.creates"],
        "--replay plays one path: --all is for exploring",
      ],
    ] as const
  ) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { code, out, err } = await said("verify", ...args);
      assertEquals([code, out], [3, ""]);
      assertStringIncludes(err, message);
      assert(!err.includes("    at "));
    });
  }
});
