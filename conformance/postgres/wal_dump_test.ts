import { assertEquals, assertThrows } from "@std/assert";
import { readWalDump, WalDumpError } from "./wal_dump.ts";
import type { WalLayout } from "./wal_position.ts";

const MIB: WalLayout = { page: 8192n, segment: 1n << 20n };

/** Printed by pg_waldump 15.18. */
const COMMIT = `
rmgr: Heap        len (rec/tot):     54/   406, tx:        728, lsn: 0/00800028, prev 0/00700370, desc: INSERT off 4 flags 0x00, blkref #0: rel 1663/5/16384 blk 0 FPW
rmgr: Btree       len (rec/tot):     53/   173, tx:        728, lsn: 0/008001C0, prev 0/00800028, desc: INSERT_LEAF off 4, blkref #0: rel 1663/5/16389 blk 1 FPW
rmgr: Transaction len (rec/tot):     34/    34, tx:        728, lsn: 0/00800270, prev 0/008001C0, desc: COMMIT 2026-11-21 08:51:14.529904 UTC
`;
const SWITCH = `
rmgr: Transaction len (rec/tot):     34/    34, tx:        732, lsn: 0/00800550, prev 0/00800510, desc: ABORT 2026-11-21 08:51:14.603210 UTC
rmgr: Standby     len (rec/tot):     50/    50, tx:          0, lsn: 0/00800578, prev 0/00800550, desc: RUNNING_XACTS nextXid 733 latestCompletedXid 732 oldestRunningXid 733
rmgr: XLOG        len (rec/tot):    114/   114, tx:          0, lsn: 0/008005B0, prev 0/00800578, desc: CHECKPOINT_ONLINE redo 0/800578; tli 1; prev tli 1; fpw true
rmgr: XLOG        len (rec/tot):     24/    24, tx:          0, lsn: 0/00800628, prev 0/008005B0, desc: SWITCH 
rmgr: Heap        len (rec/tot):     54/   714, tx:        733, lsn: 0/00900028, prev 0/00800628, desc: INSERT off 9 flags 0x00, blkref #0: rel 1663/5/16384 blk 0 FPW
`;
const PAGE_FILLED = `
rmgr: Heap        len (rec/tot):    740/   740, tx:        736, lsn: 0/00A11D18, prev 0/00A11CD8, desc: INSERT off 6 flags 0x00, blkref #0: rel 1663/5/24576 blk 5
rmgr: Btree       len (rec/tot):     64/    64, tx:        736, lsn: 0/00A12018, prev 0/00A11D18, desc: INSERT_LEAF off 63, blkref #0: rel 1663/5/24578 blk 1
`;
const SEGMENT_CROSSED = `
rmgr: Heap        len (rec/tot):   1085/  1085, tx:        763, lsn: 0/00AFFD20, prev 0/00AFFCE0, desc: INSERT off 4 flags 0x00, blkref #0: rel 1663/5/24576 blk 114
rmgr: Btree       len (rec/tot):     64/    64, tx:        763, lsn: 0/00B00188, prev 0/00AFFD20, desc: INSERT_LEAF off 57, blkref #0: rel 1663/5/24578 blk 5
`;

Deno.test("a commit record is told with its transaction, its start and its end", () => {
  const records = readWalDump(COMMIT, MIB);
  assertEquals(records.map(({ commit }) => commit), [false, false, true]);
  assertEquals(records[2], {
    start: 0x800270n,
    end: 0x800298n,
    prev: 0x8001c0n,
    txn: "728",
    commit: true,
  });
});

Deno.test("an abort is no commit, and a record of no transaction has none", () => {
  const records = readWalDump(SWITCH, MIB);
  assertEquals(records.some(({ commit }) => commit), false);
  assertEquals(records.map(({ txn }) => txn), ["732", undefined, undefined, undefined, "733"]);
});

Deno.test("ends fit the next start at a page border, in a new segment and after a switch", () => {
  assertEquals(readWalDump(PAGE_FILLED, MIB)[0]!.end, 0xa12000n);
  assertEquals(readWalDump(SEGMENT_CROSSED, MIB)[0]!.end, 0xb00188n);
  assertEquals(readWalDump(SWITCH, MIB)[3]!.end, 0x800640n);
});

Deno.test("what pg_waldump says before the first record is passed over", () => {
  const preamble = "first record is after 0/800000, at 0/800028, skipping over 40 bytes\n";
  assertEquals(readWalDump(preamble + COMMIT, MIB), readWalDump(COMMIT, MIB));
});

Deno.test("a missing record is found, by the back-link of the one after it", () => {
  const torn = COMMIT.split("\n").filter((line) => !line.startsWith("rmgr: Btree")).join("\n");
  assertThrows(() => readWalDump(torn, MIB), WalDumpError, "its back-link names 0/8001C0");
});

Deno.test("a length that does not lead to the next record is found", () => {
  const longer = COMMIT.replace("53/   173", "53/   181");
  assertThrows(() => readWalDump(longer, MIB), WalDumpError, "was computed to end at 0/800278");
});

Deno.test("a line that is no record is an error that shows it", () => {
  const error = "pg_waldump: error: something";
  assertThrows(() => readWalDump(`${COMMIT}${error}`, MIB), WalDumpError, error);
});
