import { assertEquals } from "@std/assert";
import type { TraceEvent } from "../../traces/mod.ts";
import { tally } from "./tally.ts";

const phase = (name: string): TraceEvent => ({ kind: "x-phase", x: { "x-name": name } });
const requested = (txn: string): TraceEvent => ({ kind: "commit-requested", txn });
const acked = (txn: string): TraceEvent => ({ kind: "commit-acked", txn });

Deno.test("each phase counts its own commits, and those that stay unanswered at its end", () => {
  assertEquals(
    tally([
      phase("well"),
      requested("1"),
      acked("1"),
      requested("2"),
      phase("stalled"),
      requested("3"),
      phase("healed"),
      acked("2"),
      { kind: "commit-failed", txn: "3", why: "rollback" },
    ]),
    [
      { name: "well", requested: 2, acked: 1, failed: 0, unanswered: ["2"] },
      { name: "stalled", requested: 1, acked: 0, failed: 0, unanswered: ["2", "3"] },
      { name: "healed", requested: 0, acked: 1, failed: 1, unanswered: [] },
    ],
  );
});

Deno.test("what happens before the first phase belongs to none", () => {
  assertEquals(tally([requested("1"), acked("1")]), []);
});
