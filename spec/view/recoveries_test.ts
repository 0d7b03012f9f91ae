import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { locate } from "../../traces/mod.ts";
import { invariants } from "../invariants/all.ts";
import { shows, THREE_COPIES } from "../invariants/fixtures.ts";
import { Judging } from "../judging.ts";
import { View } from "../view.ts";
import { NO_RECOVERY } from "./facts.ts";
import { exposedVdl } from "./history.ts";
import { Instances } from "./instances.ts";
import { Recoveries } from "./recoveries.ts";

const recovery = (vepoch: number, from: bigint, to: bigint) =>
  ({ kind: "recovery", vepoch, responders: ["a1"], vcl: from, vdl: from, from, to }) as const;

function seen(...lines: readonly string[]): View {
  const view = new View();
  for (const { event } of locate(shows("vdl,commit-acked,recovery,open,backtrack", ...lines))) {
    view.apply(event);
  }
  return view;
}

describe("recoveries", () => {
  it("annul what lies above their VDL, each LSN once and for ever (property)", () => {
    const ranges = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 9 })), { maxLength: 8 });
    fc.assert(
      fc.property(ranges, (ranges) => {
        const recoveries = new Recoveries(NO_RECOVERY);
        const epochs = new Map<bigint, number>();
        ranges.forEach(([from, more], i) => {
          const [low, high] = [BigInt(from), BigInt(from + more)];
          recoveries.take(recovery(i + 1, low, high), 0n);
          for (let lsn = low + 1n; lsn <= high; lsn++) {
            if (!epochs.has(lsn)) epochs.set(lsn, i + 1);
          }
        });
        for (let lsn = 0n; lsn <= 60n; lsn++) {
          assertEquals(recoveries.annulling(lsn)?.vepoch, epochs.get(lsn), `LSN ${lsn}`);
        }
        const highest = [...epochs.keys()].reduce((one, other) => one > other ? one : other, 0n);
        assertEquals(recoveries.end, highest);
      }),
      { seed: 20180, numRuns: 200 },
    );
  });

  it("leave what was announced or acknowledged before, and what was opened with", () => {
    const cut = "recovery vepoch=2 responders=a1 vcl=5 vdl=5 from=5 to=15";
    assertEquals(exposedVdl(seen("vdl lsn=3")), 3n);
    assertEquals(exposedVdl(seen("vdl lsn=3", "commit-acked txn=t1 scn=4")), 4n);
    assertEquals(exposedVdl(seen("vdl lsn=3", cut)), 3n);
    assertEquals(exposedVdl(seen("vdl lsn=3", cut, "open instance=w role=writer")), 5n);
    assertEquals(exposedVdl(seen("vdl lsn=3", "backtrack target=2 actual=2", cut)), 2n);
    assertEquals(exposedVdl(seen("vdl lsn=3", cut, "backtrack target=2 actual=2")), 2n);
  });
});

describe("the writer after a recovery", () => {
  it("was told nothing yet, and what the copies said of themselves is still known", () => {
    const view = new View();
    const cut = "recovery vepoch=2 responders=a1 vcl=1 vdl=1 from=1 to=11";
    const lines = ["write lsn=1 pg=p0 prev=0 cpl", "ack seg=a1 lsn=1 scl=1", cut];
    for (const { event } of locate(shows("write,ack,recovery", ...lines))) view.apply(event);
    assertEquals([view.told("a1").has(1n), view.held("a1").has(1n)], [false, true]);
  });
});

describe("what is seen after a recovery", () => {
  const after = (kinds: string, ...lines: readonly string[]) => {
    const view = new View();
    for (const { event } of locate(shows(kinds, THREE_COPIES, ...lines))) view.apply(event);
    return view;
  };

  it("of a copy that answers late, is what lies below the annulled LSNs", () => {
    const cut = "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11";
    const late = "ack seg=c1 lsn=2 scl=2 vepoch=1";
    const view = after("write,ack,recovery", "write lsn=1 pg=p0 prev=0 cpl", cut, late);
    assertEquals([view.held("c1").has(1n), view.held("c1").has(2n)], [true, false]);
    assertEquals(view.told("c1").has(1n), false);
  });

  it("of a log of which a part is forgotten, goes on from where the recovery cut it", () => {
    const lines = [
      THREE_COPIES,
      "write lsn=1 pg=p0 prev=0 cpl",
      "write lsn=2 pg=p0 prev=1",
      ...["a1", "b1", "c1"].flatMap((seg) => [1, 2].map((lsn) => `store seg=${seg} lsn=${lsn}`)),
      "write lsn=3 pg=p0 prev=2",
      "write lsn=4 pg=p0 prev=3 cpl",
      "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=1 from=1 to=11",
      "write lsn=12 pg=p0 prev=1 cpl",
    ];
    const judging = new Judging(invariants, new View(undefined, { every: 1 }));
    for (const { event, line } of locate(shows("write,store,recovery", ...lines))) {
      judging.take(event, line);
    }
    assertEquals(judging.violations.map(({ claim }) => claim.code), []);
    assertEquals([judging.view.log.start, judging.view.log.floor], [1n, 1n]);
  });

  it("of a log that began in the middle, ends where the recovery cut it", () => {
    const cut = "recovery vepoch=2 responders=a1,b1 vcl=7 vdl=7 from=7 to=40";
    const view = after("write,store,recovery", "write lsn=20 pg=p0 prev=10 cpl", cut);
    assertEquals([view.log.start, view.log.floor, view.durablePoint()], [7n, 7n, 7n]);
  });
});

describe("a writer that another took the place of", () => {
  const open = (instance: string, vepoch?: number) =>
    ({ instance, role: "writer", ...vepoch && { vepoch } }) as const;

  it("is a former one until it opens the volume again", () => {
    const instances = new Instances();
    assertEquals([instances.open(open("w1")), instances.isFormer("w1")], [false, false]);
    assertEquals([instances.open(open("w2")), instances.isFormer("w1")], [true, true]);
    assertEquals([instances.open(open("w1")), instances.isFormer("w1")], [true, false]);
    assertEquals(instances.facts(), { writer: "w1", former: ["w2"], vepoch: 0 });
  });

  it("is one from the recovery on, where it is told who asked for the epoch", () => {
    const instances = new Instances();
    instances.open(open("w1", 1));
    instances.raise("w1", 2);
    instances.raise("w2", 3);
    instances.recover(2);
    assertEquals(instances.isFormer("w1"), false);
    instances.recover(3);
    assertEquals([instances.isFormer("w1"), instances.isFormer("w2")], [true, false]);
  });

  it("is one from the recovery until it opens the volume again, where that is not told", () => {
    const instances = new Instances();
    instances.open(open("w1", 1));
    instances.recover(2);
    assertEquals(instances.isFormer("w1"), true);
    instances.open(open("w1", 2), 2);
    assertEquals(instances.isFormer("w1"), false);
  });

  it("may be one when it opens: another was faster", () => {
    const instances = new Instances();
    instances.open(open("w3", 3));
    assertEquals([instances.open(open("w2", 2)), instances.isFormer("w2")], [false, true]);
    assertEquals(instances.isFormer("w3"), false);
  });
});
