/** What is wrong with a line is told with its place and with what was expected. */
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { anyEvent, damaged, SEED } from "./arbitrary_test.ts";
import { TraceError } from "./error.ts";
import { printJson } from "./json.ts";
import { parseLine } from "./parse.ts";
import { print } from "./print.ts";

function complaint(text: string): TraceError {
  return assertThrows(() => parseLine(text, "run.trace", 7), TraceError);
}

Deno.test("an error shows file, line and column, the line with a caret, and what was expected", () => {
  const error = complaint("store seg=a1 lsn=one vepoch=2");
  assertEquals(
    error.message,
    [
      "run.trace:7:18",
      "> 7 | store seg=a1 lsn=one vepoch=2",
      "                       ^~~",
      "Expected an LSN such as 17 or 0/15232A8",
    ].join("\n"),
  );
  const { file, line, column, expected } = error;
  assertEquals(
    { file, line, column, expected },
    { file: "run.trace", line: 7, column: 18, expected: "an LSN such as 17 or 0/15232A8" },
  );
});

/** A line, the column of its mistake, and how the last line of the message starts. */
const CASES: readonly (readonly [line: string, column: number, says: string])[] = [
  ["stroe seg=a1 lsn=1", 1, 'Expected an event kind; did you mean "store"?'],
  ["STORE seg=a1 lsn=1", 1, 'Expected an event kind; did you mean "store"?'],
  ["fsync seg=a1", 1, "Expected an event kind; a kind of your own starts with x-"],
  ["healx", 1, 'Expected an event kind; did you mean "heal"?'],
  ["store", 6, 'Expected "seg="'],
  ["store seg=a1", 13, 'Expected "lsn="'],
  ["store sge=a1 lsn=1", 7, 'Expected "seg="'],
  [
    "write lsn=1 pg=p0 prev=0 pag=7",
    26,
    'Expected "vprev=", "page=", "pprev=", "mtr=", "txn=", "undoes=", "cpl", "commit", "time=", "volume=", "by=", "t=", a name that starts with x- or the end of the line; did you mean "page="?',
  ],
  ["write lsn=1 pg=p0 prev=0 cpl=yes", 29, 'Expected "cpl" without a value'],
  [
    "store lsn=1 seg=a1",
    7,
    'Expected "seg="; the fields of store stand in this order: seg lsn vepoch mepoch volume by t',
  ],
  ["store seg=a1 seg=a1 lsn=1", 14, 'Expected "lsn="; "seg" stands there already'],
  ["store seg=a1 lsn = 1", 14, 'Expected "lsn="; no space may stand before or after ='],
  [
    "vdl lsn=1 disk=sda",
    11,
    'Expected "volume=", "by=", "t=", a name that starts with x- or the end of the line; a field of your own starts with x- and stands last',
  ],
  ["vdl lsn=1 x-a=1 x-a=2", 17, 'Expected "x-a" once only'],
  [
    "crash node=café",
    15,
    "Expected a space or the end of the line; other characters stand in quotes",
  ],
  ['crash node="a', 14, 'Expected a quote (")'],
  ['crash node="a\\x"', 14, "Expected an escape of JSON such as \\n or \\u00e9"],
  ['crash node="a\tb"', 14, 'Expected a quote (")'],
  [
    'crash node="a\u0007b"',
    14,
    "Expected a character that can be seen; in quotes this control character is written \\u0007",
  ],
  [
    "# a\u0000",
    4,
    "Expected a character that can be seen; in quotes this control character is written \\u0000",
  ],
  ["vdl lsn=18446744073709551616", 9, "Expected an LSN of at most 18446744073709551615 (2^64-1)"],
  ["vdl lsn=1/100000000", 9, "Expected an LSN of at most 18446744073709551615 (2^64-1)"],
  ["vdl lsn=-1", 9, "Expected an LSN such as 17 or 0/15232A8"],
  [
    "geometry-epoch gepoch=9007199254740992",
    23,
    "Expected a number of at most 9007199254740991 (2^53-1)",
  ],
  [
    "vdl lsn=1 t=18446744073709551616",
    13,
    "Expected a number of at most 18446744073709551615 (2^64-1)",
  ],
  ["scrub seg=a1 page=7 result=okay", 28, 'Expected "ok", "bad" or "repaired"'],
  ["sees kinds=store, vdl", 18, 'Expected a name or a quote (")'],
  ["group pg=p0 members=a1 write=1/all read=1/all", 23, 'Expected "@"'],
  ["group pg=p0 members=a1@A write=4/most read=1/all", 34, 'Expected "all", "full", "tail" or "{"'],
  [
    `group pg=p0 members=a1@A write=${"(".repeat(50_000)}`,
    32,
    "Expected a rule with fewer parentheses",
  ],
  ['{"kind":"vdl","lsn":1', 22, 'Expected "}"'],
  ['{"kind":"vdl"}', 1, 'Expected "lsn"; each vdl has it'],
  ['{"kind":"vdl","lsm":1}', 15, 'Expected a field of vdl; did you mean "lsn"?'],
  ['{"kind":"vdll","lsn":1}', 9, 'Expected an event kind; did you mean "vdl"?'],
  ['{"kind":"vdl","lsn":1,"lsn":2}', 23, "Expected each key once"],
  [
    '{"kind":"vdl","lsn":9007199254740993}',
    21,
    'Expected an LSN such as 17 or 0/15232A8; a number above 2^53-1 stands in quotes, up to "18446744073709551615"',
  ],
  ['{"kind":"vdl","lsn":1,"x-a":4}', 29, "Expected a text: fields of a vendor are texts"],
  ['{"kind":"partition","nodes":["a1",2]}', 35, "Expected a name: a text that is not empty"],
  ['{"kind":"partition","nodes":[]}', 29, "Expected a list of 1 or more names"],
  ['{"kind":"open","instance":"w","role":"reader"}', 38, 'Expected "writer" or "replica"'],
  [
    '{"kind":"group","pg":"p0","members":[{"segment":"a1","az":"A","rack":3}],"write":{"count":1,"of":"all"},"read":{"count":1,"of":"all"}}',
    63,
    "Expected one of segment, az, kind",
  ],
  [
    '{"kind":"group","pg":"p0","members":[{"segment":"a1","az":"A"}],"write":{"count":1,"of":"all","least":1},"read":{"count":1,"of":"all"}}',
    95,
    "Expected one of count, of",
  ],
  [
    '{"kind":"group","pg":"p0","members":[{"segment":"a1","az":"A"}],"write":{"count":1,"of":"all","or":1},"read":{"count":1,"of":"all"}}',
    74,
    "Expected one of or",
  ],
  [
    '{"kind":"group","pg":"p0","members":[{"segment":"a1","az":"A"}],"write":{"and":[{"count":1,"of":"all"}]},"read":{"count":1,"of":"all"}}',
    80,
    "Expected a list of 2 or more rules",
  ],
  ['{"kind":"heal"} {"kind":"heal"}', 17, "Expected the end of the line"],
];

for (const [line, column, says] of CASES) {
  const shown = line.length > 60 ? `${line.slice(0, 60)}...` : line;
  Deno.test(`${JSON.stringify(shown)} is refused at column ${column}: ${says.slice(0, 60)}`, () => {
    const error = complaint(line);
    assertEquals({ column: error.column, says: error.message.split("\n").at(-1) }, {
      column,
      says,
    });
  });
}

Deno.test("a long line is shown around its mistake, and control characters cannot reach a terminal", () => {
  const shown = complaint(`crash node=${"a".repeat(300)}? # \u001b[2J`).message.split("\n");
  assertEquals(shown[1]!.indexOf("?"), shown[2]!.indexOf("^"));
  assertEquals(shown[1]!.length < 120 && !shown[1]!.includes("\u001b"), true);
});

Deno.test("no damaged line, in either encoding, throws anything but a TraceError", () => {
  const written = anyEvent.chain((event) => fc.constantFrom(print(event), printJson(event)));
  const law = fc.property(written.chain(damaged), (line) => {
    try {
      parseLine(line);
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      const [, , caret] = error.message.split("\n");
      return error.column >= 1 && error.column <= line.length + 2 && caret !== undefined;
    }
  });
  fc.assert(law, { seed: SEED, numRuns: 3000 });
});
