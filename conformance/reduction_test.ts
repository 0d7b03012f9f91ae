import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mutants } from "../spec/mutants/all.ts";
import { verify } from "../spec/verify.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";
import { PLAIN } from "./style.ts";
import { type Timed, verificationText } from "./verify_report.ts";

/** Runs one command line and gives all that it said, each sentence on one line. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  const code = await run(args, io);
  return { code, out: written.out.replaceAll(/\n +/g, " "), err: written.err };
}

const CAUGHT = mutants.find(({ name }) => name === "own-record-only")!;

/** What is told of a reduced search that left one step out. */
function toldOf(found: ReturnType<typeof verify>): string {
  const reduction = { ample: 1, omitted: 1, restarts: 2 };
  const exploration = { ...found.exploration, reduction };
  const timed: Timed = { ...found, exploration, seconds: 1, workers: 1, wanted: 1 };
  return verificationText(timed, { style: PLAIN, width: 100 });
}

describe("verify --no-symmetry", () => {
  it("tells alike copies apart, and finds the same", async () => {
    const [apart, alike] = await Promise.all(
      [["--no-symmetry"], []].map((args) => said("verify", "tiny", "--json", ...args)),
    ).then((told) => told.map(({ out }) => JSON.parse(out)[0]));
    assertEquals([apart.states, apart.symmetry], [758, 1]);
    assertEquals([alike.states, alike.symmetry], [177, 6]);
    assertEquals([apart.violations, apart.missing], [alike.violations, alike.missing]);
  });
});

describe("verify --reduction", () => {
  it("says where it left nothing out", async () => {
    const { code, out } = await said("verify", "tiny", "--no-symmetry", "--reduction");
    assertEquals(code, 0);
    assertMatch(out, /States +758, .* at rest; under reduction, which left nothing out/);
    assertStringIncludes(out, "Every state within these bounds was reached, and no claim is");
  });

  it("says how much it left out: not all states are counted", async () => {
    const args = ["verify", "small", "--no-symmetry", "--reduction", "--max-states", "1000"];
    const { code, out } = await said(...args);
    assertEquals(code, 2);
    assertMatch(out, /; under reduction: not all states, as 18 steps of 18 states were left out/);
    const [{ reduction }] = JSON.parse((await said(...args, "--json")).out);
    assertEquals([reduction.ample, reduction.omitted], [18, 18]);
  });

  it("promises no shortest path, and no state that it spared", () => {
    const broken = verify(CAUGHT.scope, { mutant: CAUGHT });
    assertMatch(toldOf(broken), /by a path of \d+ steps; without reduction one may be shorter:/);
    const all = verify(CAUGHT.scope, { mutant: CAUGHT, all: true });
    assertMatch(toldOf(all), /VIOLATED {2}\d claims, each by a path:/);
    assertMatch(toldOf(verify("tiny")), /reached or spared by the reduction, and no claim is/);
    assertMatch(toldOf(verify("tiny")), /as 1 step of 1 state was left out/);
  });

  for (
    const [args, message] of [
      [["--reduction"], "--reduction needs --no-symmetry: a reduction takes no symmetry"],
      [["--replay", "tiny/volume.creates", "--reduction"], "--reduction is for exploring"],
      [["--replay", "tiny/volume.creates", "--no-symmetry"], "--no-symmetry is for exploring"],
      [["--no-symmetry", "--ledger", "no/such/file"], "--ledger and --no-symmetry cannot be given"],
    ] as const
  ) {
    it(`is refused as ${args.join(" ")}`, async () => {
      const { code, out, err } = await said("verify", ...args);
      assertEquals([code, out], [3, ""]);
      assertStringIncludes(err, message);
    });
  }
});
