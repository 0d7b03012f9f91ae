/**
 * The headers of the traces that come with the claims.
 *
 * @module
 */

/** Six like copies, two in each of three AZs: write 4 of 6, read 3 of 6. */
export const SIX_COPIES =
  "group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C write=4/all read=3/all";

/** The same with one full and one tail segment in each AZ. */
export const FULL_AND_TAIL =
  "group pg=p0 members=a1@A,a2@A:tail,b1@B,b2@B:tail,c1@C,c2@C:tail write=4/all|3/full read=3/all&1/full";

/** Three copies, one in each of three AZs: write 2 of 3, read 2 of 3. */
export const THREE_COPIES = "group pg=p0 members=a1@A,b1@B,c1@C write=2/all read=2/all";

/** The same while c2 stands in for c1: two memberships stand. */
export const JOINT = "group pg=p0 members=a1@A,b1@B,c1@C,c2@C " +
  "write=2/{a1,b1,c1}&2/{a1,b1,c2} read=2/{a1,b1,c1}|2/{a1,b1,c2}";

/** The same when c2 has taken the place of c1. */
export const REPLACED = "group pg=p0 members=a1@A,b1@B,c2@C write=2/all read=2/all";

/** Two groups of three copies each. */
export const TWO_GROUPS = `group pg=p1 members=a1@A,b1@B,c1@C write=2/all read=2/all
group pg=p2 members=a2@A,b2@B,c2@C write=2/all read=2/all`;

/** A volume of one page, and a clone of it. */
export const CLONED = [
  "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1",
  "vdl lsn=1 volume=v1",
  "clone of=v1 as=v2 at=1",
];

/** The same, seen from below: the page is physical page A. */
export const CLONED_PAGE = [
  "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1",
  "page page=7 physical=A lsn=1 volume=v1",
  "clone of=v1 as=v2 at=1",
];

/** A trace that can show these kinds, separated by commas, from the lines of its body. */
export function shows(kinds: string, ...lines: readonly string[]): string {
  return ["trace version=1 clock=order", `sees kinds=${kinds}`, ...lines, ""].join("\n");
}

/** Three commits, one after the other, of two blocks. */
export const REWOUND: readonly string[] = [
  "write lsn=1 pg=p0 prev=0 page=x txn=t1 cpl commit",
  "write lsn=2 pg=p0 prev=1 page=y txn=t2 cpl commit",
  "write lsn=3 pg=p0 prev=2 page=x txn=t3 cpl commit",
];

/** Commits at times 10, 20 and 30. */
export const BACKED_UP: readonly string[] = [
  "write lsn=1 pg=p0 prev=0 page=x txn=t1 cpl commit time=10",
  "write lsn=2 pg=p0 prev=1 page=y txn=t2 cpl commit time=20",
  "write lsn=3 pg=p0 prev=2 page=x txn=t3 cpl commit time=30",
];
