import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explore } from "../explore/explore.ts";
import { comparedIn } from "../explore/specialised/_entered.ts";
import { walk } from "../explore/walk.ts";
import { pagesAt } from "./branch.ts";
import { familySystem } from "./family.ts";
import { branchIn, pagesIn } from "./moves.ts";
import { referrers, rootOf } from "./page_table.ts";
import { familyScopes } from "./scopes.ts";

/** Two pages; the clone writes one of them, its source the other. */
const TWO_PAGES = {
  volumes: {
    v1: { workload: [["p1", "p2"], ["p1"]] },
    v2: { of: "v1", workload: [["p2"]] },
  },
  sharing: 1,
};

const FIRST_MTR = [
  "v1.is.created",
  ..."allocates completes completes applies applies".split(" ").map((does) => `v1.${does}`),
];
const NEXT = (volume: string) =>
  ["allocates", "completes", "applies"].map((does) => `${volume}.${does}`);

/** The pages after a path. */
function after(...path: readonly string[]) {
  return pagesIn(walk(familySystem("two pages", TWO_PAGES), path).at(-1)!.after);
}

describe("a clone", () => {
  it("points at the pages of its source", () => {
    const { pointers, contents, charged } = after(...FIRST_MTR, "v2.clones.v1");
    assertEquals(pointers["v2"], { p1: "v1.p1.1", p2: "v1.p2.2" });
    assertEquals(pointers["v2"], pointers["v1"]);
    assertEquals(contents, { "v1.p1.1": [1n], "v1.p2.2": [2n] });
    assertEquals(charged, { v1: 2 });
  });

  it("and its source get a page of their own where they write", () => {
    const { pointers, contents, charged } = after(
      ...FIRST_MTR,
      "v2.clones.v1",
      ...NEXT("v1"),
      ...NEXT("v2"),
    );
    assertEquals(pointers, {
      v1: { p1: "v1.p1.3", p2: "v1.p2.2" },
      v2: { p1: "v1.p1.1", p2: "v2.p2.3" },
    });
    assertEquals([contents["v1.p1.3"], contents["v2.p2.3"]], [[1n, 3n], [2n, 3n]]);
    assertEquals(charged, { v1: 4 });
  });

  it("begins at VDL, though VCL may be ahead", () => {
    const system = familySystem("VCL ahead", {
      ...TWO_PAGES,
      volumes: { ...TWO_PAGES.volumes, v1: { workload: [["p1"], ["p1", "p2"]] } },
    });
    const path = ["v1.is.created", ...NEXT("v1"), "v1.allocates", "v1.completes", "v2.clones.v1"];
    const { after } = walk(system, path).at(-1)!;
    const [source, { fork, log, vdl }] = [branchIn(after, "v1"), branchIn(after, "v2")];
    assertEquals([source.vcl, source.vdl], [2n, 1n]);
    assertEquals([fork, log, vdl], [{ of: "v1", at: 1n, pages: { p1: 1n } }, [], 1n]);
    assertEquals(pagesAt(source, 3n), { p1: 2n, p2: 3n });
  });

  it("beyond the limit has copies, and a limit of its own", () => {
    const system = familySystem("no sharing", { ...TWO_PAGES, sharing: 0 });
    const { after } = walk(system, [...FIRST_MTR, "v2.clones.v1"]).at(-1)!;
    const { pointers, contents, sources, charged } = pagesIn(after);
    assertEquals(pointers["v2"], { p1: "v2.p1.1", p2: "v2.p2.2" });
    assertEquals([contents["v2.p2.2"], sources, charged], [[2n], {}, { v1: 2, v2: 2 }]);
  });
});

describe("in every state of a family", () => {
  for (const [name, { bounds }] of Object.entries(familyScopes)) {
    it(`${name}, each page is as its volume wrote it, and is shared within the family only`, () => {
      const found = explore(familySystem(name, bounds), {
        watch: {
          claims: ["pages"],
          witnesses: [],
          onMove({ after }) {
            const table = pagesIn(after);
            for (const [volume, pointers] of Object.entries(table.pointers)) {
              const branch = branchIn(after, volume);
              const expected = Object.entries(pagesAt(branch, branch.applied)).sort();
              const versions = Object.entries(pointers).sort()
                .map(([page, physical]) => [page, table.contents[physical]!.at(-1)])
                // A volume that went back behind the first record of a page has an empty one.
                .filter(([, lsn]) => lsn !== undefined);
              assertEquals(versions, expected);
            }
            for (const physical of Object.keys(table.contents)) {
              const roots = referrers(table, physical).map((volume) => rootOf(table, volume));
              assertEquals(new Set(roots).size <= 1, true, physical);
            }
            return { met: [1], seen: [] };
          },
        },
      });
      assertEquals(found.complete, true);
      assertEquals(found.obligations["pages"], found.edges);
    });

    it(`${name}, a specialised step is that of XState`, () => {
      assertEquals(comparedIn(familySystem(name, bounds)) > 100, true);
    });
  }
});
