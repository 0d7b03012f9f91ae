/** The header comes first, nothing follows the end. */
import { assertEquals, assertThrows } from "@std/assert";
import { TraceError } from "./error.ts";
import { parse } from "./parse.ts";

const TRACE = "trace version=1 clock=order";
const SEES = "sees kinds=vdl,x-fsync";

function refusal(...lines: string[]): string {
  const error = assertThrows(() => parse(lines.join("\n"), "t"), TraceError);
  return `${error.line}:${error.column} ${error.message.split("\n").at(-1)}`;
}

Deno.test("header, what was seen, events, end: that is a trace", () => {
  const lines = [
    "# note",
    "",
    TRACE,
    "lal records=9",
    SEES,
    "setting name=a value=b",
    "vdl lsn=1",
    "lal records=8",
    "x-fsync",
    "end",
  ];
  assertEquals(parse(lines.join("\n")).map((event) => event.kind), [
    "trace",
    "lal",
    "sees",
    "setting",
    "vdl",
    "lal",
    "x-fsync",
    "end",
  ]);
});

/** What stands where it may not, and how it is refused. */
const REFUSED: readonly (readonly [why: string, lines: readonly string[], says: string])[] = [
  [
    "an empty trace",
    [""],
    "1:1 Expected the header first, such as `trace version=1 clock=order`; the trace is empty",
  ],
  [
    "an event before the header",
    [" vdl lsn=1"],
    "1:2 Expected the header first, such as `trace version=1 clock=order`",
  ],
  [
    "a version of the future",
    ["trace version=2 clock=order"],
    "1:15 Expected version 1; this reader does not know version 2",
  ],
  ["a second header", [TRACE, SEES, TRACE], "3:1 Expected one header: a file holds one trace"],
  [
    "an event before `sees`",
    [TRACE, "vdl lsn=1"],
    "2:1 Expected `sees kinds=...` before the first event; it says which kinds the recorder can see",
  ],
  [
    "a kind that nobody knows in `sees`",
    [TRACE, "sees kinds=vdl,vcd"],
    '2:16 Expected an event kind; did you mean "vcl"?',
  ],
  [
    "a part of another word in `sees`",
    [TRACE, "sees kinds=vdl,see"],
    '2:16 Expected an event kind; did you mean "sees"?',
  ],
  [
    "a kind that `sees` does not name",
    [TRACE, SEES, "vdl lsn=1", " vcl lsn=1"],
    "4:2 Expected a kind of the `sees` line; add vcl to it, or claims about it are not judged",
  ],
  [
    "an event after events and the end",
    [TRACE, SEES, "vdl lsn=1", "end", "end"],
    "5:1 Expected nothing after `end`",
  ],
  [
    "`sees` after an event",
    [TRACE, SEES, "vdl lsn=1", SEES],
    "4:1 Expected `sees` before the first event",
  ],
  ["an event after the end", [TRACE, SEES, "end", "vdl lsn=1"], "4:1 Expected nothing after `end`"],
  [
    "a setting after the end",
    [TRACE, SEES, "end", "lal records=1"],
    "4:1 Expected nothing after `end`",
  ],
  [
    "JSON in a file of lines",
    [TRACE, '{"kind":"end"}'],
    "2:1 Expected an event kind; one file is either JSON Lines or lines such as `vdl lsn=17`",
  ],
];

for (const [why, lines, says] of REFUSED) {
  Deno.test(`${why} is refused`, () => assertEquals(refusal(...lines), says));
}
