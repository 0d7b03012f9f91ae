import { assertEquals } from "@std/assert";
import type { TraceEvent } from "../../traces/mod.ts";
import { phaseLine, summaryOf, summaryText } from "./record_report.ts";

const EVENTS: readonly TraceEvent[] = [
  { kind: "trace", version: 1, clock: "order", system: "PostgreSQL 15.18" },
  { kind: "x-phase", x: { "x-name": "all-well" } },
  { kind: "commit-requested", txn: "7" },
  { kind: "write", lsn: 20n, pg: "1", prev: 10n, txn: "7", cpl: true, commit: true },
  { kind: "scl", seg: "a1", lsn: 20n },
  { kind: "commit-acked", txn: "7", scn: 20n },
  { kind: "x-phase", x: { "x-name": "az-plus-one-frozen" } },
  { kind: "commit-requested", txn: "8" },
];
const RUN = { file: "x.trace", seconds: 1.26 };

Deno.test("a summary counts what the trace holds", () => {
  assertEquals(summaryOf(EVENTS, RUN), {
    file: "x.trace",
    system: "PostgreSQL 15.18",
    events: 8,
    records: 1,
    reports: 1,
    commits: 1,
    seconds: 1.3,
    phases: [
      { name: "all-well", requested: 1, acked: 1, failed: 0, unanswered: 0 },
      { name: "az-plus-one-frozen", requested: 1, acked: 0, failed: 0, unanswered: 1 },
    ],
  });
});

Deno.test("its text says what stalled, and what to do next", () => {
  assertEquals(summaryText(summaryOf(EVENTS, RUN)).split("\n"), [
    "PostgreSQL 15.18, 4 of 6: 8 events in 1.3 s",
    "  1 WAL record, 1 report, 1 commit acknowledged",
    "  az-plus-one-frozen: none acknowledged, 1 commit stalled",
    "  x.trace",
    "",
    "Next: deno task check x.trace",
    "",
  ]);
});

Deno.test("a phase without an acknowledgement is called what it is", () => {
  assertEquals(
    phaseLine({ name: "az-plus-one-frozen", acked: 0, waiting: 8 }),
    "az-plus-one-frozen      0 commits, 8 waiting, none acknowledged\n",
  );
});
