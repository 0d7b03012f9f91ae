import { assertEquals } from "@std/assert";
import { parseLine } from "../../traces/mod.ts";
import { openJournal } from "./journal.ts";

Deno.test("every writer appends whole lines, each with who noted it and when", async () => {
  const path = await Deno.makeTempFile();
  try {
    const one = openJournal(path, "a1");
    const other = openJournal(path, "recorder");
    one({ kind: "scl", seg: "a1", lsn: 0x700038n });
    other({ kind: "commit-acked", txn: "7" }, "client1");
    one({ kind: "scl", seg: "a1", lsn: 0x700070n });
    const events = (await Deno.readTextFile(path)).trimEnd().split("\n").map((line) =>
      parseLine(line)!
    );
    assertEquals(events.map(({ kind, by }) => [kind, by]), [
      ["scl", "a1"],
      ["commit-acked", "client1"],
      ["scl", "a1"],
    ]);
    const times = events.map(({ t }) => t!);
    assertEquals(times, times.toSorted((a, b) => Number(a - b)));
  } finally {
    await Deno.remove(path);
  }
});
