import { assertEquals } from "@std/assert";
import type { TraceEvent } from "../../traces/mod.ts";
import { acksBeforeQuorum, ackTooEarly, isSilent, sclsGoBack } from "./_evidence.ts";

const scl = (seg: string, lsn: bigint): TraceEvent => ({ kind: "scl", seg, lsn, by: seg });
const ACK: TraceEvent = { kind: "commit-acked", txn: "7", scn: 20n };
const FOUR = ["a1", "b1", "b2", "c1"].map((seg) => scl(seg, 20n));

Deno.test("an acknowledgement needs four nodes at its SCN", () => {
  assertEquals(acksBeforeQuorum([...FOUR, ACK]), []);
  assertEquals(acksBeforeQuorum([...FOUR.slice(1), ACK, FOUR[0]!]), [ACK]);
  assertEquals(acksBeforeQuorum([...FOUR.slice(1), scl("a1", 19n), ACK]), [ACK]);
});

Deno.test("the same node four times is no quorum", () => {
  assertEquals(acksBeforeQuorum([...[1, 2, 3, 4].map(() => scl("a1", 20n)), ACK]), [ACK]);
});

Deno.test("the sabotaged trace has the acknowledgement on the line before the fourth report", () => {
  const { sabotaged, line } = ackTooEarly([...FOUR, ACK]);
  assertEquals(sabotaged, [...FOUR.slice(0, 3), ACK, FOUR[3]!]);
  assertEquals(sabotaged[line - 1], ACK);
  assertEquals(acksBeforeQuorum(sabotaged), [ACK]);
});

Deno.test("a report lower than an earlier one is found", () => {
  const lower = scl("a1", 19n);
  assertEquals(sclsGoBack([scl("a1", 20n), scl("b1", 10n), lower, scl("a1", 19n)]), [lower]);
});

Deno.test("a node that notes something while it is frozen or dead is not silent", () => {
  const freeze: TraceEvent = { kind: "freeze", node: "a1", by: "recorder" };
  const thaw: TraceEvent = { kind: "thaw", node: "a1", by: "recorder" };
  const crash: TraceEvent = { kind: "crash", node: "a1", by: "recorder" };
  const restart: TraceEvent = { kind: "restart", node: "a1", by: "a1" };
  const report = scl("a1", 20n);
  assertEquals(isSilent([report, freeze, thaw, report, crash, restart, report], "a1"), true);
  assertEquals(isSilent([freeze, report, thaw], "a1"), false);
  assertEquals(isSilent([crash, report, restart], "a1"), false);
  assertEquals(isSilent([freeze, scl("b1", 20n), thaw], "a1"), true);
});
