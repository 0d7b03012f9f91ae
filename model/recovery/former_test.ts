import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { configOf } from "../_acks.ts";
import { play } from "../_play.ts";
import { sentBefore } from "./former.ts";
import type { Lsn, RedoRecord } from "../terms.ts";
import { AT_FIRST, type Start, writer, type WriterContext } from "../writer/writer.ts";

const config = configOf([[{ pg: "1", commits: "T2" }], [{ pg: "1", commits: "T3" }]]);
const start = (epoch: number, above: Lsn, records: readonly RedoRecord[] = []): Start => ({
  ...AT_FIRST,
  epoch,
  vdl: records.at(-1)?.lsn ?? 0n,
  above,
  records,
});

/** What an instance has after it opened a volume, wrote so often, and recovered it again. */
function again(wrote: number, found: (log: readonly RedoRecord[]) => readonly RedoRecord[]) {
  const events = [
    { type: "open", start: start(2, 1n) } as const,
    ...Array.from({ length: wrote }, () => ({ type: "allocate" } as const)),
  ];
  const { log }: WriterContext = play(writer(config), ...events).context;
  const next = { type: "open", start: start(3, 12n, found(log)) } as const;
  const context: WriterContext = play(writer(config), ...events, next).context;
  return context;
}

describe("an instance that crashed and recovered the volume again", () => {
  it("has sent what it wrote, with the epoch of then", () => {
    const context = again(2, (log) => log.slice(0, 1));
    const late = (lsn: Lsn, pg = "1") => sentBefore(lsn, pg)({ context });
    assertEquals([late(2n)?.epoch, late(3n)?.record.commits], [2, "T3"]);
    assertEquals([late(4n), late(2n, "2")], [undefined, undefined]);
  });

  it("left nothing behind if it wrote nothing", () => {
    assertEquals(again(0, () => []).former, []);
  });

  it("does again what did not survive, and nothing that did", () => {
    const next = (context: WriterContext) =>
      context.batch.map(({ lsn, commits }) => [lsn, commits]);
    assertEquals(next(again(2, (log) => log.slice(0, 1))), [[13n, "T3"]]);
    assertEquals(next(again(2, () => [])), [[13n, "T2"]]);
    assertEquals(next(again(2, (log) => log)), []);
  });
});
