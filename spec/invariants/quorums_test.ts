import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { locate } from "../../traces/mod.ts";
import { Judging } from "../judging.ts";
import { View } from "../view.ts";
import { invariants } from "./all.ts";
import { each, told, verdictOn } from "./_judged.ts";
import { FULL_AND_TAIL, shows, SIX_COPIES, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const OLD = "{a1,a2,b1,b2,c1,c2}";
const NEW = "{a1,a2,b1,b2,c1,c3}";
const SEVEN = "members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C,c3@C";
/** c2 is under suspicion, c3 is to stand in for it. */
const JOINT = `group pg=p0 ${SEVEN} write=4/${OLD}&4/${NEW} read=3/${OLD}|3/${NEW}`;
const FINAL = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c3@C write=4/all read=3/all";
const DEGRADED = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B write=3/all read=2/all";
const KINDS = "write,store,gossip,crash,disk-loss";
const RECORD = "write lsn=1 pg=p0 prev=0 cpl";

describe("quorums that meet", () => {
  it("are those of every published rule", () => {
    for (const code of ["Q1", "Q2", "Q4", "Q5", "Q6"]) {
      for (const header of [SIX_COPIES, FULL_AND_TAIL]) {
        assertEquals(verdictOn(code, "group", header).verdict, "holds", `${code} ${header}`);
      }
    }
    for (const code of ["Q1", "Q2", "Q4", "Q5"]) {
      assertEquals(verdictOn(code, "group", ...TWO_GROUPS.split("\n")).verdict, "holds", code);
    }
  });

  it("are counted pair by pair", () => {
    assertEquals(told("Q1", "group", SIX_COPIES), "holds 300");
    assertEquals(told("Q1", "group", FULL_AND_TAIL), "holds 247");
    assertEquals(told("Q2", "group", SIX_COPIES), "holds 225");
  });

  it("fail when a read may do without a full segment", () => {
    const plain = FULL_AND_TAIL.replace("read=3/all&1/full", "read=3/all");
    assertMatch(told("Q1", "group", plain), /\{a1, b1, c1\} and read quorum \{a2, b2, c2\}/);
  });
});

describe("a change of members", () => {
  const onOld = [SIX_COPIES, RECORD, ...each("store", "b2 b1 c1 c2", "lsn=1")];

  it("goes by a joint configuration, and on once the newcomer has what was durable", () => {
    const steps = [...onOld, JOINT, "gossip seg=c3 from=c1 lsn=1", FINAL];
    for (const code of ["Q1", "Q2", "Q4"]) {
      assertEquals(verdictOn(code, KINDS, ...steps).verdict, "holds", code);
    }
  });

  it("may not go straight to a newcomer that has nothing", () => {
    const why = told("Q1", KINDS, ...onOld, FINAL);
    assertMatch(why, /read quorum \{a1, a2, c3\} can miss what \{b1, b2, c1, c2\} made durable/);
  });

  it("may go straight to a newcomer that has everything, or when nothing was written yet", () => {
    const hydrated = [...onOld, "gossip seg=c3 from=c1 lsn=1", FINAL];
    assertEquals(verdictOn("Q1", KINDS, ...hydrated).verdict, "holds");
    assertEquals(verdictOn("Q1", KINDS, SIX_COPIES, FINAL).verdict, "holds");
  });

  it("is not excused where it cannot be seen who has what", () => {
    assertMatch(told("Q1", "group", SIX_COPIES, FINAL), /can miss/);
  });

  it("may not let either membership do for writes", () => {
    assertMatch(told("Q1", KINDS, JOINT.replace("&4", "|4")), /share no copy/);
  });

  it("to three of four needs each durable record on enough of the survivors", () => {
    const two = [SIX_COPIES, RECORD, ...each("store", "a1 b1 c1 c2", "lsn=1")];
    assertMatch(told("Q1", KINDS, ...two, DEGRADED), /read quorum \{a2, b2\} can miss/);
    const spread = [...two, "gossip seg=a2 from=a1 lsn=1"];
    assertEquals(verdictOn("Q1", KINDS, ...spread, DEGRADED).verdict, "holds");
  });

  it("to three of four leaves no AZ to spare, and asks for none", () => {
    assertEquals(told("Q5", "group", SIX_COPIES, DEGRADED), "holds 3");
    assertEquals(told("Q6", "group", SIX_COPIES, DEGRADED), "holds 12");
    assertMatch(told("Q5", "group", DEGRADED), /The loss of AZ A leaves group p0 without a write/);
    assertEquals(told("Q5", "group", SIX_COPIES, DEGRADED, SIX_COPIES), "holds 6");
  });

  it("is judged by SCL reports where there are no others", () => {
    const scls = each("scl", "b1 b2 c1 c2", "lsn=700");
    assertMatch(told("Q1", "scl", SIX_COPIES, ...scls, FINAL), /\{a1, a2, c3\} can miss/);
    const hydrated = [...scls, "scl seg=c3 lsn=700"];
    assertEquals(verdictOn("Q1", "scl", SIX_COPIES, ...hydrated, FINAL).verdict, "holds");
  });

  it("looks at records that were forgotten since", () => {
    const [q1] = invariants.filter(({ code }) => code === "Q1");
    const judging = new Judging([q1!], new View(undefined, { every: 1 }));
    const next = ["write lsn=2 pg=p0 prev=1 cpl", "write lsn=3 pg=p0 prev=2 cpl"];
    const wiped = ["disk-loss node=a1", "disk-loss node=a2"];
    const all = each("store", "a1 a2 b1 b2 c1 c2", "lsn=1");
    const lines = [SIX_COPIES, RECORD, ...all, ...next, ...wiped, FINAL];
    for (const { event, line } of locate(shows(KINDS, ...lines))) judging.take(event, line);
    assertEquals(judging.view.log.record(1n), undefined);
    assertMatch(judging.violations[0]!.violation.why, /read quorum \{a1, a2, c3\} can miss/);
  });

  it("may not leave two write quorums apart", () => {
    const others = "group pg=p0 members=a1@A,d1@D,d2@D,e1@E write=3/all read=2/all";
    assertMatch(told("Q2", "group", SIX_COPIES, others), /without a common copy/);
  });
});

describe("the placement of members", () => {
  it("names each copy once, in one group", () => {
    const twice = SIX_COPIES.replace("a2@A", "a1@A");
    assertEquals(told("Q4", "group", twice), "Group p0 names copy a1 twice");
    const freed = "group pg=p9 members=c2@C write=1/all read=1/all";
    assertEquals(told("Q4", "group", SIX_COPIES, FINAL, freed), "holds 7");
    assertMatch(
      told("Q4", "group", SIX_COPIES, freed),
      /c2 is a member of group p0 and of group p9/,
    );
    const shared = SIX_COPIES.replace("pg=p0", "pg=p9");
    assertMatch(
      told("Q4", "group", SIX_COPIES, shared),
      /a1 is a member of group p0 and of group p9/,
    );
  });

  it("is asked of each membership while two of them stand", () => {
    assertEquals(told("Q4", "group", JOINT), "holds 6");
    assertMatch(told("Q4", "group", JOINT.replace(/write=\S+/, "write=5/all")), /holds 3 members/);
  });

  it("gives each AZ one full segment", () => {
    const moved = FULL_AND_TAIL.replace("a2@A:tail", "a2@A").replace("b1@B", "b1@B:tail");
    assertMatch(told("Q4", "group", moved), /AZ A holds more than one full segment/);
    const none = FULL_AND_TAIL.replace("a1@A", "a1@A:tail");
    assertMatch(told("Q4", "group", none), /AZ A holds no full segment/);
    assertMatch(told("Q6", "group", moved), /The loss of a1, a2 and c1, AZ\+1/);
  });

  it("survives AZ+1 only where AZs hold two copies: three copies do not promise it", () => {
    assertEquals(told("Q5", "group", THREE_COPIES), "holds 3");
    const { verdict, unjudged } = verdictOn("Q6", "group", THREE_COPIES);
    assertEquals([verdict, unjudged], [
      "unjudged",
      "no group of the trace put it to the test",
    ]);
    assertEquals(told("Q6", "group", SIX_COPIES), "holds 12");
  });
});

describe("a PGCL", () => {
  const asked = (...acks: readonly string[]) =>
    told("Q3", "write,ack,pgcl", SIX_COPIES, RECORD, ...acks, "pgcl pg=p0 lsn=1");

  it("may count an SCL for the record it covers, even if another record was acknowledged", () => {
    const later = ["write lsn=2 pg=p0 prev=1 cpl", ...each("ack", "a1 a2 b1 b2", "lsn=2 scl=2")];
    assertEquals(asked(...later), "holds 1");
    assertMatch(asked(...later.map((line) => line.replace("scl=2", "scl=0"))), /no member ack/);
  });

  it("may not count a copy that is no member", () => {
    const { found } = verdictOn(
      "Q3",
      "write,ack,pgcl",
      SIX_COPIES,
      RECORD,
      ...each("ack", "a1 a2 b1 z9", "lsn=1 scl=1"),
      "pgcl pg=p0 lsn=1",
    );
    assertEquals(found!.violation.given.at(-1), "z9 did too, and is no member of p0");
  });
});

describe("who is left after a loss is told in words that fit", () => {
  const said = (code: string, line: string) => verdictOn(code, "group", line).found!.violation;

  it("of one copy, and of none", () => {
    const alone = "group pg=p0 members=a1@A write=1/all read=1/all";
    assertEquals(said("Q5", alone).given, ["a1 stands in AZ A", "no copy is left without that AZ"]);
    assertEquals(said("Q5", alone).so[0], "no copy is there to meet the write rule of p0");
    const two = "group pg=p0 members=a1@A,b1@B write=2/all read=1/all";
    assertEquals(said("Q5", two).so[0], "b1 alone does not meet the write rule of p0");
  });
});
