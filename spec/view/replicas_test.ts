import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { parse } from "../../traces/mod.ts";
import { shows, THREE_COPIES } from "../invariants/fixtures.ts";
import { View } from "../view.ts";

const KINDS = "write,store,vdl,open,replica-vdl,apply,commit-noted,read,cache,recovery,crash";

/** A view of these lines, in which nothing is kept that need not be. */
function seen(...lines: readonly string[]): View {
  const view = new View(undefined, { every: 1 });
  for (const event of parse(shows(KINDS, THREE_COPIES, ...lines))) view.apply(event);
  return view;
}

const write = (lsn: number) => [
  `write lsn=${lsn} pg=p0 prev=${lsn - 1} page=7 txn=t${lsn} cpl commit`,
  ...["a1", "b1", "c1"].map((seg) => `store seg=${seg} lsn=${lsn}`),
  `vdl lsn=${lsn}`,
];
const OPEN = ["open instance=r1 role=replica", "replica-vdl instance=r1 lsn=0"];
const three = [...OPEN, ...write(1), ...write(2), ...write(3)];
const note = (n: number) => `commit-noted instance=r1 txn=t${n}`;

describe("what is known of a replica", () => {
  it("is one point of commits, and what lies beyond a gap", () => {
    const { noted, beyond } = seen(...three, note(1), note(3)).replicas.get("r1").facts();
    assertEquals([noted, beyond], [1n, [3n]]);
    const closed = seen(...three, note(1), note(3), note(2)).replicas.get("r1").facts();
    assertEquals([closed.noted, closed.beyond], [3n, []]);
  });

  it("keeps the records that it has not been told to be durable, and no more", () => {
    const next = "write lsn=4 pg=p0 prev=3 page=7 cpl";
    const kept = (...lines: readonly string[]) =>
      [...seen(...three, ...lines, next).log.records()].map(({ lsn }) => lsn);
    assertEquals(kept(), [1n, 2n, 3n, 4n]);
    assertEquals(kept("replica-vdl instance=r1 lsn=2"), [3n, 4n]);
    assertEquals(kept("crash node=r1"), [4n]);
  });

  it("is cut with the log", () => {
    const lines = [
      "read page=7 at=0 seg=a1 instance=r1",
      ...["apply instance=r1 lsn=1", "apply instance=r1 lsn=2", note(1), note(2)],
      "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=9",
    ];
    const { vdl, applied, noted, pages, isKnown } = seen(
      ...three,
      "replica-vdl instance=r1 lsn=3",
      ...lines,
    ).replicas.get("r1").facts();
    assertEquals([vdl, applied, noted, pages, isKnown], [1n, 1n, 1n, {}, false]);
  });

  it("is no replica any more once it is promoted or opens the volume to write", () => {
    assertEquals(seen(...three, "open instance=r1 role=writer").replicas.find("r1"), undefined);
  });

  it("changes no point of the writer, whoever tells of it", () => {
    assertEquals(seen(...three, "vdl lsn=2 by=r1", "vdl lsn=1 by=r1").points.vdl, 3n);
    assertEquals(seen(...three, "vdl lsn=2 by=w").points.vdl, 2n);
  });
});
