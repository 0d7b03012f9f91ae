import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { JOINT, REPLACED, SIX_COPIES, THREE_COPIES } from "./fixtures.ts";

const RECORD = "write lsn=1 pg=p0 prev=0 cpl";
const EPOCH = (mepoch: number, rest = "") => `membership-epoch pg=p0 mepoch=${mepoch} ${rest}`;

describe("a read while two memberships stand", () => {
  const [OLD, NEW] = ["{a1,a2,b1,b2,c1,c2}", "{a1,a2,b1,b2,c1,c3}"];
  const both = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C,c3@C " +
    `write=4/${OLD}&4/${NEW} read=3/${OLD}|3/${NEW}`;
  const recovers = (responders: string, ...between: readonly string[]) =>
    told(
      "M3",
      "write,store,gossip,recovery",
      SIX_COPIES,
      RECORD,
      ...each("store", "b1 b2 c1 c2", "lsn=1"),
      both,
      ...between,
      `recovery vepoch=2 responders=${responders} vcl=1 vdl=1 from=1 to=11`,
    );

  it("does not count a newcomer that is not hydrated: a1, a2 and c3 miss what four others have", () => {
    assertMatch(
      recovers("a1,a2,c3"),
      /hears a1, a2 and c3 of group p0, and a read quorum of the new/,
    );
    assertEquals(recovers("a1,a2,c1"), "holds 2");
    assertEquals(recovers("a1,a2,b1,c3"), "holds 2", "three of the old ones are among them");
  });

  it("counts it once it has what was durable", () => {
    assertEquals(recovers("a1,a2,c3", "gossip seg=c3 from=c1 lsn=1"), "holds 2");
  });
});

describe("a record that a recovery annuls which is not over yet", () => {
  const limbo = (...lines: readonly string[]) =>
    told(
      "M3",
      "write,store,truncate,disk-loss,recovery",
      THREE_COPIES,
      RECORD,
      ...each("store", "a1 b1", "lsn=1"),
      ...lines,
    );
  const annuls = "truncate seg=a1 vepoch=2 from=0 to=10";
  const recovers = (vepoch: number) =>
    `recovery vepoch=${vepoch} responders=a1,c1 vcl=0 vdl=0 from=0 to=20`;

  it("need not be with who stands alone", () => {
    assertEquals(limbo(annuls, JOINT, REPLACED), "holds 2");
    assertMatch(limbo("disk-loss node=a1", JOINT, REPLACED), /may miss LSN 1/);
  });

  it("need not be found by the next one, but by the one that annuls it", () => {
    assertEquals(limbo(annuls, JOINT, recovers(3)), "holds 2");
    assertMatch(limbo(annuls, JOINT, recovers(2)), /hears a1 and c1 .* may miss LSN 1/);
  });
});

describe("a membership epoch", () => {
  const asked = (...lines: readonly string[]) => told("M1", "membership-epoch,store", ...lines);

  it("may begin anywhere, and be skipped by who learns of it", () => {
    assertEquals(asked(EPOCH(7), THREE_COPIES), "unjudged");
    const learned = [EPOCH(9, "seg=a1"), EPOCH(9, "instance=w1"), EPOCH(9, "seg=b1")];
    assertEquals(asked(EPOCH(7), THREE_COPIES, EPOCH(8), JOINT, ...learned), "holds 2");
  });

  it("may be told again in another order of its members, and of the copies and parts of its rules", () => {
    const again = "group pg=p0 members=c2@C,c1@C,b1@B,a1@A " +
      "write=2/{c2,b1,a1}&2/{c1,a1,b1} read=2/{b1,a1,c2}|2/{a1,c1,b1}";
    assertEquals(asked(EPOCH(7), THREE_COPIES, EPOCH(8), JOINT, again), "holds 2");
    assertMatch(
      asked(EPOCH(7), JOINT, again.replace("2/{c2", "3/{c2")),
      /changes in membership epoch 7/,
    );
  });

  it("is raised by one", () => {
    assertMatch(asked(EPOCH(7), THREE_COPIES, EPOCH(9)), /goes from 7 to 9/);
    assertMatch(asked(EPOCH(7), THREE_COPIES, EPOCH(8), JOINT, EPOCH(8)), /goes from 8 to 8/);
  });

  it("is raised before the members change, not where they are only told again", () => {
    assertMatch(asked(EPOCH(7), THREE_COPIES, JOINT), /changes in membership epoch 7/);
    const again = THREE_COPIES.replace("a1@A,b1@B", "b1@B,a1@A");
    assertEquals(asked(EPOCH(7), THREE_COPIES, again, EPOCH(8), JOINT), "holds 2");
  });

  it("is one for each group", () => {
    const other = (line: string) => line.replace("pg=p0", "pg=p9").replaceAll("1@", "9@");
    const two = [EPOCH(3), THREE_COPIES, other(EPOCH(5)), other(THREE_COPIES)];
    assertEquals(asked(...two, EPOCH(4), JOINT, other(EPOCH(6))), "holds 3");
  });
});

describe("a joint write", () => {
  it("is asked of no group in which one membership stands", () => {
    for (const header of [SIX_COPIES, REPLACED]) {
      assertEquals(told("M2", "group", header), "unjudged");
    }
  });
});

describe("who is replaced", () => {
  const KINDS = "write,store,ack,pgcl,membership-epoch,discard";
  const changed = [
    EPOCH(1),
    THREE_COPIES,
    RECORD,
    ...each("store", "a1 c1", "lsn=1"),
    "ack seg=a1 lsn=1 scl=1 mepoch=1",
    ...["seg=a1", "seg=b1"].map((who) => EPOCH(2, who)),
    EPOCH(2),
    JOINT,
  ];

  it("counts in its own epoch, though its word comes late", () => {
    const late = ["ack seg=c1 lsn=1 scl=1 mepoch=1", "pgcl pg=p0 lsn=1"];
    for (const code of ["M5", "Q3", "L3"]) {
      assertMatch(told(code, KINDS, ...changed, ...late), /^holds/, code);
    }
  });

  it("does not count for a writer that was told of a newer epoch", () => {
    const told2 = EPOCH(2, "instance=writer");
    const late = ["ack seg=c1 lsn=1 scl=1 mepoch=1", "pgcl pg=p0 lsn=1"];
    assertMatch(told("M5", KINDS, ...changed, told2, ...late), /which only a1 acknowledged/);
    assertMatch(told("Q3", KINDS, ...changed, told2, ...late), /which only a1 acknowledged/);
  });

  it("counts late for a writer up to the moment at which that is told of a newer epoch", () => {
    const [entered, joint] = [changed.slice(0, 3), changed.slice(-4)];
    const one = [...entered, "store seg=a1 lsn=1", "ack seg=a1 lsn=1 scl=1 mepoch=1", ...joint];
    const late = ["store seg=c1 lsn=1 mepoch=1", "ack seg=c1 lsn=1 scl=1"];
    const [told2, pgcl] = [EPOCH(2, "instance=writer"), "pgcl pg=p0 lsn=1"];
    for (const code of ["M5", "Q3"]) {
      assertMatch(told(code, KINDS, ...one, ...late, pgcl), /^holds/, code);
      assertMatch(told(code, KINDS, ...one, ...late, told2, pgcl), /^holds/, code);
    }
    assertMatch(
      told("Q3", KINDS, ...one, told2, ...late, pgcl),
      /which only a1 and c1 acknowledged/,
    );
  });

  it("takes records of its own epoch late, and they count with what the others had then", () => {
    const [entered, joint] = [changed.slice(0, 3), changed.slice(-4)];
    const one = [...entered, "store seg=a1 lsn=1", "ack seg=a1 lsn=1 scl=1 mepoch=1", ...joint];
    const late = ["store seg=c1 lsn=1 mepoch=1", "ack seg=c1 lsn=1 scl=1 mepoch=1"];
    assertMatch(told("L3", KINDS, ...one, ...late, "pgcl pg=p0 lsn=1"), /^holds/);
    // What a1 takes in epoch 2 is none of epoch 1.
    const [write, ...rest] = [RECORD, "store seg=a1 lsn=1 mepoch=2", ...late, "pgcl pg=p0 lsn=1"];
    const after = [EPOCH(1), THREE_COPIES, ...joint, write!, ...rest];
    assertMatch(told("L3", KINDS, ...after), /durable on a1 and c1 only/);
  });

  it("is thrown away when each record is safe without it, and not before", () => {
    const gone = [...changed, EPOCH(3, "seg=a1"), EPOCH(3, "seg=b1"), EPOCH(3), REPLACED];
    assertMatch(told("M5", KINDS, ...gone, "discard seg=c1"), /LSN 1 is not safe without it/);
    const safe = [...changed, "store seg=c2 lsn=1", ...gone.slice(changed.length)];
    assertEquals(told("M5", KINDS, ...safe, "discard seg=c1"), "holds 1");
    assertMatch(told("M5", KINDS, ...changed, "discard seg=c1"), /while it is a member/);
  });
});

describe("a request of an older membership epoch", () => {
  const asked = (...lines: readonly string[]) =>
    told("M7", "write,receive,store,gossip,baseline,membership-epoch", THREE_COPIES, ...lines);
  const entered = EPOCH(3, "seg=a1");

  it("is refused by a copy that has entered a newer one", () => {
    for (
      const line of [
        "receive seg=a1 lsn=1",
        "store seg=a1 lsn=1",
        "gossip seg=b1 from=a1 lsn=1",
        "baseline seg=a1 from=b1 upto=1",
      ]
    ) {
      assertMatch(asked(entered, `${line} mepoch=2`), /membership epoch 2, after a1 entered 3/);
      assertEquals(asked(entered, `${line} mepoch=3`), "holds 1");
      assertEquals(asked(entered, line), "unjudged");
    }
  });

  it("is taken by others, and by a newer one a copy may hear first of an epoch", () => {
    assertEquals(asked(entered, "store seg=b1 lsn=1 mepoch=2"), "unjudged");
    assertEquals(asked(entered, "store seg=a1 lsn=1 mepoch=4"), "holds 1");
    assertEquals(
      asked(EPOCH(3), EPOCH(3, "instance=w1"), "store seg=a1 lsn=1 mepoch=2"),
      "unjudged",
    );
  });

  it("is refused by a copy that is no member yet, or not any more", () => {
    const newer = [RECORD, EPOCH(3, "seg=c2"), "store seg=c2 lsn=1 mepoch=2"];
    assertMatch(asked(...newer), /c2 stores LSN 1 on a request .* after c2 entered 3/);
    assertEquals(asked(...newer.slice(1)), "unjudged", "nobody tells of which group c2 is");
    const older = [RECORD, EPOCH(3, "seg=c1"), REPLACED, "store seg=c1 lsn=1 mepoch=2"];
    assertMatch(asked(...older), /after c1 entered 3/);
  });
});

describe("while three copies are replaced", () => {
  it("AZ+1 is asked of no more than each membership promises", () => {
    assertEquals(told("Q6", "group", THREE_COPIES, JOINT), "unjudged");
    assertEquals(told("Q5", "group", THREE_COPIES, JOINT), "holds 6");
    assertEquals(told("Q4", "group", JOINT), "holds 6");
  });

  it("an AZ that comes back counts only when its copies have what was written meanwhile", () => {
    const four = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B write=3/all read=2/all";
    const away = [SIX_COPIES, four, RECORD, ...each("store", "a1 a2 b1", "lsn=1"), SIX_COPIES];
    assertMatch(told("Q1", "write,store", ...away), /can miss what \{a1, a2, b1\} made durable/);
  });
});

describe("a record that was durable before one below it", () => {
  const entered = (mepoch: number, copies: string) =>
    copies.split(" ").map((copy) => EPOCH(mepoch, `seg=${copy}`));
  /** LSN 2 is on a1 and c1 before members change, LSN 1 on all but b1 after that. */
  const changes = (epochs: boolean, ...between: readonly string[]) =>
    told(
      "M3",
      `write,store,gossip,vdl,pgcl${epochs ? ",membership-epoch" : ""}`,
      THREE_COPIES,
      RECORD,
      "write lsn=2 pg=p0 prev=1 cpl",
      ...each("store", "a1 c1", "lsn=2"),
      ...epochs ? entered(2, "a1 c1 c2") : [],
      JOINT,
      ...each("store", "a1 c1 c2", "lsn=1"),
      ...between,
      ...epochs ? entered(3, "a1 c1 c2") : [],
      REPLACED,
    );

  it("was not acknowledged by the rules of then: a newcomer may be without it", () => {
    for (const epochs of [false, true]) assertEquals(changes(epochs), "holds 2");
    for (const epochs of [false, true]) {
      assertEquals(changes(epochs, "pgcl pg=p0 lsn=1"), "holds 2");
    }
  });

  it("must be there if a point has passed it", () => {
    assertMatch(changes(true, "pgcl pg=p0 lsn=2"), /may miss LSN 2/);
    assertMatch(changes(false, "vdl lsn=2"), /may miss LSN 2/);
  });
});
