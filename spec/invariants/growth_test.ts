import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told, verdictOn } from "./_judged.ts";
import { TWO_GROUPS } from "./fixtures.ts";

const [P1, P2] = TWO_GROUPS.split("\n") as [string, string];
const FIRST = "write lsn=1 pg=p1 prev=0 page=7 cpl";
const SECOND = "write lsn=2 pg=p2 prev=0 page=8 cpl";
const KINDS = "write,geometry-epoch,out-of-space";
const asked = (code: string, ...lines: readonly string[]) => told(code, KINDS, ...lines);
const EPOCH = (gepoch: number, rest = "") => `geometry-epoch gepoch=${gepoch} ${rest}`;

describe("a group that is added", () => {
  it("is written to when it stands", () => {
    assertEquals(asked("N1", EPOCH(1), P1, FIRST, EPOCH(2), P2, SECOND), "holds 2");
    assertMatch(
      asked("N1", EPOCH(1), P1, FIRST, SECOND, EPOCH(2), P2),
      /group p2, which the volume/,
    );
    assertMatch(
      asked("N1", EPOCH(1), P1, FIRST, EPOCH(2), SECOND, P2),
      /group p2, which the volume/,
    );
  });

  it("is asked for no epoch where none is told, and for no group where none is", () => {
    assertEquals(told("N1", "write", P1, FIRST, SECOND, P2), "unjudged");
    assertEquals(asked("N1", FIRST, SECOND), "unjudged");
  });

  it("comes in an epoch of its own", () => {
    assertEquals(asked("N2", EPOCH(1), P1, FIRST, EPOCH(2), P2), "holds 2");
    assertMatch(
      asked("N2", EPOCH(1), P1, FIRST, P2),
      /p2 is added in geometry epoch 1, which others/,
    );
    assertEquals(asked("N2", EPOCH(5), P1, P2, FIRST, EPOCH(6)), "holds 1", "at first any number");
    assertEquals(asked("N2", EPOCH(1), P1, P2, FIRST, P1), "unjudged", "told again");
    assertEquals(asked("N2", FIRST, P1), "unjudged", "the first that is told");
  });
});

describe("a geometry epoch", () => {
  it("may begin anywhere, and be skipped by an instance", () => {
    assertEquals(asked("N2", EPOCH(7), P1), "unjudged");
    const skips = [1, 3, 7].map((gepoch) => EPOCH(gepoch, "instance=w1"));
    assertEquals(asked("N2", EPOCH(7), ...skips, EPOCH(1, "instance=r1"), EPOCH(8)), "holds 1");
    assertMatch(
      asked("N2", EPOCH(7), EPOCH(8, "instance=w1")),
      /w1 learns geometry epoch 8, which/,
    );
    assertEquals(asked("N2", EPOCH(8, "instance=w1"), EPOCH(7)), "unjudged");
    assertMatch(asked("L8", EPOCH(3, "instance=w1"), EPOCH(2, "instance=w1")), /from 3 to 2/);
  });

  it("is raised by one", () => {
    assertMatch(asked("N2", EPOCH(1), P1, EPOCH(3)), /goes from 1 to 3/);
    assertMatch(asked("N2", EPOCH(2), P1, EPOCH(2)), /goes from 2 to 2/);
    const { found } = verdictOn("N2", KINDS, EPOCH(2), P1, EPOCH(2));
    assertMatch(found!.violation.so.join(), /two geometries go by one epoch/);
  });
});

describe("a page", () => {
  it("lies in one group for ever", () => {
    assertEquals(
      asked("N3", P1, P2, FIRST, SECOND, "write lsn=3 pg=p2 prev=2 page=8 cpl"),
      "holds 1",
    );
    assertMatch(
      asked("N3", P1, P2, FIRST, "write lsn=2 pg=p2 prev=0 page=7 cpl"),
      /page 7 in group p2, and it lies in p1/,
    );
    assertEquals(asked("N3", P1, P2, FIRST, "write lsn=2 pg=p2 prev=0 cpl"), "unjudged");
  });
});

describe("the limit of a volume", () => {
  const limit = (groups: number) => `size-limit groups=${groups}`;

  it("is reached and not passed", () => {
    assertEquals(asked("N4", limit(2), P1, FIRST, EPOCH(2), P2), "holds 2");
    assertMatch(
      asked("N4", limit(1), P1, FIRST, EPOCH(2), P2),
      /p2 is added to a volume that is full/,
    );
    assertEquals(asked("N4", limit(1), P1, FIRST, P1), "holds 1", "told again");
    assertEquals(asked("N4", P1, FIRST, EPOCH(2), P2, "out-of-space"), "unjudged");
  });

  it("is the only reason to be out of space, and may be raised", () => {
    assertMatch(asked("N4", limit(2), P1, "out-of-space instance=w1"), /with 1 of 2 groups/);
    assertEquals(asked("N4", limit(1), P1, "out-of-space instance=w1"), "holds 2");
    assertEquals(asked("N4", limit(1), P1, FIRST, limit(2), EPOCH(2), P2), "holds 2");
  });
});
