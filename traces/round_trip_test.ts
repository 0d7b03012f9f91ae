/** Nothing is lost between an event, a line and an object. */
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { anyEvent, eventOfKind, SEED } from "./arbitrary_test.ts";
import type { TraceEvent } from "./event.ts";
import { KINDS } from "./fields.ts";
import { printJson, toJson } from "./json.ts";
import { fromJson } from "./json_line.ts";
import { parseLine } from "./parse.ts";
import { print } from "./print.ts";

for (const kind of KINDS) {
  Deno.test(`every ${kind} reads back as it was printed, in both encodings`, () => {
    const law = fc.property(eventOfKind(kind), (event) => {
      assertEquals(parseLine(print(event)), event);
      assertEquals(parseLine(print(event, { lsn: "hex" })), event);
      assertEquals(parseLine(printJson(event)), event);
      assertEquals(fromJson(toJson(event)), event);
    });
    fc.assert(law, { seed: SEED, numRuns: 40 });
  });
}

Deno.test("a line that goes through JSON comes back as the same text", () => {
  const law = fc.property(anyEvent, (event) => {
    const line = print(event);
    assertEquals(print(parseLine(printJson(parseLine(line)!))!), line);
  });
  fc.assert(law, { seed: SEED, numRuns: 300 });
});

Deno.test("an LSN is exact up to 2^64-1, however it is written", () => {
  const last = 18_446_744_073_709_551_615n;
  for (
    const text of [
      "vdl lsn=18446744073709551615",
      "vdl lsn=FFFFFFFF/FFFFFFFF",
      "vdl lsn=ffffffff/ffffffff",
      '{"kind":"vdl","lsn":"18446744073709551615"}',
      '{"kind":"vdl","lsn":"FFFFFFFF/FFFFFFFF"}',
    ]
  ) {
    assertEquals(parseLine(text), { kind: "vdl", lsn: last });
  }
  assertEquals(
    printJson({ kind: "vdl", lsn: last }),
    '{"kind":"vdl","lsn":"18446744073709551615"}',
  );
  assertEquals(
    printJson({ kind: "vdl", lsn: 2n ** 53n - 1n }),
    '{"kind":"vdl","lsn":9007199254740991}',
  );
  assertEquals(print({ kind: "vdl", lsn: 0x15232a8n }, { lsn: "hex" }), "vdl lsn=0/15232A8");
});

Deno.test("a flag that is false is a flag that is absent", () => {
  const write = { kind: "write", lsn: 1n, pg: "p0", prev: 0n } as const;
  assertEquals(print({ ...write, cpl: false }), print(write));
  assertEquals(fromJson({ ...toJson(write), cpl: false }), write);
});

Deno.test("a rule of one part is that part", () => {
  const count = { count: 4, of: "all" } as const;
  const group = {
    kind: "group",
    pg: "p0",
    members: [{ segment: "a1", az: "A", kind: "full" }],
  } as const;
  const event: TraceEvent = { ...group, write: { and: [{ or: [count] }] }, read: count };
  assertEquals(parseLine(print(event)), { ...group, write: count, read: count });
  assertEquals(parseLine(printJson(event)), { ...group, write: count, read: count });
});

Deno.test("an event that has no line is refused when it is written", () => {
  const all = { count: 1, of: "all" } as const;
  const members = [{ segment: "a1", az: "A", kind: "full" }] as const;
  const none: TraceEvent[] = [
    { kind: "vdl", lsn: -1n },
    { kind: "vdl", lsn: 2n ** 64n },
    { kind: "crash", node: "" },
    { kind: "partition", nodes: [] },
    { kind: "geometry-epoch", gepoch: 1.5 },
    { kind: "heal", x: { note: "" } },
    { kind: "x-a b" },
    { kind: "group", pg: "p0", members: [], write: all, read: all },
    { kind: "group", pg: "p0", members, write: { and: [] }, read: all },
    { kind: "group", pg: "p0", members, write: { count: 1, of: [] }, read: all },
  ];
  for (const event of none) {
    assertThrows(() => print(event), RangeError);
    assertThrows(() => toJson(event), RangeError);
  }
});
