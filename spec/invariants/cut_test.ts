import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const KINDS = "write,store,ack,vcl,volume-epoch,truncate,recovery,open,promote";
const asked = (...lines: readonly string[]) => told("R9", KINDS, THREE_COPIES, ...lines);

const RAISED = "volume-epoch vepoch=2 instance=w2";
const OPENED = "open instance=w2 role=writer vepoch=2";
const recovered = (vepoch: number, from = 1, to = 11) =>
  `recovery vepoch=${vepoch} responders=a1,b1 vcl=${from} vdl=${from} from=${from} to=${to}`;
const learn = (copies: string, vepoch = 2, from = 1, to = 11) =>
  each("truncate", copies, `vepoch=${vepoch} from=${from} to=${to}`);

describe("what a recovery annuls", () => {
  it("is on a write quorum of every group before the volume is opened", () => {
    assertEquals(asked(RAISED, ...learn("a1 c1"), recovered(2), OPENED), "holds 1");
    assertMatch(asked(RAISED, ...learn("a1"), recovered(2), OPENED), /but of group p0 only a1/);
    const two = (copies: string) =>
      told("R9", KINDS, TWO_GROUPS, RAISED, ...learn(copies), recovered(2), OPENED);
    assertEquals(two("a1 b1 a2 b2"), "holds 2");
    assertMatch(two("a1 b1 c1 a2"), /but of group p2 only a2/);
  });

  it("may be learned after the recovery computed it, but not after the first write", () => {
    assertEquals(asked(RAISED, recovered(2), ...learn("a1 b1"), OPENED), "holds 1");
    const write = "write lsn=12 pg=p0 prev=1 cpl";
    assertMatch(asked(RAISED, recovered(2), write), /LSN 12 is written, but of group p0 no copy/);
    assertMatch(asked(RAISED, recovered(2), "promote instance=r1"), /r1 opens the volume, but/);
  });

  it("need not be told again to a copy that an earlier recovery told the same", () => {
    const raised = "volume-epoch vepoch=3 instance=w3";
    const before = [RAISED, ...learn("a1 b1"), recovered(2), raised];
    const next = [recovered(3), "open instance=w3 role=writer vepoch=3"];
    assertEquals(asked(...before, ...next), "holds 1");
    assertMatch(asked(...before, recovered(3, 0, 20), next[1]!), /volume epoch 3 annuls/);
    assertEquals(
      asked(...before, ...learn("b1 c1", 3, 11, 20), recovered(3, 1, 20), next[1]!),
      "holds 1",
    );
  });

  it("is not asked where it annuls nothing", () => {
    assertEquals(asked(RAISED, recovered(2, 1, 1), OPENED), "unjudged");
    assertMatch(asked(RAISED, recovered(2, 1, 2), OPENED), /but of group p0 no copy/);
  });

  it("is not asked where copies may have learned it before anything was seen", () => {
    assertEquals(asked(recovered(2), OPENED), "unjudged");
  });

  it("is not asked of a replica, nor of one who was too late", () => {
    const late = "open instance=w1 role=writer vepoch=1";
    const replica = "open instance=r1 role=replica";
    assertEquals(asked(RAISED, recovered(2), late, replica), "unjudged");
  });
});

describe("a copy that is told again what an earlier recovery annulled", () => {
  it("keeps what lies above it, also where no store can be seen", () => {
    const lines = [
      ...["write lsn=1 pg=p0 prev=0 cpl", "ack seg=a1 lsn=1 scl=1", "ack seg=b1 lsn=1 scl=1"],
      ...[RAISED, ...learn("a1 b1"), recovered(2), OPENED, "write lsn=12 pg=p0 prev=1 cpl"],
      "ack seg=a1 lsn=12 scl=12 vepoch=2",
      ...learn("a1 b1", 3),
      "ack seg=b1 lsn=12 scl=12 vepoch=2",
    ];
    const blind = "write,ack,scl,vcl,volume-epoch,truncate,recovery,open";
    assertEquals(told("L4", blind, THREE_COPIES, ...lines, "vcl lsn=12"), "holds 1");
  });
});
