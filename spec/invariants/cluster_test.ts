import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { THREE_COPIES } from "./fixtures.ts";

const KINDS = "open,promote,endpoint,crash,restart,freeze,thaw,partition,heal,az-down,az-up," +
  "volume-epoch,recovery,instance-status";

const reads = (name: string) => `open instance=${name} role=replica`;
const writes = (name: string, vepoch?: number) =>
  `open instance=${name} role=writer${vepoch === undefined ? "" : ` vepoch=${vepoch}`}`;

const is = (name: string, status: string) => `instance-status instance=${name} status=${status}`;

describe("the endpoint of the writer", () => {
  const asked = (...lines: readonly string[]) => told("E1", KINDS, ...lines, "end");
  const to = (name: string) => `endpoint name=cluster role=writer instances=${name}`;

  it("leads to who opened the volume last, whenever it was moved", () => {
    assertEquals(asked(writes("w"), to("w")), "holds 1");
    assertEquals(asked(writes("w"), to("w"), to("r1"), "promote instance=r1"), "holds 1");
    assertMatch(asked(writes("w"), to("w"), writes("w2")), /leads to w, but w2 writes/);
    assertMatch(asked(writes("w"), to("w,r1")), /leads to w and r1, but w writes/);
  });

  it("does not follow one that opens too late", () => {
    const late = [writes("w"), writes("w3", 3), to("w3"), writes("w2", 2)];
    assertEquals(asked(...late), "holds 1");
    assertMatch(asked(...late, to("w2")), /leads to w2, but w3 writes/);
  });

  it("is not judged while nobody can be asked to write", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10";
    assertEquals(asked(to("w")), "unjudged");
    assertEquals(asked(writes("w"), to("r1"), "crash node=w"), "unjudged");
    assertEquals(asked(writes("w"), to("r1"), recovery), "unjudged");
    assertMatch(asked(writes("w"), to("r1"), recovery, writes("w")), /but w writes/);
    assertEquals(told("E1", KINDS, writes("w"), to("r1")), "unjudged");
  });
});

describe("the endpoint of the readers", () => {
  const asked = (...lines: readonly string[]) => told("E1", KINDS, writes("w"), ...lines, "end");
  const to = (names: string) => `endpoint name=ro role=reader instances=${names}`;

  it("leads to the writer only where nobody else is there", () => {
    assertEquals(asked(reads("r1"), to("r1")), "holds 1");
    assertMatch(asked(reads("r1"), to("w")), /leads to the writer w, though r1 can read/);
    assertMatch(asked(reads("r1"), reads("r2"), to("r1,w")), /though r1 and r2 can read/);
    for (const fault of ["crash node=r1", "freeze node=r1", "partition nodes=r1"]) {
      assertEquals(asked(reads("r1"), fault, to("w")), "unjudged");
    }
    assertEquals(asked(reads("r1"), is("r1", "rebooting"), to("w")), "unjudged");
    assertMatch(asked(reads("r1"), is("r1", "available"), to("w")), /though r1 can read/);
    const inAz = ["instance name=r1 az=B", reads("r1"), "az-down az=B"];
    assertEquals(asked(...inAz, to("w")), "unjudged");
    assertMatch(asked(...inAz, to("w"), "az-up az=B"), /though r1 can read/);
  });

  it("may lead anywhere where nobody tells who is gone", () => {
    const blind = told("E1", "open,endpoint", writes("w"), reads("r1"), to("w"), "end");
    assertEquals(blind, "unjudged");
  });

  it("does not count one that restarted and has not opened the volume again", () => {
    const back = [reads("r1"), "crash node=r1", "restart node=r1", to("w")];
    assertEquals(asked(...back), "unjudged");
    assertMatch(asked(...back, reads("r1")), /though r1 can read/);
  });

  it("that users made leads where they like", () => {
    const mine = "endpoint name=mine role=custom instances=w,r1";
    assertEquals(asked(reads("r1"), mine), "unjudged");
  });
});

describe("who is promoted", () => {
  const shape = (name: string, tier: number, size?: number) =>
    `instance name=${name} tier=${tier}${size === undefined ? "" : ` size=${size}`}`;
  const asked = (...lines: readonly string[]) => told("E2", KINDS, writes("w"), ...lines);
  const three = [
    ...[shape("r1", 0, 2), shape("r2", 1, 16), shape("r3", 1, 4)],
    ...["r1", "r2", "r3"].map(reads),
  ];

  it("is of the lowest tier, and of those the largest", () => {
    assertEquals(asked(...three, "promote instance=r1"), "holds 2");
    assertMatch(asked(...three, "promote instance=r2"), /r2, of tier 1, .* r1, of tier 0, is pas/);
    const down = [...three, "crash node=r1"];
    assertEquals(asked(...down, "promote instance=r2"), "holds 1");
    assertMatch(asked(...down, "promote instance=r3"), /r3, of tier 1 and size 4, .* size 16, is/);
  });

  it("is any of those that are alike", () => {
    const alike = [shape("r1", 1, 2), shape("r2", 1, 2), reads("r1"), reads("r2")];
    for (const name of ["r1", "r2"]) {
      assertEquals(asked(...alike, `promote instance=${name}`), "holds 1");
    }
    const noSize = [shape("r1", 1), shape("r2", 1, 2), reads("r1"), reads("r2")];
    assertEquals(asked(...noSize, "promote instance=r1"), "holds 1");
  });

  it("goes by the tiers of now", () => {
    const changed = [...three, shape("r3", 0, 16)];
    assertMatch(asked(...changed, "promote instance=r1"), /r3, of tier 0 and size 16, is passed/);
    assertEquals(asked(...changed, "crash node=w", "promote instance=r3"), "holds 2");
    const late = [...three, "crash node=w", shape("r3", 0, 16)];
    assertEquals(asked(...late, "promote instance=r1"), "holds 1");
  });

  it("was there when the writer went", () => {
    const lost = [
      ...["crash node=r1", "crash node=w", reads("r1")],
      ...["freeze node=r1", "crash node=w", "thaw node=r1"],
      ...["partition nodes=r1", "volume-epoch vepoch=2 instance=r2", "heal"],
      ...[is("r1", "rebooting"), "crash node=w", is("r1", "available")],
    ];
    for (let at = 0; at < lost.length; at += 3) {
      assertEquals(asked(...three, ...lost.slice(at, at + 3), "promote instance=r2"), "holds 1");
    }
    const inAz = [...three, "instance name=r1 az=B", "az-down az=B", "crash node=w", "az-up az=B"];
    assertEquals(asked(...inAz, "promote instance=r2"), "holds 1");
    const before = [...three, "freeze node=r1", "thaw node=r1", "crash node=w"];
    assertMatch(asked(...before, "promote instance=r2"), /r1, of tier 0, is passed over/);
    const ready = [...three, is("r1", "rebooting"), is("r1", "available"), "crash node=w"];
    assertMatch(asked(...ready, "promote instance=r2"), /r1, of tier 0, is passed over/);
    assertEquals(asked(...three, is("r1", "rebooting"), "promote instance=r2"), "holds 1");
  });

  it("may be late once, and first in line at the next failover", () => {
    const once = [...three, "crash node=r1", "crash node=w", reads("r1"), "promote instance=r2"];
    const twice = [...once, writes("r2"), "crash node=r2"];
    assertMatch(asked(...twice, "promote instance=r3"), /r1, of tier 0, is passed over/);
    assertEquals(asked(...twice, "promote instance=r1"), "holds 2");
  });

  it("may be anybody, if somebody asked for it or nobody says what it is", () => {
    assertEquals(asked(...three, "promote instance=r3 asked"), "unjudged");
    assertEquals(asked(...three, "promote instance=r9"), "unjudged");
    assertEquals(asked(shape("r1", 0), shape("r2", 1), "promote instance=r2"), "unjudged");
  });
});

describe("a page that stays in a cache", () => {
  const write = (lsn: number) => `write lsn=${lsn} pg=p0 prev=${lsn - 1} page=p${lsn} cpl`;
  const cut = "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11";
  const kept = (lsn: number, instance = "w") =>
    `cache instance=${instance} page=p${lsn} lsn=${lsn} result=kept`;
  const asked = (...lines: readonly string[]) =>
    told("E4", `write,cache,${KINDS}`, THREE_COPIES, writes("w", 1), write(1), write(2), ...lines);

  it("holds nothing that a recovery annulled, whoever keeps it", () => {
    const again = ["volume-epoch vepoch=2 instance=w", cut];
    assertEquals(asked(...again, kept(1)), "holds 1");
    assertMatch(asked(...again, kept(2)), /w keeps page p2 with LSN 2, annulled .* epoch 2/);
    const taken = ["volume-epoch vepoch=2 instance=r1", cut, "promote instance=r1"];
    assertMatch(asked(...taken, kept(2, "r1")), /r1 keeps page p2/);
    assertMatch(asked(...taken, kept(2, "r2")), /r2 keeps page p2/);
  });

  it("may hold anything before, or with a writer that may not know that it is none", () => {
    assertEquals(asked(kept(2), cut), "unjudged");
    assertEquals(asked(cut, kept(2)), "unjudged");
    assertMatch(asked(cut, writes("w", 2), kept(2)), /w keeps page p2/);
    const taken = ["volume-epoch vepoch=2 instance=r1", cut, writes("r1", 2)];
    assertEquals(asked(...taken, kept(2)), "unjudged");
    assertMatch(asked(...taken, reads("w"), kept(2)), /w keeps page p2/);
  });

  it("may be dropped", () => {
    assertEquals(asked(cut, "cache instance=w page=p2 lsn=2 result=dropped"), "unjudged");
  });
});
