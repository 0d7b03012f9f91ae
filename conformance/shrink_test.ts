import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Invariant, invariants, Judging } from "../spec/mod.ts";
import type { TraceEvent } from "../traces/mod.ts";
import { quorumLog } from "./_quorum_log.ts";
import { shrink } from "./shrink.ts";

const claim = (code: string): Invariant => invariants.find((claim) => claim.code === code)!;

function whyBroken(events: readonly TraceEvent[], code: string): string | undefined {
  const judging = new Judging([claim(code)]);
  events.forEach((event, index) => judging.take(event, index));
  return judging.violations[0]?.violation.why;
}

describe("shrink", () => {
  it("leaves of a long trace what the violation needs, and its reason", () => {
    const events = brokenLog(7);
    const small = shrink(events, claim("L4"));
    assertEquals(whyBroken(small, "L4"), whyBroken(events, "L4"));
    assertEquals(small.length < 20, true);
  });

  it("keeps the header and ends with the event that violates", () => {
    const events = brokenLog(7);
    const small = shrink(events, claim("L4"));
    assertEquals(small.slice(0, 4), events.slice(0, 4));
    assertEquals(small.at(-1)!.kind, "vcl");
  });

  it("leaves nothing in that could be left out", () => {
    const small = shrink(brokenLog(3), claim("L4"));
    const why = whyBroken(small, "L4");
    for (let i = 4; i < small.length - 1; i++) {
      assertEquals(whyBroken(small.toSpliced(i, 1), "L4") === why, false);
    }
  });

  it("gives a trace back that breaks nothing", () => {
    const events = [...quorumLog({ seed: 1, events: 50 })];
    assertEquals(shrink(events, claim("L4")), events);
  });
});

/** A log whose writer announces a VCL that is one record too high. */
function brokenLog(seed: number): TraceEvent[] {
  const events = [...quorumLog({ seed, events: 600 })];
  const at = events.findIndex(({ kind }, i) => kind === "vcl" && i > 300);
  const late = events.findLast(({ kind }, i) => kind === "write" && i < at);
  return events.map((event, i) =>
    i === at && event.kind === "vcl" && late?.kind === "write" ? { ...event, lsn: late.lsn } : event
  );
}
