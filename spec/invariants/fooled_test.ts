/** Traces that once passed, and should not have. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES } from "./fixtures.ts";

const OLD = "{a1,a2,b1,b2,c1,c2}";
const NEW = "{a1,a2,b1,b2,c1,c3}";
const SEVEN = "members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C,c3@C";
const JOINT = `group pg=p0 ${SEVEN} write=4/${OLD}&4/${NEW} read=3/${OLD}|3/${NEW}`;
const FINAL = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c3@C write=4/all read=3/all";

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

describe("a mini-transaction that is not whole is refused:", () => {
  const asked = (...records: readonly string[]) =>
    told(
      "L10",
      "write,recovery",
      SIX_COPIES,
      ...records.map((rest, i) =>
        rest.startsWith("recovery") ? rest : `write lsn=${i + 1} pg=p0 prev=${i} ${rest}`
      ),
    );

  it("a CPL in the middle of one", () => {
    const why = "LSN 3 belongs to mini-transaction m1, which a CPL has ended already";
    assertEquals(asked("mtr=m1", "mtr=m1 cpl", "mtr=m1 cpl"), why);
    assertEquals(asked("mtr=m1 cpl", "mtr=m2 cpl", "mtr=m1 cpl"), why);
  });

  it("one between the records of another", () => {
    const why = "LSN 2 belongs to mini-transaction m2, but no CPL has ended m1 before it";
    assertEquals(asked("mtr=m1", "mtr=m2", "mtr=m1 cpl", "mtr=m2 cpl"), why);
    assertMatch(asked("mtr=m1", "", "mtr=m2 cpl"), /LSN 3 belongs to mini-transaction m2/);
  });

  it("none of those that have no name, or end with their one CPL", () => {
    assertEquals(asked("", "cpl", "cpl"), "unjudged");
    assertEquals(asked("mtr=m1", "", "mtr=m1 cpl", "mtr=m2 cpl", "mtr=m3"), "holds 4");
    assertEquals(asked("mtr=m1", "cpl", "mtr=m2 cpl"), "holds 2");
  });

  it("none that begins after a recovery has cut another off", () => {
    const cut = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=2";
    assertEquals(asked("mtr=m1 cpl", "mtr=m2", cut, "mtr=m2 cpl"), "holds 3");
  });
});

describe("what is not compared is not counted:", () => {
  it("the ten read quorums with a newcomer that miss an old write quorum", () => {
    const [within, joint] = [15 * 20, 15 * 30];
    assertEquals(told("Q1", "group", SIX_COPIES, JOINT), `holds ${within + 2 * joint - 10}`);
    const record = ["write lsn=1 pg=p0 prev=0 cpl", ...each("store", "b1 b2 c1 c2", "lsn=1")];
    // All others of the ten have a copy that holds the one record there is.
    assertEquals(
      told("Q1", "write,store", SIX_COPIES, ...record, JOINT),
      `holds ${within + 2 * joint - 1}`,
    );
  });

  it("a change where stores are seen, and not what was written", () => {
    const stores = each("store", "b1 b2 c1 c2", "lsn=1");
    assertMatch(told("Q1", "store", SIX_COPIES, ...stores, FINAL), /can miss/);
  });
});
