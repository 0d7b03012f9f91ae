import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { THREE_COPIES } from "./fixtures.ts";

const KINDS = [
  ...["write", "vdl", "open", "replica-vdl", "apply", "commit-noted", "read-view", "read"],
  ...["cache", "pgmrpl", "crash", "promote", "ship", "recovery"],
];

/** What a claim says of a replica `r1` that opened the volume. */
function asked(code: string, lines: readonly string[], unseen: readonly string[] = []): string {
  const kinds = KINDS.filter((kind) => !unseen.includes(kind));
  const seen = lines.filter((line) => !unseen.includes(line.split(" ")[0]!));
  return told(code, kinds.join(), THREE_COPIES, ...seen).replace(/^holds \d+$/, "holds");
}

const OPEN = ["open instance=r1 role=replica", "replica-vdl instance=r1 lsn=0"];
const TORN = [
  "write lsn=1 pg=p0 prev=0 page=7",
  "write lsn=2 pg=p0 prev=1 page=8 cpl",
  "vdl lsn=2",
  "replica-vdl instance=r1 lsn=2",
];
const fetched = (page: number, at = 0) => `read page=${page} at=${at} seg=a1 instance=r1`;
const found = (page: number, at: number) => `read page=${page} at=${at} instance=r1`;
const applied = (lsn: number) => `apply instance=r1 lsn=${lsn}`;

describe("the VDL of a replica", () => {
  const learned = (...lines: readonly string[]) => asked("V1", [...OPEN, ...TORN, ...lines]);

  it("may lag, and is no VDL of the writer", () => {
    assertEquals(learned("write lsn=3 pg=p0 prev=2 page=7 cpl", "vdl lsn=3"), "holds");
    assertEquals(asked("L8", [...TORN, "replica-vdl instance=r1 lsn=0"]), "unjudged");
  });

  it("is not above that of the writer, nor what is applied above it", () => {
    assertMatch(learned("replica-vdl instance=r1 lsn=3"), /r1 takes 3 for VDL, which is 2/);
    const next = "write lsn=3 pg=p0 prev=2 page=7 cpl";
    assertMatch(learned(next, applied(3)), /applies LSN 3, above the VDL 2 that it was told/);
    assertMatch(learned(next, "vdl lsn=3", applied(3)), /above the VDL 2/);
  });

  it("is at most that of the writer where nobody tells it", () => {
    const lines = [OPEN[0]!, ...TORN, fetched(7), applied(1)];
    assertEquals(asked("V1", lines, ["replica-vdl"]), "holds");
    const early = [OPEN[0]!, ...TORN.slice(0, 2), fetched(7), applied(1)];
    assertMatch(asked("V1", early, ["replica-vdl"]), /above the VDL 0/);
  });

  it("is not known of one that was there before the trace began", () => {
    assertEquals(asked("V1", ["write lsn=9 pg=p0 prev=8 page=7 cpl", applied(9)]), "unjudged");
  });
});

describe("a mini-transaction on a replica", () => {
  const read = (...lines: readonly string[]) => asked("V2", [...OPEN, ...TORN, ...lines]);

  it("may be applied in part where the other pages are not in the cache", () => {
    assertEquals(read(fetched(7), applied(1), found(7, 2)), "holds");
  });

  it("leaves pages alone that it does not change", () => {
    assertEquals(
      read(fetched(7), fetched(8), fetched(9), applied(1), found(9, 2), applied(2), found(7, 2)),
      "holds",
    );
    assertMatch(read(fetched(7), fetched(8), applied(1), found(8, 2)), /reads page 8 amid/);
  });

  it("is not torn by a page that comes late and has its record next", () => {
    assertEquals(read(fetched(7), applied(1), fetched(8), found(7, 2), applied(2)), "holds");
  });

  it("is done before a later one begins", () => {
    const next = ["write lsn=3 pg=p0 prev=2 page=7 cpl", "vdl lsn=3"];
    assertMatch(
      read(
        fetched(7),
        fetched(8),
        applied(1),
        ...next,
        "replica-vdl instance=r1 lsn=3",
        applied(3),
      ),
      /applies LSN 3 before LSN 2/,
    );
  });
});

describe("a page in the cache of a replica", () => {
  const read = (...lines: readonly string[]) => asked("V3", [...OPEN, ...TORN, ...lines]);

  it("has its records in order, each once", () => {
    assertEquals(read(fetched(7), applied(1), found(7, 2)), "holds");
    assertMatch(read(fetched(7), applied(1), applied(1)), /to page 7, which has it/);
    assertMatch(read(fetched(7, 2), applied(1)), /to page 7, which has it/);
    assertMatch(read(applied(1)), /to page 7, which it does not have/);
    const later = ["write lsn=3 pg=p0 prev=2 page=7 cpl", applied(3)];
    assertMatch(read(fetched(7), ...later), /page 7 in the cache of r1 lacks LSN 1 when LSN 3/);
  });

  it("is fetched anew after it was dropped, whether that is told or not", () => {
    const dropped = "cache instance=r1 page=7 lsn=0 result=dropped";
    assertMatch(read(fetched(7), dropped, applied(1)), /which it does not have/);
    assertEquals(read(fetched(7), dropped, fetched(7, 2), found(7, 2)), "holds");
    const next = [
      "write lsn=3 pg=p0 prev=2 page=7 cpl",
      "vdl lsn=3",
      "replica-vdl instance=r1 lsn=3",
      applied(3),
    ];
    const silent = [...OPEN, ...TORN, fetched(7), found(7, 2), ...next];
    assertEquals(asked("V3", silent, ["cache"]), "holds");
    assertMatch(asked("V3", silent), /lacks LSN 1 when it is read/);
  });

  it("is gone after a crash, unless it is told to be kept", () => {
    const back = [fetched(7), "crash node=r1", ...OPEN];
    assertMatch(read(...back, applied(1)), /which it does not have/);
    const kept = "cache instance=r1 page=7 lsn=0 result=kept";
    assertEquals(read(...back, kept, applied(1)), "holds");
    // Who cannot see what is kept does not say that it is gone.
    assertEquals(asked("V3", [...OPEN, ...TORN, ...back, applied(1)], ["cache"]), "unjudged");
  });

  it("is not judged of a replica that was there before the trace began", () => {
    assertEquals(asked("V3", [...TORN, applied(1)]), "unjudged");
    assertEquals(asked("V3", [...TORN, applied(1), found(7, 2)]), "holds");
  });
});

describe("a read view of a replica", () => {
  const commits = [1, 2, 3].map((n) => `write lsn=${n} pg=p0 prev=${n - 1} txn=t${n} cpl commit`);
  const view = (at: number) => `read-view instance=r1 view=q${at} at=${at}`;
  const note = (n: number) => `commit-noted instance=r1 txn=t${n}`;
  const opened = (...lines: readonly string[]) =>
    asked("V4", [...OPEN, ...commits, "vdl lsn=3", "replica-vdl instance=r1 lsn=2", ...lines]);

  it("shows commits up to some SCN, not above its point, and none without those before", () => {
    assertEquals(opened(view(2)), "holds");
    assertEquals(opened(note(1), view(2)), "holds");
    assertEquals(opened(note(2), note(1), view(2)), "holds");
    assertMatch(opened(note(2), view(2)), /shows a commit with SCN 2, and not that of t1/);
    assertMatch(opened(note(1), note(2), view(1)), /and shows a commit with SCN 2 in it/);
    assertMatch(opened(note(3)), /shows the commit of t3 with SCN 3, above the VDL 2 of r1/);
  });

  it("stands at a CPL up to the VDL of the replica", () => {
    assertMatch(opened(view(3)), /opens read view q3 at 3, above the VDL 2/);
    assertMatch(asked("V4", [...OPEN, ...TORN, view(1)]), /at 1, amid a mini-transaction/);
  });

  it("shows what was committed before the replica opened the volume", () => {
    const late = [...commits, "vdl lsn=3", OPEN[0]!, "replica-vdl instance=r1 lsn=3", view(3)];
    assertEquals(asked("V4", late), "holds");
    const silent = [...commits, "vdl lsn=3", OPEN[0]!, note(3), view(3)];
    assertEquals(asked("V4", silent, ["replica-vdl"]), "holds");
  });

  it("of the writer is not asked", () => {
    assertEquals(asked("V4", [...commits, "read-view instance=w view=q at=3"]), "unjudged");
  });
});

describe("what replicas may do", () => {
  const open = (n: number) => `open instance=r${n} role=replica`;
  const fifteen = Array.from({ length: 15 }, (_, nth) => open(nth + 1));

  it("does not include writing, before one is promoted", () => {
    const write = "write lsn=1 pg=p0 prev=0 cpl by=r1";
    assertMatch(asked("V5", [open(1), write]), /r1, a replica, allocates LSN 1/);
    assertEquals(asked("V5", [open(1), "promote instance=r1", write]), "holds");
  });

  it("is for fifteen at a time", () => {
    assertMatch(asked("V5", [...fifteen, open(16)]), /r16 opens the volume as replica number 16/);
    assertEquals(asked("V5", [...fifteen, open(15)]), "holds");
    assertEquals(asked("V5", [...fifteen, "crash node=r3", open(16)]), "holds");
  });

  it("does not include a read view from before a crash", () => {
    const lines = [...OPEN, ...TORN, "pgmrpl pg=p0 lsn=0 instance=r1", "crash node=r1"];
    const back = [...lines, "pgmrpl pg=p0 lsn=2 instance=w", OPEN[0]!];
    assertEquals(asked("L8", [...back, "pgmrpl pg=p0 lsn=2 instance=r1"]), "holds");
    assertMatch(asked("L8", [...back, "pgmrpl pg=p0 lsn=1 instance=r1"]), /falls from 2 to 1/);
  });
});
