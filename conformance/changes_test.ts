import { assertEquals } from "@std/assert";
import { View } from "../spec/mod.ts";
import { parse } from "../traces/mod.ts";
import { changesFrom, factsAbout } from "./changes.ts";

const start = `trace version=1 clock=order
sees kinds=write,receive,store,ack,gossip,scl,pgcl,vcl,vdl,pgmrpl,crash,az-down,coalesce,stage,collect,commit-requested,commit-acked,commit-failed
group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C write=4/all read=3/all
commit-requested txn=t1
write lsn=1 pg=p0 prev=0
write lsn=2 pg=p0 prev=1 txn=t1 cpl commit
store seg=b1 lsn=2
pgmrpl pg=p0 lsn=1
`;

/** What the last line changes, one fact a string. */
function changed(line: string): string[] {
  const events = parse(start + line);
  const view = new View();
  for (const event of events.slice(0, -1)) view.apply(event);
  const last = events.at(-1)!;
  const before = factsAbout(view, last);
  view.apply(last);
  return changesFrom(before, factsAbout(view, last))
    .map(({ of, fact, from, to }) => `${of} ${fact}: ${from} -> ${to}`);
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["write lsn=5 pg=p0 prev=2", ["log last LSN: 2 -> 5", "p0 last record: 2 -> 5"]],
  ["receive seg=a1 lsn=1", ["a1 LSN 1: absent -> in memory"]],
  ["store seg=a1 lsn=1", [
    "a1 LSN 1: absent -> durable",
    "LSN 1 durable on: no copy -> a1",
    "a1 complete up to: 0 -> 1",
  ]],
  ["gossip seg=a1 from=b1 lsn=2", [
    "a1 LSN 2: absent -> durable",
    "LSN 2 durable on: b1 -> a1, b1",
  ]],
  ["ack seg=b1 lsn=2 scl=0", ["writer knows LSN 2 on b1: no -> yes"]],
  ["scl seg=a1 lsn=2", ["a1 SCL: 0 -> 2"]],
  ["pgcl pg=p0 lsn=1", ["p0 PGCL: 0 -> 1"]],
  ["vcl lsn=2", ["volume VCL: 0 -> 2"]],
  ["vdl lsn=2", ["volume VDL: 0 -> 2"]],
  ["pgmrpl pg=p0 lsn=2", ["p0 PGMRPL of p0: 1 -> 2"]],
  ["coalesce seg=b1 lsn=2", ["b1 LSN 2 applied: no -> yes"]],
  ["stage seg=b1 upto=2", ["b1 staged up to: 0 -> 2"]],
  ["collect seg=b1 upto=1", ["b1 collected up to: 0 -> 1"]],
  ["commit-acked txn=t1", ["t1 commit: waits -> acknowledged"]],
  ["commit-failed txn=t1", ["t1 commit: waits -> failed"]],
  ["commit-requested txn=t2", ["t2 commit: not asked for -> waits"]],
  ["crash node=a1", ["a1 is: in reach -> out of reach"]],
  ["az-down az=B", ["b1 is: in reach -> out of reach", "b2 is: in reach -> out of reach"]],
  ["end", []],
];

for (const [line, expected] of CASES) {
  Deno.test(`\`${line}\` changes ${expected.length === 0 ? "nothing" : expected.join(", ")}`, () => {
    assertEquals(changed(line), expected);
  });
}
