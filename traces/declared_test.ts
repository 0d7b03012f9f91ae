/** A copy, group or AZ that no `group` line names is refused, with what was probably meant. */
import { assertEquals, assertThrows } from "@std/assert";
import { Declared } from "./declared.ts";
import { TraceError } from "./error.ts";
import { locate } from "./parse.ts";
import { printJson } from "./json.ts";

const KINDS = "write,receive,store,gossip,read,recovery,crash,partition,disk-loss,az-down,x-fsync";
const HEADER = [
  "trace version=1 clock=order",
  `sees kinds=${KINDS},membership-epoch,pgmrpl,open`,
];
const GROUP = "group pg=p0 members=a1@A,b1@B,c1@C write=2/all read=2/all";

function follow(text: string): void {
  const names = new Declared("t");
  for (const located of locate(text)) names.take(located);
  names.finish();
}

const lines = (...body: readonly string[]) => [...HEADER, ...body, ""].join("\n");

function refusal(text: string): string {
  const error = assertThrows(() => follow(text), TraceError);
  return `${error.line}:${error.column} ${error.message.split("\n").at(-1)}`;
}

/** Names that nothing declares, and how they are refused. */
const REFUSED: readonly (readonly [why: string, line: string, says: string])[] = [
  [
    "a copy that is misspelt",
    "store seg=al lsn=1",
    '4:11 Expected a copy that a `group` line names; did you mean "a1"?',
  ],
  [
    "a copy in capitals",
    "receive seg=B1 lsn=1",
    '4:13 Expected a copy that a `group` line names; did you mean "b1"?',
  ],
  [
    "a peer that is like no copy",
    "gossip seg=a1 from=node-17 lsn=1",
    '4:20 Expected a copy that a `group` line names; none names "node-17"',
  ],
  [
    "a responder of a recovery",
    "recovery vepoch=2 responders=a1,bi vcl=1 vdl=1 from=1 to=2",
    '4:33 Expected a copy that a `group` line names; did you mean "b1"?',
  ],
  [
    "a disk of nobody",
    "disk-loss node=z",
    '4:16 Expected a copy that a `group` line names; none names "z"',
  ],
  [
    "a group",
    "write lsn=1 pg=po prev=0",
    '4:16 Expected a group that a `group` line names; did you mean "p0"?',
  ],
  [
    "an AZ",
    "az-down az=a",
    '4:12 Expected an AZ that a `group` line names; did you mean "A"?',
  ],
  [
    "a copy of a volume that declares none",
    "store seg=a1 lsn=1 volume=v2",
    "4:11 Expected a copy that a `group` line of volume v2 names; no `group` line is of volume v2",
  ],
];

for (const [why, line, says] of REFUSED) {
  Deno.test(`${why} is refused: ${line}`, () => {
    assertEquals(refusal(lines(GROUP, line)), says);
  });
}

Deno.test("the place is right in JSON, too", () => {
  const text = locate(lines(GROUP, "store seg=al lsn=1"))
    .map(({ event }) => `${printJson(event)}\n`).join("");
  assertEquals(
    refusal(text),
    '4:24 Expected a copy that a `group` line names; did you mean "a1"?',
  );
});

Deno.test("a name may be declared later, and stays declared", () => {
  const next = "group pg=p0 members=a1@A,b1@B,d1@D write=2/all read=2/all";
  follow(lines(GROUP, "gossip seg=d1 from=c1 lsn=1", next, "store seg=c1 lsn=2", "az-down az=C"));
});

Deno.test("volumes have copies and groups of their own, and the same AZs", () => {
  const body = [`${GROUP} volume=v1`, `${GROUP.replace("a1", "a9")} volume=v2`, "az-down az=A"];
  follow(lines(...body, "store seg=a1 lsn=1 volume=v1", "store seg=a9 lsn=1 volume=v2"));
  assertEquals(
    refusal(lines(...body, "store seg=a9 lsn=1 volume=v1")),
    '6:11 Expected a copy that a `group` line of volume v1 names; did you mean "a1"?',
  );
  assertEquals(
    refusal(lines(...body, "store seg=a1 lsn=1")),
    "6:11 Expected a copy that a `group` line names; no `group` line is without a volume",
  );
});

Deno.test("nothing is asked of nodes, of kinds of your own, or where nothing is declared", () => {
  follow(lines(GROUP, "crash node=writer", "partition nodes=a1,w", 'x-fsync x-seg="a7"'));
  follow(lines(GROUP, "open instance=r1 role=replica", "read page=7 at=1 instance=r1"));
  follow(lines("store seg=a7 lsn=1"));
});

Deno.test("many names that wait are looked at before the end", () => {
  const stores = Array.from({ length: 1001 }, (_, i) => `store seg=s${i} lsn=1`);
  const names = new Declared("t");
  const all = locate(lines(GROUP, ...stores));
  assertThrows(() => all.forEach((located) => names.take(located)), TraceError, "t:4:11");
});

Deno.test("a page of two groups is refused: names of pages are of the volume", () => {
  const other = GROUP.replace("p0", "p1").replaceAll(/([abc])1@/g, "$12@");
  const write = (lsn: number, pg: string, page: string, rest = "") =>
    `write lsn=${lsn} pg=${pg} prev=0 page=${page}${rest}`;
  const twice = lines(GROUP, other, write(1, "p0", "7"), write(2, "p1", "7"));
  const says = 'Expected a page of group p1; an earlier line writes page "7" to group p0';
  assertEquals(refusal(twice), `6:31 ${says}`);
  follow(
    lines(GROUP, other, write(1, "p0", "p0/7"), write(2, "p1", "p1/7"), write(3, "p0", "p0/7")),
  );
  follow(lines(write(1, "p0", "7", " volume=v1"), write(2, "p1", "7", " volume=v2")));
});

Deno.test("a group that is written to before it is added is left to a claim, where growth is told", () => {
  const grows = (...body: readonly string[]) =>
    [HEADER[0], `${HEADER[1]},geometry-epoch`, GROUP, ...body, ""].join("\n");
  const write = "write lsn=1 pg=p1 prev=0";
  assertThrows(() => follow(grows(write)), TraceError, "Expected a group");
  follow(grows("geometry-epoch gepoch=1", write));
  assertThrows(() => follow(grows("geometry-epoch gepoch=1", "pgmrpl pg=p1 lsn=1")), TraceError);
  assertThrows(() => follow(grows("geometry-epoch gepoch=1 volume=v", write)), TraceError);
});
