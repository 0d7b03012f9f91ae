/** Traces that once passed, and should not have. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES } from "./fixtures.ts";

describe("what once passed is refused:", () => {
  it("an acknowledgement with the SCN of another record", () => {
    const lines = [
      SIX_COPIES,
      "write lsn=1 pg=p0 prev=0 cpl",
      "write lsn=2 pg=p0 prev=1 txn=t1 cpl commit",
      ...each("store", "a1 a2 b1 b2", "lsn=1"),
      "commit-acked txn=t1 scn=1",
    ];
    assertEquals(
      told("C3", "write,store,commit-acked", ...lines),
      "t1 is acknowledged with SCN 1, but its SCN is 2",
    );
  });

  it("an acknowledgement without SCN, before the commit record is written", () => {
    const lines = [
      SIX_COPIES,
      "commit-acked txn=t1",
      "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
      "store seg=a1 lsn=1",
    ];
    assertEquals(
      told("C2", "write,store,commit-acked", ...lines),
      "the commit record of t1 is written after t1 was acknowledged",
    );
  });

  it("SCLs above all that was written, which would cover what is written later", () => {
    const lines = [
      SIX_COPIES,
      ...each("scl", "a1 a2 b1 b2", "lsn=1000"),
      "write lsn=500 pg=p0 prev=0 txn=t1 cpl commit",
      "commit-acked txn=t1",
    ];
    assertEquals(
      told("L1", "write,scl,commit-acked", ...lines),
      "LSN 500 is allocated after a1 announced SCL 1000",
    );
  });
});
