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
    assertEquals(asked("mtr=m1 cpl", "mtr=m2", cut, "mtr=m1 cpl"), "holds 3");
  });
});

describe("a commit that was acknowledged is not annulled", () => {
  const write = (lsn: number, rest: string) => `write lsn=${lsn} pg=p0 prev=${lsn - 1} ${rest}`;
  const ACKED = [
    write(1, "cpl"),
    write(2, "txn=t1 cpl commit"),
    write(3, "cpl"),
    "commit-acked txn=t1",
  ];
  const recovery = (from: number, to = 9) =>
    `recovery vepoch=2 responders=a1,b1,c1 vcl=${from} vdl=${from} from=${from} to=${to}`;
  const asked = (...lines: readonly string[]) =>
    told("D1", "write,commit-acked,recovery,backtrack", SIX_COPIES, ...ACKED, ...lines);

  it("by a recovery, with its own record or one below it", () => {
    const end = "SCN of t1, which was acknowledged";
    assertEquals(asked(recovery(1)), `The recovery annuls LSN 2, the ${end}`);
    assertEquals(asked(recovery(0, 1)), `The recovery annuls LSN 1, below the ${end}`);
    assertEquals(asked(recovery(2)), "holds 1");
  });

  it("whether anything else is seen or not", () => {
    const lines = ["commit-acked txn=t1 scn=2", recovery(1)];
    assertMatch(told("D1", "commit-acked,recovery", ...lines), /annuls LSN 2/);
    assertEquals(
      told("D1", "commit-acked,recovery", "commit-acked txn=t1", recovery(1)),
      "unjudged",
    );
  });

  it("by the second recovery either, but by one that a backtrack asked for", () => {
    assertMatch(asked(recovery(2), recovery(1, 19)), /annuls LSN 2/);
    assertEquals(asked("backtrack target=1 actual=1", recovery(1)), "unjudged");
  });
});

describe("an instance that has opened the volume and announced no PGMRPL", () => {
  const WRITE = "write lsn=1 pg=p0 prev=0 cpl";
  const OPEN = "open instance=r1 role=replica";
  const by = (instance: string, lsn: number) => `pgmrpl pg=p0 lsn=${lsn} instance=${instance}`;
  const collect = (upto: number, ...lines: readonly string[]) =>
    told(
      "G1",
      "write,collect,pgmrpl,open,crash",
      SIX_COPIES,
      WRITE,
      ...lines,
      `collect seg=a1 upto=${upto}`,
    );
  const tooFar = (upto: number, lsn: number) =>
    `a1 collects up to LSN ${upto}, above the PGMRPL ${lsn} of group p0 that r1 found when it ` +
    "opened the volume";

  it("holds back the collection where it was when it opened", () => {
    assertEquals(collect(7, OPEN, by("w", 7)), tooFar(7, 0));
    assertEquals(collect(9, by("w", 7), OPEN, by("w", 9)), tooFar(9, 7));
    assertEquals(collect(7, by("w", 7), OPEN, by("w", 9)), "holds 1");
  });

  it("does so until it announces one, crashes, or another speaks for all", () => {
    const opened = [by("w", 7), OPEN, by("w", 9)];
    assertEquals(collect(9, ...opened, by("r1", 9)), "holds 1");
    assertEquals(collect(9, ...opened, "crash node=r1"), "holds 1");
    assertEquals(collect(9, ...opened, "pgmrpl pg=p0 lsn=9"), "holds 1");
  });

  it("does so again when it is back after a crash", () => {
    const back = [by("r1", 5), by("w", 7), "crash node=r1", OPEN];
    assertEquals(collect(7, ...back), "holds 1");
    assertEquals(collect(9, ...back, by("w", 9)), tooFar(9, 7));
    // Where everybody was gone, nobody knows from where it reads.
    assertEquals(collect(9, by("w", 7), "crash node=w", OPEN), "unjudged");
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

  it("a record of a group that is not described, or too large, and what nobody saw written", () => {
    const kinds = "write,store,commit-acked";
    const other = "write lsn=1 pg=p9 prev=0 cpl";
    const own = "write lsn=2 pg=p0 prev=0 txn=t1 cpl commit";
    const lines = [SIX_COPIES, other, own, ...each("store", "a1 b1 b2 c1", "lsn=2")];
    const acked = "commit-acked txn=t1 scn=2";
    assertEquals(told("D1", kinds, ...lines, acked), "unjudged");
    const late = "group pg=p9 members=z1@A,z2@B,z3@C write=2/all read=2/all";
    assertMatch(told("D1", kinds, ...lines, late, acked), /takes LSN 1 away|no copy holds LSN 1/);
    const stored = each("store", "z1 z2", "lsn=1");
    assertEquals(told("D1", kinds, ...lines, acked, late, ...stored, acked), "holds 1");
    for (const scn of [1, 99]) {
      const early = [
        SIX_COPIES,
        "write lsn=5 pg=p0 prev=1 cpl",
        ...each("store", "a1 b1 c1", "lsn=5"),
      ];
      assertEquals(told("D1", kinds, ...early, `commit-acked txn=t1 scn=${scn}`), "unjudged");
    }
    assertEquals(told("D1", kinds, SIX_COPIES, acked), "unjudged");
  });

  it("a change where stores are seen, and not what was written", () => {
    const stores = each("store", "b1 b2 c1 c2", "lsn=1");
    assertMatch(told("Q1", "store", SIX_COPIES, ...stores, FINAL), /can miss/);
  });
});

describe("what asks too little is asked more:", () => {
  const READER = "endpoint name=ro role=reader";

  it("the endpoint of the readers leads to readers", () => {
    const asked = (...lines: readonly string[]) =>
      told(
        "E1",
        "open,promote,endpoint,crash,restart",
        "open instance=w role=writer",
        "open instance=r1 role=replica",
        "open instance=r2 role=replica",
        ...lines,
        "end",
      );
    assertEquals(asked(`${READER} instances=r1,r2`), "holds 1");
    assertMatch(
      asked("crash node=r2", `${READER} instances=r2,r1`),
      /leads to r2, which had crashed/,
    );
    assertEquals(asked("crash node=r2", `${READER} instances=r2`, "restart node=r2"), "unjudged");
    assertEquals(asked(`${READER} instances=r2`, "crash node=r2"), "unjudged");
    assertEquals(asked(`${READER} instances=r1,zz`), "unjudged");
    const back = ["crash node=r2", `${READER} instances=r2`, "open instance=r2 role=replica"];
    assertEquals(asked(...back), "holds 1");
  });

  it("a clone begins where a mini-transaction ends", () => {
    const asked = (at: number, rest = "") =>
      told(
        "K2",
        "write,vdl,clone",
        "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1",
        "write lsn=2 pg=p0 prev=1 page=7 volume=v1",
        `write lsn=3 pg=p0 prev=2 page=8 ${rest} volume=v1`,
        "vdl lsn=3 volume=v1",
        `clone of=v1 as=v2 at=${at}`,
      );
    assertMatch(asked(2, "cpl"), /at LSN 2, inside a mini-transaction/);
    assertEquals(asked(1, "cpl"), "holds 1");
    assertEquals(asked(3, "cpl"), "holds 1");
    const unmarked = ["write lsn=5 pg=p0 prev=4 page=7 volume=v1", "vdl lsn=6 volume=v1"];
    const at = (lsn: number) => `clone of=v1 as=v2 at=${lsn}`;
    assertEquals(told("K2", "write,vdl,clone", ...unmarked, at(5)), "unjudged");
    const marked = unmarked.with(0, "write lsn=5 pg=p0 prev=4 page=7 cpl volume=v1");
    assertEquals(told("K2", "write,vdl,clone", ...marked, at(4)), "unjudged");
  });

  it("a replica applies nothing before it was told VDL", () => {
    const lines = ["write lsn=1 pg=p0 prev=0 page=7 cpl", "vdl lsn=1", "apply instance=r1 lsn=1"];
    const opened = "open instance=r1 role=replica";
    const asked = (kinds: string, ...lines: readonly string[]) =>
      told("V1", `write,vdl,open,apply${kinds}`, SIX_COPIES, ...lines);
    assertMatch(asked(",replica-vdl", opened, ...lines), /was told no VDL since it opened/);
    assertEquals(asked(",replica-vdl", ...lines), "unjudged");
    assertEquals(asked("", opened, ...lines), "holds 1");
    const heard = lines.toSpliced(2, 0, "replica-vdl instance=r1 lsn=1");
    assertEquals(asked(",replica-vdl", opened, ...heard), "holds 2");
  });
});
