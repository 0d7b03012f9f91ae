import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { caught } from "../spec/mutants/caught.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";

/** Runs one command line and gives all that it said. */
async function said(...args: string[]) {
  const { io, written } = capturedIo();
  return { code: await run(args, io), ...written };
}

describe("mutants", () => {
  it("tells of each that is named who caught it, where, and in how many steps", async () => {
    const { code, out } = await said("mutants", "lal-ignored", "gossip-with-one-peer", "--json");
    assertEquals(code, 0);
    const hunts = JSON.parse(out) as { name: string; caughtBy: string; path: string[] }[];
    assertEquals(hunts.map(({ name, caughtBy, path }) => [name, caughtBy, path.length]), [
      ["lal-ignored", "L6", caught["lal-ignored"]],
      ["gossip-with-one-peer", "L12", caught["gossip-with-one-peer"]],
    ]);
  });

  it("records all of them or none", async () => {
    const { code, err } = await said("mutants", "lal-ignored", "--ledger", "no/such/file");
    assertEquals(code, 3);
    assertStringIncludes(err, "--ledger records all mutants: none can be named");
  });
});
