import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";

/** Runs one command line and gives all that it said, each sentence on one line. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  const code = await run(args, io);
  return { code, out: written.out.replaceAll(/\n {3,}/g, " "), err: written.err };
}

describe("verify --liveness", () => {
  it("tells bounds, states, obligations, and what it assumes for each verdict", async () => {
    const { code, out, err } = await said("verify", "tiny", "--liveness");
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /States +758, 7,922 steps; alike copies are told apart/);
    assertMatch(out, /holds +L12 +hole-is-closed-by-gossip +1,176 obligations if each record/);
    assertMatch(out, /holds +C4 +durable-commit-is-acknowledged-at-last +715 obligations if each/);
    assertStringIncludes(out, "in every fair behaviour within these bounds.\n");
  });

  it("judges all scopes that its claims are made for, if none is named", async () => {
    const { code, out } = await said("verify", "--liveness", "--only", "L12", "--json");
    assertEquals(code, 0);
    const runs = JSON.parse(out);
    assertEquals(runs.map(({ scope }: { scope: string }) => scope), [
      "tiny",
      "mtr",
      "full-tail",
      "outage",
      "background",
    ]);
    assertEquals(runs[0].liveness.map(({ code }: { code: string }) => code), ["L12"]);
    assertEquals(runs[0].liveness[0].assumptions.length, 12);
  });

  it("shows a lasso where a mistake keeps somebody waiting, which can be played", async () => {
    const { code, out } = await said("verify", "--liveness", "--mutant", "strictly-below-vdl");
    assertEquals(code, 1);
    assertMatch(out, /VIOLATED {2}C4 {2}durable-commit-is-acknowledged-at-last\n/);
    assertMatch(out, /Owed +the acknowledgement of T1, and never paid, and 1 more\n/);
    assertMatch(out, /Stem +6 steps: volume.creates writer.allocates .* b1.acks.1\n/);
    assertMatch(out, /Cycle +none: all stays as it is, for ever\n/);
    assertMatch(out, /Fair +never enabled on the cycle: weak fairness of a1.acks.1, .* more\n/);
    const [, replay] = /^ {2}Replay +deno task (.*)$/m.exec(out)!;
    assertEquals((await said(...replay!.split(" "))).code, 0);
  });

  it("tells stem, cycle and reasons as plain data", async () => {
    const args = ["--mutant", "gossip-with-one-peer", "--only", "hole-is-closed-by-gossip"];
    const { code, out } = await said("verify", "--liveness", ...args, "--json");
    assertEquals(code, 1);
    const [{ scope, mutant, liveness: [{ code: claim, verdict, debts }] }] = JSON.parse(out);
    assertEquals([scope, mutant, claim, verdict], ["tiny", args[1], "L12", "violated"]);
    const { of, lasso } = debts.find((debt: { lasso?: object }) => debt.lasso);
    assertEquals([of, lasso.cycle, lasso.fair.length], ["record 1 on a1", [], 12]);
    assertStringIncludes(lasso.replay, `deno task verify --replay tiny/${args[1]}/volume.creates,`);
  });

  it("exits with 2 where it stopped before the end, or a mistake broke nothing", async () => {
    const cut = await said("verify", "tiny", "--liveness", "--max-states", "20");
    assertEquals(cut.code, 2);
    assertStringIncludes(cut.out, "Stopped at the limit: not every state was reached.");
    const args = ["--liveness", "--only", "L12", "--mutant", "strictly-below-vdl"];
    const harmless = await said("verify", ...args);
    assertEquals(harmless.code, 2);
    assertStringIncludes(harmless.out, "Not caught: what must happen at last does.");
  });

  it("is asked for where a claim about steps does not catch its mistake", async () => {
    const { code, out } = await said("verify", "--mutant", "gossip-with-one-peer");
    assertEquals(code, 2);
    assertStringIncludes(out.replaceAll("\n", " "), "no claim there; it is made for --liveness.");
  });

  it("proves nothing where nothing comes to be owed", async () => {
    const { code, out, err } = await said("verify", "long-mtr", "--liveness");
    assertEquals(code, 3);
    assertMatch(out, /unjudged +C4 .* nothing is owed in this scope/);
    assertStringIncludes(
      err,
      "nothing in long-mtr comes to be owed that M6, L2, L12, C4, C5, R8, U1, P5, E1 could ask",
    );
  });

  it("says so where no claim of liveness is made for what a scope does", async () => {
    const { code, out, err } = await said("verify", "failover-alone", "--liveness");
    assertEquals(code, 3);
    assertStringIncludes(out, "Nothing is owed within these bounds.");
    assertStringIncludes(err, "nothing in failover-alone comes to be owed that");
  });

  for (
    const [args, message] of [
      [["--only", "C1"], "there is no claim of liveness C1; there are M6, L2, L12, C4, C5, R8"],
      [["--only", "hole-is-closed"], "there is no claim of liveness hole-is-closed"],
      [["--reduction"], "--liveness and --reduction cannot be given together"],
      [["--out", "x.trace"], "--liveness and --out cannot be given together"],
      [["--replay", "tiny/volume.creates"], "--liveness is for exploring"],
      [["clone"], "claims of liveness are asked of the storage, and scope clone has none"],
      [["--mutant", "clone-at-vcl"], "asked of the storage, and scope clone has none"],
      [["tin"], "there is no scope tin; did you mean tiny?"],
    ] as const
  ) {
    it(`is refused with ${args.join(" ")}`, async () => {
      const { code, out, err } = await said("verify", "--liveness", ...args);
      assertEquals([code, out], [3, ""]);
      assert(err.includes(message), err);
    });
  }
});
