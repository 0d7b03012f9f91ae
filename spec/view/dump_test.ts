import { assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { locate } from "../../traces/mod.ts";
import { shows, SIX_COPIES } from "../invariants/fixtures.ts";
import { View } from "../view.ts";
import { dump } from "./dump.ts";
import { NO_COPY, nothing, type Source } from "./facts.ts";

function viewOf(...lines: readonly string[]): View {
  const view = new View();
  const kinds = "write,store,gossip,receive,scl,ack,coalesce,stage,collect,vcl,vdl,pgcl,pgmrpl," +
    "commit-requested,commit-acked,commit-failed,crash,freeze,partition,disk-loss,az-down,volume-epoch";
  for (const { event } of locate(shows(kinds, SIX_COPIES, ...lines))) view.apply(event);
  return view;
}

const WRITES = ["write lsn=1 pg=p0 prev=0", "write lsn=2 pg=p0 prev=1 txn=t1 cpl commit"];

/** A source that notes what is asked of it. */
function watched(): { source: Source; asked: string[] } {
  const asked: string[] = [];
  const note = <T>(name: string, part: T): T => {
    asked.push(name);
    return part;
  };
  const source: Source = {
    config: () => note("config", nothing.config()),
    log: () => note("log", nothing.log()),
    points: () => note("points", nothing.points()),
    commits: () => note("commits", nothing.commits()),
    segment: (id) => note(`segment ${id}`, NO_COPY),
    acks: (id) => note(`acks ${id}`, nothing.acks(id)),
    faults: () => note("faults", nothing.faults()),
  };
  return { source, asked };
}

describe("the dump of a view", () => {
  it("does not depend on the order in which facts came", () => {
    const one = viewOf(...WRITES, "store seg=a1 lsn=1", "store seg=a1 lsn=2", "scl seg=a1 lsn=2");
    const other = viewOf(...WRITES, "store seg=a1 lsn=2", "store seg=a1 lsn=1", "scl seg=a1 lsn=2");
    assertEquals(dump(one), dump(other));
  });

  it("does not depend on what was asked before", () => {
    const [asked, silent] = [viewOf(...WRITES, "store seg=a1 lsn=1"), viewOf(...WRITES)];
    asked.firstUnreached();
    asked.chainEnd("a1");
    asked.firstUnacked("p0");
    silent.apply({ kind: "store", seg: "a1", lsn: 1n });
    assertEquals(dump(asked), dump(silent));
  });

  it("tells apart what differs in any part", () => {
    const lines = [
      "store seg=a1 lsn=1",
      "store seg=a1 lsn=2",
      "receive seg=a1 lsn=1",
      "scl seg=b1 lsn=1",
      "ack seg=a1 lsn=1 scl=0",
      "vdl lsn=1",
      "pgcl pg=p0 lsn=1",
      "commit-requested txn=t1",
      "commit-requested txn=t2",
      "commit-acked txn=t1",
      "crash node=a1",
      "az-down az=A",
      "coalesce seg=a1 lsn=1",
      "stage seg=a1 upto=1",
      "collect seg=a1 upto=1",
      "write lsn=3 pg=p0 prev=2",
      "lal records=7",
      "pgmrpl pg=p0 lsn=1",
      "volume-epoch vepoch=2",
    ];
    const dumps = ["", ...lines].map((line) => JSON.stringify(dump(viewOf(...WRITES, line))));
    assertEquals(new Set(dumps).size, lines.length + 1);
  });

  it("has nothing in the memory of a copy that crashed or whose AZ is down", () => {
    for (const fault of ["crash node=a1", "az-down az=A"]) {
      const [before, after] = [[fault, "receive seg=a1 lsn=1"], ["receive seg=a1 lsn=1", fault]]
        .map((lines) => viewOf(...WRITES, ...lines).copy("a1").incoming.size);
      assertEquals([before, after], [1, 0]);
    }
  });

  it("is plain data that survives JSON, LSNs exact to 64 bits", () => {
    const all = dump(viewOf("vdl lsn=18446744073709551615", ...WRITES));
    assertEquals(JSON.parse(JSON.stringify(all)), all);
    assertNotEquals(JSON.stringify(all).indexOf('"18446744073709551615"'), -1);
  });
});

describe("a view of a source", () => {
  it("reads a part when it is touched, and once", () => {
    const { source, asked } = watched();
    const view = new View(source);
    assertEquals(asked, []);
    view.apply({ kind: "store", seg: "a1", lsn: 1n });
    view.apply({ kind: "store", seg: "a1", lsn: 2n });
    assertEquals(asked, ["segment a1"]);
    view.apply({ kind: "ack", seg: "b1", lsn: 1n, scl: 1n });
    view.apply({ kind: "commit-acked", txn: "t1" });
    assertEquals(asked, ["segment a1", "acks b1", "commits"]);
    view.apply({ kind: "vdl", lsn: 1n });
    assertEquals(asked, ["segment a1", "acks b1", "commits", "points"]);
  });

  it("asks no more copies than a write quorum needs", () => {
    const { source, asked } = watched();
    const members = ["a1", "b1", "c1"].map((segment) => ({ segment, az: segment, kind: "full" }));
    const group = { members, write: { count: 2, of: "all" }, read: { count: 2, of: "all" } };
    const view = new View({
      ...source,
      config: () => ({ groups: { p0: group }, sees: ["write", "store"] }) as const,
      log: () => ({ records: [{ lsn: 1n, pg: "p0", prev: 0n, cpl: true }] }),
      segment(id) {
        asked.push(id);
        return { ...NO_COPY, held: { upto: 1n, beyond: [] } };
      },
    } as Source);
    assertEquals(view.firstUnreached(), undefined);
    assertEquals(asked, ["a1", "b1"]);
  });
});
