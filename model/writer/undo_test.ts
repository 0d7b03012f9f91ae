import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { configOf } from "../_acks.ts";
import { play } from "../_play.ts";
import type { RedoRecord } from "../terms.ts";
import { AT_FIRST, writer, type WriterContext } from "./writer.ts";
import { changesIn, inFlightIn, nextToUndo, withoutChange } from "./undo.ts";

const record = (lsn: bigint, more: Partial<RedoRecord>): RedoRecord => ({
  lsn,
  prev: lsn - 1n,
  pg: "1",
  cpl: true,
  ...more,
});

/** T1 changed two blocks, T2 one and committed, T3 was taken back halfway. */
const LOG = [
  record(1n, { txn: "T1" }),
  record(2n, { txn: "T2" }),
  record(3n, { commits: "T2" }),
  record(4n, { txn: "T1", page: "7" }),
  record(5n, { txn: "T3" }),
  record(6n, { txn: "T3" }),
  record(7n, { txn: "T3", undoes: 6n }),
];

describe("what a crash leaves to undo (facts 6.1, 6.4)", () => {
  it("is each transaction without a commit record, its last change first", () => {
    assertEquals(inFlightIn(LOG), [
      { txn: "T1", changes: [4n, 1n] },
      { txn: "T3", changes: [5n] },
    ]);
  });

  it("is nothing of a transaction of which everything was taken back", () => {
    assertEquals(inFlightIn([...LOG.slice(4), record(8n, { txn: "T3", undoes: 5n })]), []);
  });

  it("is less than what is not taken back: what committed stays", () => {
    assertEquals(changesIn(LOG).map(({ txn }) => txn), ["T1", "T2", "T3"]);
  });

  it("is taken back one by one, each in the block that it changed", () => {
    const inFlight = inFlightIn(LOG);
    const [one, two] = [nextToUndo(inFlight, LOG), { txn: "T1", undoes: 4n }];
    assertEquals(one, { pg: "1", page: "7", cpl: true, ...two });
    const after = [...LOG, record(8n, two)];
    assertEquals(nextToUndo(inFlight, after)?.undoes, 1n);
    assertEquals(nextToUndo([], LOG), undefined);
  });

  it("is over for a transaction with its last change", () => {
    const once = withoutChange(inFlightIn(LOG), 4n);
    assertEquals(once, [{ txn: "T1", changes: [1n] }, { txn: "T3", changes: [5n] }]);
    assertEquals(withoutChange(once, 1n), [{ txn: "T3", changes: [5n] }]);
  });
});

describe("the writer after a recovery", () => {
  const workload = [[{ pg: "1", commits: "T4" }]];
  const records = LOG.slice(0, 1);
  const found = { epoch: 2, vdl: 1n, above: 3n, records, inFlight: inFlightIn(records) };
  const start = { ...AT_FIRST, ...found };
  const open = { type: "open", start } as const;
  const lsns = (...events: readonly ("allocate" | "undo")[]) => {
    const { context } = play(writer(configOf(workload)), open, ...events.map((type) => ({ type })));
    const { log }: WriterContext = context;
    return log.map(({ lsn, prev, undoes = 0n, commits = "" }) => [lsn, prev, undoes, commits]);
  };

  it("undoes before, between and after its own work, as it comes", () => {
    assertEquals(lsns("undo", "allocate"), [[1n, 0n, 0n, ""], [4n, 1n, 1n, ""], [
      5n,
      4n,
      0n,
      "T4",
    ]]);
    assertEquals(lsns("allocate", "undo"), [[1n, 0n, 0n, ""], [4n, 1n, 0n, "T4"], [
      5n,
      4n,
      1n,
      "",
    ]]);
  });

  it("undoes each change once", () => {
    assertEquals(lsns("undo", "undo").length, 2);
  });

  it("waits with it where LAL lets no record in flight behind another", () => {
    const machine = writer({ ...configOf(workload), lal: 1n });
    const { log } = play(machine, open, { type: "allocate" }, { type: "undo" }).context;
    assertEquals(log.length, 2);
  });
});
