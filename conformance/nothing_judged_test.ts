import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkTrace } from "./check_trace.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";
import { nothingJudged } from "./nothing_judged.ts";

const told = async (trace: string, ...only: readonly string[]) => {
  const { files: [file] } = await checkTrace(trace, only.length > 0 ? { only } : {});
  return nothingJudged(file!).split("\n");
};

describe("a trace of which nothing can be judged", () => {
  const header = "trace version=1 clock=order\n";

  it("is told with what would take the fewest kinds more", async () => {
    assertEquals(await told(`${header}sees kinds=crash\ncrash node=a1\n`), [
      "nothing in trace can be judged",
      "  A recorder would have to show, and name in its sees line, one of these:",
      "    group (Q1, Q2, Q4, Q5, Q6, M2)",
      "    geometry-epoch (N2)",
      "    write (L1, L7, L10)",
      "    scl or pgcl or vcl or vdl or pgmrpl or volume-epoch or membership-epoch or",
      "      geometry-epoch (L8)",
      "    commit-acked (C3)",
      "    recovery (R2, R6)",
      "    recovery or open (R4)",
      "    scrub or damage (S1)",
      "    open (V5)",
      "    cluster-status (E3, E11)",
      "    endpoint (E6)",
      "    rewindable (B2)",
    ]);
  });

  it("is told with the claims that were asked, where they are few", async () => {
    assertEquals(await told(header, "G1"), [
      "nothing in trace can be judged by G1",
      "  A recorder would have to show, and name in its sees line, this:",
      "    group, and collect, and pgmrpl or rewindable (G1)",
    ]);
  });

  it("says so where all is shown that a claim needs, and nothing tests it", async () => {
    assertEquals(await told(`${header}sees kinds=vdl\nvdl lsn=5\n`, "L8"), [
      "nothing in trace can be judged by L8",
      "  no vdl of the trace put it to the test (L8)",
    ]);
  });

  it("is never green, whatever the command prints", async () => {
    for (const options of [[], ["--quiet"], ["--json"], ["--shrink"]]) {
      const { io, written } = capturedIo({ stdin: header });
      assertEquals([options, await run(["check", "-", ...options], io)], [options, 3]);
      assertEquals(written.err === "", false);
    }
    const { io } = capturedIo({ stdin: header });
    assertEquals(await run(["check", "-", "--strict"], io), 2);
  });
});
