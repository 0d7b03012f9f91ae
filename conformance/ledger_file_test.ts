import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { recordedRuns } from "../spec/ledger.ts";
import { run } from "./cli.ts";
import { capturedIo } from "./io.ts";
import { ledgerText } from "./ledger_file.ts";

const scopesIn = (text: string) =>
  JSON.parse(text).map(({ scope, states }: { scope: string; states: number }) => [scope, states]);

describe("the ledger", () => {
  const [tiny, longMtr, mtr] = recordedRuns;

  it("keeps what is known of scopes that were not explored now, in the order of the scopes", () => {
    const text = ledgerText([mtr!, tiny!], [{ ...longMtr!, states: 7 }, { ...mtr!, states: 8 }]);
    assertEquals(scopesIn(text), [["tiny", 177], ["long-mtr", 7], ["mtr", 8]]);
  });

  it("forgets scopes that are no more", () => {
    assertEquals(scopesIn(ledgerText([{ ...tiny!, scope: "gone" }], [])), []);
  });

  it("is written with the revision of what was explored", async () => {
    const file = await Deno.makeTempFile();
    try {
      assertEquals(await run(["verify", "tiny", "--ledger", file], capturedIo().io), 0);
      const entries = JSON.parse(await Deno.readTextFile(file));
      assertEquals(entries.length, recordedRuns.length);
      assertMatch(entries[0].revision, /^[0-9a-f]{12}$/);
    } finally {
      await Deno.remove(file);
    }
  });
});
