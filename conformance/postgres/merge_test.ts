import { assertEquals, assertThrows } from "@std/assert";
import { print, type TraceEvent } from "../../traces/mod.ts";
import { merge } from "./merge.ts";
import type { WalRecord } from "./wal_dump.ts";

const START = { pg: "1", base: 100n, writer: "primary" };
/** Two records of transaction 7, the second its commit, and one of no transaction. */
const RECORDS: readonly WalRecord[] = [
  { start: 100n, end: 110n, prev: 90n, txn: "7", commit: false },
  { start: 110n, end: 120n, prev: 100n, txn: "7", commit: true },
  { start: 120n, end: 130n, prev: 110n, commit: false },
];
const scl = (lsn: bigint): TraceEvent => ({ kind: "scl", seg: "a1", lsn });
const ACKED: TraceEvent = { kind: "commit-acked", txn: "7" };

function lines(...seen: TraceEvent[]): string[] {
  return merge(seen, RECORDS, START).map((event) => print(event));
}

Deno.test("a record stands just before the first report that covers all of it", () => {
  assertEquals(lines(scl(100n), scl(115n), scl(130n)), [
    "scl seg=a1 lsn=100",
    "write lsn=110 pg=1 prev=100 txn=7 cpl by=primary",
    "scl seg=a1 lsn=115",
    "write lsn=120 pg=1 prev=110 txn=7 cpl commit by=primary",
    "write lsn=130 pg=1 prev=120 cpl by=primary",
    "scl seg=a1 lsn=130",
  ]);
});

Deno.test("a record that only an acknowledgement shows stands before that", () => {
  assertEquals(lines(ACKED), [
    "write lsn=110 pg=1 prev=100 txn=7 cpl by=primary",
    "write lsn=120 pg=1 prev=110 txn=7 cpl commit by=primary",
    "commit-acked txn=7 scn=120",
  ]);
});

Deno.test("records that nothing shows are left out, and none is written twice", () => {
  assertEquals(lines(scl(129n), scl(129n), ACKED).filter((line) => line.startsWith("write")), [
    "write lsn=110 pg=1 prev=100 txn=7 cpl by=primary",
    "write lsn=120 pg=1 prev=110 txn=7 cpl commit by=primary",
  ]);
});

Deno.test("an acknowledgement of a transaction without a commit record is refused", () => {
  const stranger: TraceEvent = { kind: "commit-acked", txn: "8" };
  assertThrows(() => lines(stranger), RangeError, "transaction 8 was acknowledged");
});
