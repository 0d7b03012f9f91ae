import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./invariants/_judged.ts";
import { SIX_COPIES, THREE_COPIES } from "./invariants/fixtures.ts";

const WRITE = "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit";
const ACKED = "commit-acked txn=t1 scn=1";

describe("where no store can be seen", () => {
  it("a copy holds what it announced and what it told the writer", () => {
    const kinds = "group,write,ack,scl,commit-acked";
    for (const code of ["C1", "C2", "D1"]) {
      const asked = (...lines: readonly string[]) =>
        told(code, kinds, SIX_COPIES, WRITE, ...lines, ACKED) === "holds 1";
      assertEquals(asked(...each("ack", "a1 a2 b1 c1", "lsn=1 scl=1")), true, code);
      const mixed = [
        ...each("ack", "a1 a2", "lsn=1 scl=0"),
        ...each("scl", "b1 c1", "lsn=1"),
      ];
      assertEquals(asked(...mixed), true, code);
      assertEquals(asked(...mixed.slice(0, 3)), false, code);
    }
  });

  it("an acknowledgement tells an SCL to those who see no write either", () => {
    const asked = (...lines: readonly string[]) =>
      told("C2", "ack,scl,commit-acked", THREE_COPIES, ...lines, ACKED) === "holds 1";
    assertEquals(asked("scl seg=a1 lsn=1", "ack seg=b1 lsn=1 scl=1"), true);
    assertEquals(asked("scl seg=a1 lsn=1", "ack seg=b1 lsn=1 scl=0"), false);
  });

  it("a disk that is lost does not undo what a copy told, to those who see no write either", () => {
    const asked = (...lost: readonly string[]) =>
      told(
        "C2",
        "scl,disk-loss,commit-acked",
        THREE_COPIES,
        ...each("scl", "a1 b1", "lsn=1"),
        ...lost.map((node) => `disk-loss node=${node}`),
        ACKED,
      );
    assertEquals([asked(), asked("a1"), asked("a1", "b1")], ["holds 1", "holds 1", "holds 1"]);
  });

  it("a copy may apply what it acknowledged", () => {
    const lines = [THREE_COPIES, WRITE, "ack seg=a1 lsn=1 scl=1", "coalesce seg=a1 lsn=1"];
    assertEquals(told("P1", "write,ack,scl,coalesce", ...lines), "holds 1");
  });

  it("a disk that is lost takes along what was acknowledged", () => {
    const asked = (code: string, ...lost: readonly string[]) => {
      const losses = lost.map((node) => `disk-loss node=${node}`);
      const lines = [WRITE, ...each("ack", "a1 b1", "lsn=1 scl=1"), ...losses, ACKED];
      return told(code, "write,ack,disk-loss,commit-acked", THREE_COPIES, ...lines) === "holds 1";
    };
    assertEquals([asked("C2", "a1", "b1"), asked("D1", "a1"), asked("D1", "a1", "b1")], [
      true,
      true,
      false,
    ]);
  });
});

describe("C4", () => {
  it("counts only the commits to which an answer was owed", () => {
    const kinds = "write,store,commit-requested,commit-acked";
    const stored = [THREE_COPIES, WRITE, ...each("store", "a1 b1", "lsn=1")];
    const asked = (...lines: readonly string[]) => told("C4", kinds, ...stored, ...lines, "end");
    assertEquals(asked("commit-acked txn=t1"), "unjudged");
    assertEquals(asked("commit-requested txn=t9", "commit-acked txn=t9"), "unjudged");
    assertEquals(asked("commit-requested txn=t1", "commit-acked txn=t1"), "holds 1");
  });
});
