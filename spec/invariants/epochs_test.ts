/** What is refused of the old, and what is not: R1, R3 and R4. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { SIX_COPIES, TWO_GROUPS } from "./fixtures.ts";

const KINDS =
  "write,receive,store,ack,gossip,coalesce,stage,scl,pgcl,vcl,vdl,volume-epoch,recovery,open,fence," +
  "crash,restart";
const CUT = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11";
const LOG = ["write lsn=1 pg=p0 prev=0 cpl", "write lsn=2 pg=p0 prev=1 cpl"];
const installed = (copies: string, vepoch = 2) =>
  copies.split(" ").map((seg) => `volume-epoch vepoch=${vepoch} seg=${seg}`);
const INSTALLED = installed("a1 a2 b1 c1");
const OPENED = [
  "open instance=w1 role=writer vepoch=1",
  CUT,
  "open instance=w2 role=writer vepoch=2",
];

describe("an annulled record", () => {
  const after = (...lines: readonly string[]) =>
    told("R1", KINDS, SIX_COPIES, ...LOG, ...INSTALLED, CUT, ...lines);
  const annulled = /annulled by the recovery of volume epoch 2/;

  it("is not touched by a copy that takes part in the new epoch", () => {
    for (
      const line of [
        "store seg=a1 lsn=2",
        "gossip seg=a1 from=c2 lsn=2",
        "gossip seg=c2 from=a1 lsn=2",
        "coalesce seg=a1 lsn=2",
        "stage seg=a1 upto=2",
        "scl seg=a1 lsn=2",
        "store seg=c2 lsn=2 vepoch=2",
      ]
    ) {
      assertMatch(after(line), annulled, line);
    }
  });

  it("may be with a copy that was away, and counts nowhere", () => {
    const away = [
      "store seg=c2 lsn=2",
      "store seg=b2 lsn=2 vepoch=1",
      "gossip seg=b2 from=c2 lsn=2",
      "coalesce seg=c2 lsn=2",
      "scl seg=c2 lsn=2",
      "stage seg=c2 upto=2",
    ];
    assertEquals(after(...away), "unjudged");
    const back = ["volume-epoch vepoch=2 seg=c2", "scl seg=c2 lsn=1", "ack seg=c2 lsn=1 scl=1"];
    assertEquals(after(...away, ...back), "holds 2");
    for (const code of ["L2", "L8", "L9", "L11"]) {
      const verdict = told(code, KINDS, SIX_COPIES, ...LOG, ...INSTALLED, CUT, ...away, ...back);
      assertMatch(verdict, /^(holds|unjudged)/, code);
    }
    assertMatch(after(...away, back[0]!, "scl seg=c2 lsn=2"), annulled);
  });

  it("tells that a copy which is ahead of it has all below it", () => {
    const log = [SIX_COPIES, ...LOG, ...INSTALLED, CUT, "write lsn=12 pg=p0 prev=1 cpl"];
    const asked = (code: string, ...lines: readonly string[]) =>
      told(code, `${KINDS},collect`, ...log, ...lines);
    const staged = ["stage seg=c2 upto=2", "store seg=c2 lsn=1", "coalesce seg=c2 lsn=1"];
    assertEquals(asked("G2", ...staged, "collect seg=c2 upto=1"), "holds 1");
    assertMatch(asked("G2", ...staged, "collect seg=c2 upto=2"), /staged its log up to 1 only/);
    const stored = "store seg=c2 lsn=12 vepoch=2";
    assertEquals(asked("L2", "scl seg=c2 lsn=2", stored, "scl seg=c2 lsn=12"), "holds 1");
    assertMatch(asked("L2", stored, "scl seg=c2 lsn=12"), /does not hold LSN 1/);
  });

  it("is acknowledged to no writer but one that another took the place of", () => {
    const asked = (line: string) => told("R1", KINDS, SIX_COPIES, ...LOG, ...OPENED, line);
    assertMatch(asked("ack seg=c2 lsn=2 scl=0"), annulled);
    assertMatch(asked("ack seg=c2 lsn=1 scl=2"), annulled);
    assertMatch(asked("ack seg=c2 lsn=2 scl=0 by=w2"), annulled);
    assertEquals(asked("ack seg=c2 lsn=2 scl=0 by=w1"), "unjudged");
    assertEquals(asked("ack seg=c2 lsn=2 scl=0 vepoch=1"), "unjudged");
    for (const point of ["pgcl pg=p0", "vcl"]) {
      assertMatch(asked(`${point} lsn=2`), annulled);
      assertEquals(asked(`${point} lsn=2 by=w1`), "unjudged");
    }
    assertMatch(asked("vdl lsn=2 by=w1"), annulled);
  });

  it("is none where a trace begins after the recovery", () => {
    const middle = ["write lsn=105 pg=p0 prev=100 cpl", "store seg=a1 lsn=105 vepoch=7"];
    for (const code of ["R1", "R2", "R3", "R5", "R6", "R7"]) {
      assertEquals(told(code, KINDS, SIX_COPIES, ...middle, "vdl lsn=105"), "unjudged", code);
    }
  });
});

describe("a request of an older epoch", () => {
  const asked = (...lines: readonly string[]) => told("R3", KINDS, SIX_COPIES, ...lines);
  const three = "volume-epoch vepoch=3 seg=a1";

  it("is refused by a copy that has installed a newer one", () => {
    for (
      const line of ["receive seg=a1 lsn=1", "store seg=a1 lsn=1", "gossip seg=b1 from=a1 lsn=1"]
    ) {
      assertMatch(asked(three, `${line} vepoch=2`), /volume epoch 2, after a1 installed 3/);
      assertEquals(asked(three, `${line} vepoch=3`), "holds 1");
      assertEquals(asked(three, line), "unjudged");
    }
    assertEquals(asked(three, "fence seg=a1 vepoch=2"), "holds 1");
  });

  it("is taken by the others, and what was taken before may be acknowledged later", () => {
    assertEquals(asked(three, "store seg=b1 lsn=1 vepoch=2"), "unjudged");
    assertEquals(asked(three, "ack seg=a1 lsn=1 scl=1 vepoch=2"), "unjudged");
    assertEquals(asked("volume-epoch vepoch=3", "store seg=a1 lsn=1 vepoch=2"), "unjudged");
  });
});

describe("a volume epoch", () => {
  const asked = (...lines: readonly string[]) => told("R4", KINDS, SIX_COPIES, ...lines);
  const [open, again] = [2, 3].map((vepoch) =>
    `open instance=w${vepoch} role=writer vepoch=${vepoch}`
  );

  it("is that of one recovery and one opening", () => {
    assertEquals(asked(CUT, open!, CUT.replace("=2", "=3"), again!), "holds 3");
    assertMatch(asked(CUT, CUT), /A recovery ends with volume epoch 2, which another had before/);
    assertMatch(
      asked(CUT, open!, "open instance=w9 role=writer vepoch=2"),
      /is opened with volume/,
    );
    assertMatch(asked(open!, CUT), /which another had before/);
    assertEquals(asked(open!, "open instance=r1 role=replica vepoch=2"), "unjudged");
  });

  it("is installed on a write quorum of each group before the recovery ends", () => {
    const raised = "volume-epoch vepoch=2 instance=w2";
    assertEquals(asked(raised, ...installed("a1 a2 b1 c1"), CUT), "holds 2");
    assertMatch(
      asked(raised, ...installed("a1 a2 b1"), CUT),
      /of group p0 only a1, a2 and b1 installed/,
    );
    const two = [...TWO_GROUPS.split("\n"), raised];
    const ended = (copies: string) => told("R4", KINDS, ...two, ...installed(copies), CUT);
    assertEquals(ended("a1 b1 b2 c2"), "holds 3");
    assertMatch(ended("a1 b1 b2"), /of group p2 only b2 installed/);
    assertMatch(ended("a1 b1"), /of group p2 no copy has installed/);
  });

  it("counts where a copy has gone on to a newer one", () => {
    const lines = [...installed("a1 a2 b1", 3), ...installed("c1")];
    assertEquals(asked("volume-epoch vepoch=2", ...lines, CUT), "holds 2");
  });

  it("may have been installed before a trace that starts in the middle", () => {
    const late = "write lsn=105 pg=p0 prev=100 cpl";
    assertEquals(asked(late, "volume-epoch vepoch=2 seg=a1", CUT), "unjudged");
    assertMatch(asked(LOG[0]!, "volume-epoch vepoch=2 seg=a1", CUT), /only a1 installed/);
  });

  it("is not taken back by a writer that opens the volume with an older one", () => {
    const late = [CUT.replace("=2", "=3"), again!, "open instance=w2 role=writer vepoch=2"];
    assertEquals(asked(...late), "holds 2");
    assertMatch(
      told("R5", KINDS, SIX_COPIES, ...late, "write lsn=12 pg=p0 prev=1 cpl by=w2"),
      /w2, which another took the place of/,
    );
  });
});
