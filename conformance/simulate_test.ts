import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";

/** Runs one command line and gives all that it said. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  return { code: await run(args, io), ...written };
}

/** The same, without how long it took. */
async function timeless(...args: string[]) {
  const { out } = await said(...args, "--json");
  return JSON.parse(out, (key, value) => key === "seconds" ? undefined : value);
}

async function inTempFile(use: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(`${folder}/counterexample.trace`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

describe("simulate", () => {
  it("tells walks, states, moves, charts and obligations, and exits with 0", async () => {
    const { code, out, err } = await said("simulate", "tiny", "--steps", "2000");
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /Bounds +group p1 \(3 copies, 2\/3\); 2 records/);
    assertMatch(out, /Walks +\d+ walks from seed 1, 2,000 steps, \d+ at most/);
    assertMatch(
      out,
      /States +1\d\d met, \d+ times at rest; there are about \d+, estimated\s+from below/,
    );
    assertMatch(out, /Moves +32 of 32 taken/);
    assertMatch(out, /writer 2\/3 states, 3\/9 transitions/);
    assertMatch(out, /unbroken +C2 +ack-leaves-no-lower-record-behind +\d+ obligations/);
    assertMatch(out, /unjudged +G1 .* nothing on these walks asked it/);
    assertStringIncludes(out, "No claim was violated on these walks");
  });

  it("is no success where nothing was asked, or a mistake was not caught", async () => {
    const blind = await said("simulate", "tiny", "--steps", "200", "--only", "G1");
    assertEquals(blind.code, 3);
    assertStringIncludes(blind.err, "error: nothing on these walks asked G1");
    const missed = await said("simulate", "tiny", "--steps", "200", "--mutant", "lal-ignored");
    assertEquals(missed.code, 2);
  });

  it("says the same for the same seed, and something else for another", async () => {
    const walks = (seed: string) => timeless("simulate", "mtr", "--steps", "500", "--seed", seed);
    const [one, again, other] = [await walks("7"), await walks("7"), await walks("8")];
    assertEquals(one, again);
    assertEquals([one[0].seed, other[0].seed, one[0].steps], [7, 8, 500]);
    assert(one[0].states !== other[0].states || one[0].rests !== other[0].rests);
  });

  it("writes a counterexample that check judges violated by the same claim", async () => {
    await inTempFile(async (file) => {
      const { code, out } = await said("simulate", "--mutant", "own-record-only", "--out", file);
      assertEquals(code, 1);
      const claim = /VIOLATED +(\S+) is violated/.exec(out)?.[1];
      const checked = await said("check", file, "--only", claim!, "--quiet");
      assertEquals([checked.code, claim], [1, "C1"]);
      const path = /--replay (\S+)/.exec(out)?.[1];
      assertStringIncludes((await said("verify", "--replay", path!)).out, "VIOLATED  C1");
    });
  });

  it("asks only the claims that are named, and ends walks at a depth", async () => {
    const [found] = await timeless("simulate", "tiny", "--only", "C1,L2", "--depth", "9");
    assertEquals(Object.keys(found.obligations), ["L2", "C1"]);
    assertEquals([found.longest, found.ended, found.steps], [9, "steps", 100_000]);
  });

  it("guesses how many states a search would find", async () => {
    const { code, out } = await said("simulate", "tiny", "background", "pipeline", "--size");
    assertEquals(code, 0);
    const [tiny, background, pipeline] = out.split("\n");
    assertEquals(tiny, "tiny  177 states, all of them");
    assertMatch(background!, /^background {2}more than 2\d,\d{3} states; about 3\d,000, give or/);
    assertMatch(pipeline!, /the growth does not slow down yet, so that no more can be said$/);
    const [{ scope, exact, seen }] = await timeless("simulate", "tiny", "--size");
    assertEquals([scope, exact, seen], ["tiny", true, 177]);
  });

  it("ends after some seconds", async () => {
    const [found] = await timeless("simulate", "small", "--seconds", "1");
    assertEquals(found.ended, "told");
  });

  for (
    const [args, message] of [
      [["tinny"], "there is no scope tinny; did you mean tiny?"],
      [["--seed", "-1"], "option '--seed' argument is ambiguous"],
      [["--seed", "1.5"], "--seed takes a whole number from 0 up, not 1.5"],
      [["--steps", "0"], "--steps takes a whole number from 1 up, not 0"],
      [["--seconds", "soon"], "--seconds takes a whole number from 1 up, not soon"],
      [["--mutant", "ack-at-thre"], "there is no mutant ack-at-thre; did you mean ack-at-three?"],
      [["--step", "5"], "there is no option --step; did you mean --steps?"],
    ] as const
  ) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { code, out, err } = await said("simulate", ...args);
      assertEquals([code, out], [3, ""]);
      assertStringIncludes(err, message);
    });
  }
});
