import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { CLONED, CLONED_PAGE } from "./fixtures.ts";

const READS = "write,vdl,clone,read,page,delete-volume";
const PAGES = "write,vdl,clone,page,free,usage,delete-volume";

const own = (volume: string, lsn: number, page = 7) =>
  `write lsn=${lsn} pg=p0 prev=${lsn - 1} page=${page} cpl volume=${volume}`;
const read = (volume: string, at: number, lsn: number, page = 7) =>
  `read page=${page} at=${at} lsn=${lsn} volume=${volume}`;

describe("K1", () => {
  const asked = (...lines: readonly string[]) => told("K1", READS, ...CLONED, ...lines);

  it("finds what is written to a clone in its source, and the other way round", () => {
    const why = (volume: string, author: string) =>
      `page 7 of ${volume} is read with LSN 2, which was written to ${author}`;
    assertEquals(asked(own("v1", 2), read("v2", 2, 2)), why("v2", "v1"));
    assertEquals(asked(own("v2", 2), read("v1", 2, 2)), why("v1", "v2"));
  });

  it("tells records of one LSN apart by the page that they change", () => {
    const both = [own("v1", 2, 7), own("v2", 2, 8)];
    assertEquals(asked(...both, read("v1", 2, 2, 7), read("v2", 2, 2, 8)), "holds 2");
    const why = "page 8 of v1 is read with LSN 2, which was written to v2";
    assertEquals(asked(...both, read("v1", 2, 2, 8)), why);
    assertEquals(asked(own("v1", 2), own("v2", 2), read("v1", 2, 2), read("v2", 2, 2)), "holds 2");
  });

  it("knows what a clone of a clone has from both", () => {
    const chain = [own("v2", 2), "vdl lsn=2 volume=v2", "clone of=v2 as=v3 at=2"];
    assertEquals(asked(...chain, read("v3", 2, 2)), "holds 1");
    assertEquals(
      asked(...chain, own("v2", 3), read("v3", 3, 3)),
      "page 7 of v3 is read with LSN 3, which was written to v2",
    );
  });

  it("finds a page that is changed in place, though nobody reads it", () => {
    const shared = (...lines: readonly string[]) => told("K1", PAGES, ...CLONED_PAGE, ...lines);
    const inPlace = "page page=7 physical=A lsn=2 volume=v1";
    assertEquals(
      shared(own("v1", 2), inPlace),
      "v1 changes physical page A in place, at which v2 points, too",
    );
    const left = [own("v2", 2), "page page=7 physical=B lsn=2 volume=v2"];
    assertEquals(shared(...left, own("v1", 2), inPlace), "holds 2");
    assertEquals(shared("delete-volume name=v2", own("v1", 2), inPlace), "holds 1");
    assertEquals(
      shared(own("v1", 2), own("v2", 2), inPlace),
      "v1 changes physical page A in place, at which v2 points, too",
      "LSN 2 of v2 is another record",
    );
    const cousins = [own("v1", 2), "clone of=v1 as=v3 at=1", own("v2", 2), own("v3", 2)];
    assertEquals(
      shared(...cousins, "page page=7 physical=B lsn=2 volume=v1", inPlace.replace("v1", "v2")),
      "v2 changes physical page A in place, at which v3 points, too",
    );
  });

  it("asks nothing where it cannot know: of other volumes, other families, unseen writes", () => {
    assertEquals(asked(own("v1", 2), read("v9", 2, 2)), "unjudged");
    assertEquals(asked("write lsn=2 pg=p0 prev=1 cpl volume=v2", read("v2", 2, 2)), "unjudged");
    assertEquals(
      told("K1", READS, own("v1", 9), "clone of=v1 as=v2 at=5", read("v2", 5, 4)),
      "unjudged",
    );
  });

  it("is not misled by a recovery that annuls a record, or by names that are given again", () => {
    const recovery = "recovery vepoch=2 responders=a1 vcl=1 vdl=1 from=1 to=9 volume=v1";
    const later = ["write lsn=10 pg=p0 prev=1 page=7 cpl volume=v1", read("v1", 10, 10)];
    const kinds = `${READS},recovery`;
    assertEquals(told("K1", kinds, ...CLONED, own("v1", 2), recovery, ...later), "holds 1");
    const again = ["delete-volume name=v1", "clone of=v2 as=v1 at=1", own("v1", 2)];
    assertEquals(asked(...again, read("v1", 2, 2)), "holds 1");
  });
});

describe("K2", () => {
  const asked = (...lines: readonly string[]) => told("K2", READS, ...lines);

  it("asks where a volume is cloned only if its VDL is known", () => {
    const old = "write lsn=5 pg=p0 prev=4 page=7 cpl volume=v1";
    assertEquals(asked(old, "clone of=v1 as=v2 at=5"), "unjudged");
    assertEquals(asked(old, "vdl lsn=5 volume=v1", "clone of=v1 as=v2 at=5"), "holds 1");
    assertEquals(
      asked(own("v1", 1), "clone of=v1 as=v2 at=1"),
      "v2 is cloned from v1 at LSN 1, above its VDL 0",
    );
  });

  it("asks of each page that was not written what it was at the fork", () => {
    assertEquals(asked(...CLONED, own("v1", 2), read("v2", 1, 1)), "holds 2");
    assertEquals(
      asked(...CLONED, read("v2", 1, 0)),
      "page 7 of v2 is as of LSN 0, but in v1 it was as of LSN 1 at LSN 1",
    );
    assertEquals(
      asked(...CLONED, read("v2", 1, 1, 8)),
      "page 8 of v2 is as of LSN 1, but in v1 it had never been written at LSN 1",
    );
    assertEquals(asked(...CLONED, own("v2", 2), read("v2", 2, 2)), "holds 1");
  });

  it("lets a physical page be behind, and what a trace does not hold be anything", () => {
    const behind = "page page=7 physical=A lsn=0 volume=v2";
    assertEquals(asked(...CLONED, behind), "holds 2");
    const middle = ["write lsn=5 pg=p0 prev=4 page=7 cpl volume=v1", "clone of=v1 as=v2 at=5"];
    assertEquals(asked(...middle, read("v2", 5, 3, 8)), "unjudged");
    assertEquals(asked(...middle, read("v2", 5, 5)), "holds 1");
  });
});

describe("K3", () => {
  const asked = (...lines: readonly string[]) => told("K3", PAGES, ...CLONED_PAGE, ...lines);
  const moved = "page page=7 physical=B lsn=2 volume=v1";

  it("lets a page be freed once the last volume has left it", () => {
    assertEquals(asked(moved, "page page=7 physical=C volume=v2", "free physical=A"), "holds 1");
    assertEquals(asked(moved, "free physical=A"), "physical page A is freed, but v2 points at it");
  });

  it("asks at the end for what is not free, once", () => {
    const why = "physical page A is not free at the end, though no volume points at it";
    const gone = ["delete-volume name=v1", "delete-volume name=v2"];
    assertEquals(asked(...gone, "end"), why);
    assertEquals(asked(...gone, "free physical=A", "end"), "holds 1");
  });

  it("counts a shared page once, and what is not free yet or is free alike", () => {
    const charged = (pages: number) => asked(moved, `usage of=v2 pages=${pages}`);
    assertEquals(
      [1, 2, 3].map(charged),
      [
        "the family of v2 is charged for 1 physical pages, but has 2",
        "holds 1",
        "the family of v2 is charged for 3 physical pages, but has 2",
      ],
    );
    const left = (pages: number) =>
      asked("delete-volume name=v1", moved, `usage of=v1 pages=${pages}`);
    assertEquals(left(2), "holds 1");
  });

  it("does not know how many pages there are where a trace begins in the middle", () => {
    const middle = (pages: number) =>
      told(
        "K3",
        PAGES,
        "write lsn=5 pg=p0 prev=4 page=7 cpl volume=v1",
        "page page=7 physical=A lsn=5 volume=v1",
        `usage of=v1 pages=${pages}`,
      );
    assertEquals([middle(1), middle(900)], ["unjudged", "unjudged"]);
    assertEquals(middle(0), "the family of v1 is charged for 0 physical pages, but has 1");
  });
});

describe("K4", () => {
  const kinds = "write,vdl,clone,page,free,read,delete-volume";
  const asked = (...lines: readonly string[]) => told("K4", kinds, ...CLONED_PAGE, ...lines);

  it("asks for what a page held, of a read that can see it", () => {
    assertEquals(
      asked("delete-volume name=v1", read("v2", 1, 0)),
      "page 7 of v2 is read as of LSN 0, but was as of LSN 1 before v1 was deleted",
    );
    assertEquals(asked("delete-volume name=v1", read("v2", 0, 0)), "unjudged");
    assertEquals(asked(read("v2", 1, 1)), "unjudged");
    assertEquals(asked("delete-volume name=v2", read("v1", 1, 1)), "holds 1");
  });

  it("does not ask for what a recovery of the volume annulled", () => {
    const ahead = [own("v2", 2), "page page=7 physical=B lsn=2 volume=v2"];
    const recovery = "recovery vepoch=2 responders=a1 vcl=1 vdl=1 from=1 to=9 volume=v2";
    const lines = [...CLONED_PAGE, ...ahead, recovery, "delete-volume name=v1", read("v2", 9, 1)];
    assertEquals(told("K4", `${kinds},recovery`, ...lines), "unjudged");
  });
});

describe("K5", () => {
  const asked = (limit: number, ...lines: readonly string[]) =>
    told("K5", "clone,delete-volume", `clone-limit clones=${limit}`, ...lines);
  const clone = (of: string, as: string, full = "") =>
    `clone of=${of} as=${as} at=5 ${full}`.trim();

  it("counts the clones of clones, those that were deleted aside", () => {
    const two = [clone("v1", "v2"), clone("v2", "v3")];
    assertEquals(asked(2, ...two), "holds 2");
    assertEquals(
      asked(2, ...two, clone("v3", "v4")),
      "v4 shares the pages of v3, as v2 and v3 already do",
    );
    assertEquals(asked(2, ...two, "delete-volume name=v1", clone("v3", "v4", "full")), "holds 3");
    assertEquals(asked(2, ...two, "delete-volume name=v2", clone("v3", "v4")), "holds 3");
  });

  it("counts each family on its own: a full copy begins another", () => {
    const full = [clone("v1", "v2"), clone("v1", "v3", "full"), clone("v3", "v4")];
    assertEquals(asked(1, ...full), "holds 3");
    assertEquals(asked(9, clone("v1", "v2", "full")), "unjudged");
  });
});
