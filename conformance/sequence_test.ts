import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toMermaid } from "../model/explore/mod.ts";
import { parse, parseLine, type TraceEvent } from "../traces/mod.ts";
import { type Moment, sequenceOf } from "./sequence.ts";

/** Rows of Mermaid text, for moments of lines: `""` stands between two moments. */
function rows(...lines: string[]): string[] {
  return whole(...lines).filter((line) => !/^(participant|box|end)/.test(line));
}

function whole(...lines: string[]): string[] {
  const moments: Moment[] = [];
  let events: TraceEvent[] = [];
  for (const line of [...lines, ""]) {
    if (line !== "") events.push(parseLine(line)!);
    else {
      moments.push({ at: moments.length + 1, events });
      events = [];
    }
  }
  return toMermaid(sequenceOf("x", moments)).trimEnd().split("\n").slice(4)
    .map((line) => line.trim());
}

const GROUP = "group pg=p1 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C write=4/all read=3/all";

describe("the diagram of a storage", () => {
  it("has the client, the writer, and the copies that take part in boxes by AZ", () => {
    const shown = whole(
      GROUP,
      "",
      "commit-requested txn=T1",
      "",
      "store seg=b2 lsn=1",
      "",
      "store seg=a1 lsn=1",
    );
    assertEquals(shown.slice(0, 8), [
      "participant client",
      "participant writer",
      "box transparent AZ A",
      "participant a1",
      "end",
      "box transparent AZ B",
      "participant b2",
      "end",
    ]);
  });

  it("tells the way of a commit: one row for what happens at once", () => {
    assertEquals(
      rows(
        GROUP,
        "lal records=10",
        "",
        "commit-requested txn=T1",
        "write lsn=1 pg=p1 prev=0 txn=T1 cpl commit",
        "",
        "store seg=a1 lsn=1",
        "scl seg=a1 lsn=1",
        "",
        "gossip seg=b1 from=a1 lsn=1",
        "scl seg=b1 lsn=1",
        "",
        "ack seg=b1 lsn=1 scl=1",
        "pgcl pg=p1 lsn=1",
        "vcl lsn=1",
        "vdl lsn=1",
        "commit-acked txn=T1",
        "",
        "end",
      ),
      [
        "Note over writer: 1 p1 has 6 copies: write 4/all,<br/>read 3/all, LAL 10",
        "client->>writer: 2 commit T1",
        "Note over writer: writes LSN 1 (commits T1, CPL)",
        "writer->>a1: 3 store LSN 1 (SCL 1)",
        "a1->>b1: 4 gossip LSN 1 (SCL 1)",
        "b1-->>writer: 5 ack LSN 1, SCL 1",
        "Note over writer: PGCL 1, VCL 1, VDL 1",
        "writer-->>client: T1 is committed",
        "Note over writer: 6 nothing more can happen",
      ],
    );
  });

  it("tells a record that lay in a queue as one that has come before", () => {
    assertEquals(
      rows(GROUP, "", "receive seg=a1 lsn=1", "", "store seg=a1 lsn=1", "", "scl seg=a1 lsn=1")
        .slice(1),
      [
        "writer->>a1: 2 receive LSN 1",
        "Note over a1: 3 stores LSN 1",
        "Note over a1: 4 SCL 1",
      ],
    );
  });

  it("adds an SCL to what brought it about on the same copy only", () => {
    assertEquals(rows(GROUP, "", "store seg=a1 lsn=1", "scl seg=b1 lsn=1").slice(1), [
      "writer->>a1: 2 store LSN 1",
      "Note over b1: SCL 1",
    ]);
  });

  it("tells faults as notes over what fails, an AZ over all its copies", () => {
    assertEquals(
      rows(GROUP, "", "crash node=a1", "", "az-down az=B", "", "az-up az=B", "", "restart node=a1")
        .slice(1),
      [
        "Note over a1: 2 crashes",
        "Note over b1,b2: 3 AZ B is down",
        "Note over b1,b2: 4 AZ B is back",
        "Note over a1: 5 restarts",
      ],
    );
  });

  it("names the group where there are two", () => {
    const other = "group pg=p2 members=a3@A,b3@B,c3@C write=2/all read=2/all";
    assertEquals(
      rows(GROUP, other, "", "write lsn=2 pg=p2 prev=0", "", "pgcl pg=p1 lsn=1", "vdl lsn=1")
        .slice(2),
      ["Note over writer: 2 writes LSN 2 of p2", "Note over writer: 3 PGCL 1 of p1, VDL 1"],
    );
  });

  it("tells volumes apart where they have names", () => {
    const shown = whole(
      "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1",
      "vdl lsn=1 volume=v1",
      "",
      "clone of=v1 as=v2 at=1",
      "",
      "page page=7 physical=B lsn=2 volume=v2",
      "",
      "delete-volume name=v1",
      "delete-volume name=v9",
    );
    assertEquals(shown, [
      "participant writer",
      "participant v1",
      "participant v2",
      "Note over v1: 1 writes LSN 1 (CPL)",
      "Note over v1: VDL 1",
      "v1->>v2: 2 clone at 1",
      "Note over v2: 3 page page=7 physical=B lsn=2",
      "Note over v1: 4 is deleted",
      "Note over writer: delete-volume name=v9",
    ]);
  });

  it("tells what it has no form for as it is printed, over the place that it names", () => {
    assertEquals(
      rows(GROUP, "", "coalesce seg=a1 lsn=1", "", "stage seg=a1 upto=1", "", "heal").slice(1),
      [
        "Note over a1: 2 coalesce lsn=1",
        "Note over a1: 3 stage upto=1",
        "Note over writer: 4 heal",
      ],
    );
  });

  it("leaves out what only describes the trace, and ends with what is broken", () => {
    const events = parse("trace version=1 clock=order\nsees kinds=vdl\nvdl lsn=2\n");
    const moments = [{ at: 3, events }];
    const ending = { claim: "L5", why: "VDL 2 is no CPL" };
    assertEquals(toMermaid(sequenceOf("a trace", moments, ending)).split("\n").slice(1), [
      'title: "a trace"',
      "---",
      "sequenceDiagram",
      "  participant writer",
      "  Note over writer: 3 VDL 2",
      "  rect rgba(255, 0, 0, 0.2)",
      "    Note over writer: L5 is violated: VDL 2 is no CPL",
      "  end",
      "",
    ]);
  });
});
