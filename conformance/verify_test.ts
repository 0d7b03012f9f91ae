import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";

/** Runs one command line and gives all that it said. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  return { code: await run(args, io), ...written };
}

async function inTempFile(use: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(`${folder}/counterexample.trace`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Found {
  readonly claim: string;
  readonly path: readonly string[];
}

function withoutReplay({ replay: _, ...found }: Found & { readonly replay: string }): Found {
  return found;
}

describe("verify", () => {
  it("tells bounds, states, obligations and witnesses, and exits with 0", async () => {
    const { code, out, err } = await said("verify", "tiny");
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /Bounds +group p1 \(3 copies, 2\/3\); 2 records/);
    assertMatch(out, /States +177 that stand for 758, up to 6 renamings/);
    assertMatch(out, /holds +C2 +ack-leaves-no-lower-record-behind +215 obligations/);
    assertMatch(out, /seen +hole-closed-by-gossip, after 6 steps/);
    assertStringIncludes(out, "Every state within these bounds was reached");
  });

  it("finds the same on several threads, and says on how many", async () => {
    for (const args of [["mtr"], ["--mutant", "own-record-only", "--all"]]) {
      const runs = [];
      for (const workers of ["1", "2"]) {
        const { code, out } = await said("verify", ...args, "--workers", workers, "--json");
        const [{ seconds: _, asked: __, bytes: ___, ...run }] = JSON.parse(out);
        assertEquals(run.workers, Number(workers));
        runs.push({ code, ...run, workers: undefined });
      }
      assertEquals(runs[1], runs[0]);
    }
    const { out } = await said("verify", "tiny", "--workers", "2");
    assertMatch(out, /Speed +\d+\.\d+ s on 2 threads, /);
  });

  it("writes a counterexample that check judges violated by the same claim", async () => {
    await inTempFile(async (file) => {
      const verified = await said("verify", "--mutant", "own-record-only", "--out", file);
      assertEquals(verified.code, 1);
      const claim = /caught by (\S+) first/.exec(verified.out)?.[1];
      const checked = await said("check", file, "--json");
      assertEquals(checked.code, 1);
      const { claims } = JSON.parse(checked.out).files[0];
      const violated = claims.filter(({ verdict }: { verdict: string }) => verdict === "violated");
      assert(violated.some(({ code }: { code: string }) => code === claim));
    });
  });

  it("writes it with --json too, and asks only the claims that are named", async () => {
    await inTempFile(async (file) => {
      const args = ["--mutant", "own-record-only", "--only", "C2", "--json", "--out", file];
      const { code, out } = await said("verify", ...args);
      assertEquals(code, 1);
      assertEquals(JSON.parse(out)[0].violation.claim, "C2");
      assertEquals((await said("check", file, "--only", "C2", "--quiet")).code, 1);
    });
  });

  it("writes one counterexample for every claim that breaks, each judged by it, with --all", async () => {
    await inTempFile(async (file) => {
      const args = ["--mutant", "own-record-only", "--all", "--out", file];
      const { code, out } = await said("verify", ...args);
      assertEquals(code, 1);
      const claims = [...out.matchAll(/^ {2}([A-Z]\d+) +(\d+) steps? {2}/gm)].map((row) => row[1]!);
      assertMatch(out, new RegExp(`VIOLATED  ${claims.length} claims, each by a shortest path:`));
      assert(claims.length > 1);
      for (const claim of claims) {
        const written = file.replace(".trace", `.${claim}.trace`);
        assertStringIncludes(out, `deno task check ${written} --only ${claim}`);
        assertEquals((await said("check", written, "--only", claim, "--quiet")).code, 1);
      }
    });
  });

  it("finds with --all what each claim finds alone, by paths as short", async () => {
    await inTempFile(async (file) => {
      const args = ["tiny", "--mutant", "own-record-only", "--json", "--out", file];
      const [all] = JSON.parse((await said("verify", ...args, "--all")).out);
      assertEquals([all.complete, all.violation], [true, withoutReplay(all.violations[0])]);
      const lengths = Object.fromEntries(
        all.violations.map(({ claim, path }: Found) => [claim, path.length]),
      );
      for (const claim of ["L4", "C1", "C2", "C4", "D1"]) {
        const [alone] = JSON.parse((await said("verify", ...args, "--only", claim)).out);
        assertEquals([claim, alone.violation?.path.length], [claim, lengths[claim]]);
      }
    });
  });

  it("writes a diagram where the name of the file asks for one, and a trace beside it", async () => {
    await inTempFile(async (file) => {
      const diagram = file.replace(".trace", ".mmd");
      const args = ["--mutant", "own-record-only", "--only", "C2", "--out", diagram, "--out", file];
      const { code, out } = await said("verify", ...args);
      assertEquals(code, 1);
      const [, replay] = /^ {2}Replay +deno task (.*)$/m.exec(out)!;
      assertEquals((await said(...replay!.split(" "))).code, 1);
      const text = await Deno.readTextFile(diagram);
      assertStringIncludes(text, 'title: "scope tiny, mistake own-record-only"');
      assertMatch(text, /^ {4}Note over client,\w+: C2 is violated: /m);
      assertEquals((await said("check", file, "--only", "C2", "--quiet")).code, 1);
    });
  });

  it("refuses a file that cannot be written", async () => {
    const { code, err } = await said(
      "verify",
      "--mutant",
      "own-record-only",
      "--out",
      "/dev/null/x",
    );
    assertEquals(code, 3);
    assertStringIncludes(err, "error: cannot write /dev/null/x: ");
  });

  it("says so when a mistake is shown outside the scope it is made for", async () => {
    await inTempFile(async (file) => {
      const args = ["two-groups", "--mutant", "three-copies-in-one-az", "--out", file];
      const { code, out } = await said("verify", ...args);
      assertEquals(code, 1);
      assertStringIncludes(out, "the mistake is made for scope small");
    });
  });

  it("says when it stopped before the end, and exits with 2", async () => {
    const { code, out } = await said("verify", "tiny", "--max-states", "20");
    assertEquals(code, 2);
    assertStringIncludes(out, "Stopped early: not every state was reached.");
  });

  it("is plain data with --json", async () => {
    const { code, out } = await said("verify", "tiny", "mtr", "--json");
    assertEquals(code, 0);
    const runs = JSON.parse(out);
    assertEquals(runs.map(({ states }: { states: number }) => states), [177, 429]);
    assertEquals(runs[0].obligations.C2, 215);
  });

  for (
    const [args, message] of [
      [["small1"], "there is no scope small1; did you mean small?"],
      [["--mutant", "ack-at-thre"], "there is no mutant ack-at-thre; did you mean ack-at-three?"],
      [
        ["tiny", "--mutant", "clone-at-vcl"],
        "clone-at-vcl is a mistake in scopes such as clone, and tiny is another kind of world",
      ],
      [["--max-states", "many"], "--max-states takes a whole number above 0, not many"],
      [["--workers", "0"], "--workers takes a whole number from 1 to 64, not 0"],
      [["--workers", "65"], "--workers takes a whole number from 1 to 64, not 65"],
      [["--workers", "2", "--ledger", "x"], "--ledger and --workers cannot be given together"],
      [["tiny", "--large"], "--large is for all large scopes: name none, and no mistake"],
      [["--mutants"], "there is no option --mutants; did you mean --mutant?"],
    ] as const
  ) {
    it(`refuses ${args.join(" ")} with what was probably meant`, async () => {
      const { code, out, err } = await said("verify", ...args);
      assertEquals([code, out], [3, ""]);
      assertStringIncludes(err, message);
    });
  }
});

describe("what a search does not prove", () => {
  it("is that a mistake which it does not catch is harmless: that is no success", async () => {
    const { code, out } = await said("verify", "long-mtr", "--mutant", "own-record-only");
    assertEquals(code, 2);
    const told = out.replaceAll("\n", " ");
    assertStringIncludes(told, "Not caught: every state within these bounds was reached, and");
    assertStringIncludes(told, "the mistake breaks no claim there; it is made for scope tiny.");
  });

  it("is a claim that nothing asks", async () => {
    const { code, out, err } = await said("verify", "tiny", "mtr", "--only", "G1");
    assertEquals(code, 3);
    assertStringIncludes(err, "error: nothing in tiny, mtr asks G1; it is asked in background,");
    assertStringIncludes(out.replaceAll("\n", " "), "but nothing there asks G1.");
    assertEquals((await said("verify", "tiny", "background", "--only", "G1")).code, 0);
  });

  it("is a claim that was not asked", async () => {
    const { out } = await said("verify", "full-tail", "--only", "Q4,L1");
    assertEquals(out.match(/^ {2}(holds|unjudged) +\w+/gm), ["  holds     Q4", "  holds     L1"]);
    assertMatch(out, /lsns-increase +1 obligation\n/);
  });

  it("stands in no ledger", async () => {
    const { code, err } = await said("verify", "tiny", "--only", "C1", "--ledger", "no/such/file");
    assertEquals(code, 3);
    assertStringIncludes(err, "--ledger and --only cannot be given together");
  });
});

describe("help", () => {
  it("names what can be named: scopes, mutants, machines", async () => {
    for (
      const [command, name] of [["verify", "two-groups"], ["mutants", "lal-ignored"], [
        "chart",
        "segment",
      ]] as const
    ) {
      const { code, out } = await said(command, "--help");
      assertEquals(code, 0);
      assertMatch(out, new RegExp(`^  ${name}  +\\w`, "m"));
      assertEquals(out.split("\n").filter((line) => line.length > 80), []);
    }
  });
});

describe("mutants", () => {
  it("hunts only those that are named, and refuses other names", async () => {
    assertStringIncludes((await said("mutants", "lal-ignored")).out, "1 mutant, 0 missed");
    const { code, err } = await said("mutants", "lal-ignore");
    assertEquals(code, 3);
    assertStringIncludes(err, "there is no mutant lal-ignore; did you mean lal-ignored?");
  });

  it("names each with its rule, its scope and the claim that caught it; none is missed", async () => {
    const { code, out } = await said("mutants", "--json");
    assertEquals(code, 0);
    const hunts: { caught: boolean; path?: string[] }[] = JSON.parse(out);
    assert(hunts.length >= 30);
    assertEquals(hunts.filter(({ caught, path }) => !caught || !path?.length), []);
  });
});
