import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { walk } from "../model/explore/walk.ts";
import type { FamilyBounds } from "../model/family/bounds.ts";
import { familySystem } from "../model/family/family.ts";
import { pagesIn } from "../model/family/moves.ts";
import { print } from "../traces/mod.ts";
import { familySubjectOf } from "./family_subject.ts";
import { invariants } from "./invariants/all.ts";
import { Judging } from "./judging.ts";
import { traceOf } from "./trace_of.ts";

/** Pages 1 to 4; the source writes page 1 after the fork, the clone page 4. */
const STORY: FamilyBounds = {
  volumes: {
    v1: { workload: [["1", "2", "3", "4"], ["1"]] },
    v2: { of: "v1", workload: [["4"]] },
  },
  sharing: 15,
};

const times = (count: number, name: string) => Array<string>(count).fill(name);
const writes = (volume: string, records: number) => [
  `${volume}.allocates`,
  ...times(records, `${volume}.completes`),
  ...times(records, `${volume}.applies`),
];
const PARTED = ["v1.is.created", ...writes("v1", 4), "v2.clones.v1", ...writes("v1", 1)];
const BOTH = [...PARTED, ...writes("v2", 1)];
const DELETED = [...BOTH, "v1.is.deleted", "v1.1.5.is.freed", "v1.4.4.is.freed"];
const READ = [...DELETED, ..."1 2 3 4".split(" ").map((page) => `v2.reads.${page}`)];

describe("four pages, a clone, a write on each side, and the source is deleted", () => {
  const system = familySubjectOf(familySystem("story", STORY));
  const after = (path: readonly string[]) => pagesIn(walk(system, path).at(-1)!.after);

  it("makes six physical pages, and leaves four", () => {
    assertEquals(Object.keys(after(BOTH).contents).length, 6);
    assertEquals(after(BOTH).charged, { v1: 6 });
    assertEquals(Object.keys(after(DELETED).contents).sort(), [
      "v1.1.1",
      "v1.2.2",
      "v1.3.3",
      "v2.4.5",
    ]);
    assertEquals(after(DELETED).charged, { v1: 4 });
  });

  it("shows so to the outside: what is free, and what the clone reads", () => {
    const lines = traceOf(system, READ).map((event) => print(event));
    assertEquals(lines.filter((line) => line.startsWith("free")), [
      "free physical=v1.1.5",
      "free physical=v1.4.4",
    ]);
    assertEquals(lines.slice(-4), [
      "read page=1 at=5 lsn=1 volume=v2",
      "read page=2 at=5 lsn=2 volume=v2",
      "read page=3 at=5 lsn=3 volume=v2",
      "read page=4 at=5 lsn=5 volume=v2",
    ]);
  });

  it("keeps every claim, and asks each of the family", () => {
    const judging = new Judging(invariants);
    traceOf(system, READ, true).forEach((event, at) => judging.take(event, at + 1));
    assertEquals(judging.violations, []);
    const asked = judging.finish().filter(({ claim, verdict }) =>
      claim.code.startsWith("K") && verdict === "holds"
    );
    assertEquals(asked.map(({ claim }) => claim.code), ["K1", "K2", "K3", "K4", "K5"]);
  });
});
