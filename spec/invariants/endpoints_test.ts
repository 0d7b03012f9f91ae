import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";

const KINDS =
  "open,promote,endpoint,custom-endpoint,instance-status,crash,restart,az-down,az-up,recovery";

const reads = (name: string) => `open instance=${name} role=replica`;
const OPENED = ["open instance=w role=writer", reads("r1"), reads("r2")];
const points = (role: string, name: string, to?: string) =>
  `endpoint name=${name} role=${role}${to === undefined ? "" : ` instances=${to}`}`;

describe("a custom endpoint", () => {
  const asked = (...lines: readonly string[]) => told("E5", KINDS, ...OPENED, ...lines, "end");
  const made = (type: string, list = "") => `custom-endpoint name=mine type=${type}${list}`;
  const to = (names?: string) => points("custom", "mine", names);

  it("leads to those on its list that are there, and to no others", () => {
    const readers = made("reader", " members=r1,r2");
    assertEquals(asked(readers, to("r1,r2")), "holds 1");
    assertMatch(asked(readers, to("r1")), /does not lead to r2, which it is for/);
    assertMatch(asked(readers, to("r1,r2,w")), /leads to w, which is not on its list/);
    assertEquals(asked(readers, to("r1"), "crash node=r2"), "holds 1");
    assertMatch(asked(readers, to("r1,r2"), "crash node=r2"), /leads to r2, which is out of reach/);
    assertEquals(asked(readers, to(), "crash node=r1", "crash node=r2"), "holds 1");
  });

  it("need not lead to one that is busy, or out of order", () => {
    const rest = made("reader", " excluded=r1");
    for (const status of ["rebooting", "upgrading", "incompatible-network"]) {
      assertEquals(asked(rest, to(), `instance-status instance=r2 status=${status}`), "holds 1");
      assertEquals(
        asked(rest, to("r2"), `instance-status instance=r2 status=${status}`),
        "holds 1",
      );
    }
    const ready = "instance-status instance=r2 status=available";
    assertMatch(asked(rest, to(), ready), /does not lead to r2, which it is for/);
  });

  it("goes on with its list when roles change", () => {
    const promoted = ["crash node=w", "promote instance=r1", reads("w")];
    const readers = made("reader", " members=r1");
    assertMatch(asked(readers, to("r1"), ...promoted), /leads to r1, which writes/);
    assertEquals(asked(readers, to("r1"), ...promoted, to()), "holds 1");
    assertMatch(asked(readers, ...promoted, to("w")), /leads to w, which is not on its list/);
    const any = made("any", " members=r1");
    assertEquals(asked(any, to("r1"), ...promoted), "holds 1");
  });

  it("that excludes some is for all others, those that come later, too", () => {
    const rest = made("reader", " excluded=r1");
    assertEquals(asked(rest, to("r2")), "holds 1");
    assertMatch(asked(rest, to("r1,r2")), /leads to r1, which is excluded/);
    assertMatch(asked(rest, to("r2"), reads("r3")), /does not lead to r3, which it is for/);
    assertEquals(asked(made("any"), to("r1,r2,w")), "holds 1");
    assertMatch(asked(made("any"), to("r1,r2")), /does not lead to w, which it is for/);
  });

  it("is for whom it was made last", () => {
    const lists = [made("reader", " excluded=r1"), made("reader", " members=r1")];
    assertEquals(asked(...lists, to("r1")), "holds 1");
    assertMatch(asked(...lists.toReversed(), to("r1")), /leads to r1, which is excluded/);
  });

  it("is not judged where nobody says whom it is for, or who writes", () => {
    assertEquals(asked(to("r1")), "unjudged");
    assertEquals(told("E5", KINDS, reads("r1"), made("reader"), to("r2"), "end"), "unjudged");
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10";
    assertEquals(asked(made("reader", " members=r1"), to("r2"), recovery), "unjudged");
    assertEquals(told("E5", KINDS, ...OPENED, made("reader"), to("w")), "unjudged");
  });
});

describe("the endpoint of an instance", () => {
  const asked = (...lines: readonly string[]) => told("E6", KINDS, ...lines);

  it("is one of its own kind: those of other roles may lead to several", () => {
    assertEquals(asked(points("reader", "ro", "r1,r2"), points("reader", "ro", "r2")), "unjudged");
  });
  const to = (names?: string) => points("instance", "w.db", names);

  it("is that of one instance, and stays with it", () => {
    assertEquals(asked(to("w"), "promote instance=r1", to("w")), "holds 1");
    assertMatch(asked(to("w"), "promote instance=r1", to("r1")), /is that of w, and leads to r1/);
    assertMatch(asked(to("w,r1")), /is that of w, and leads to r1/);
  });

  it("may lead nowhere for a while, and not to another then", () => {
    assertEquals(asked(to(), to("w"), to(), to("w")), "holds 1");
    assertMatch(asked(to("w"), to(), to("r1")), /is that of w, and leads to r1/);
  });

  it("is no other endpoint", () => {
    assertEquals(asked(points("writer", "w.db", "w"), points("writer", "w.db", "r1")), "unjudged");
  });
});

describe("an endpoint that leads nowhere", () => {
  it("is not where the writer is", () => {
    const asked = (...lines: readonly string[]) => told("E1", KINDS, ...lines, "end");
    const nowhere = points("writer", "cluster");
    assertMatch(asked(OPENED[0]!, nowhere), /leads nowhere, but w writes/);
    assertEquals(asked(nowhere), "unjudged");
  });
});
