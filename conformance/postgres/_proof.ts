/**
 * What a recording must show, whether it was made a moment ago or is kept in the repository.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { parse, type TraceEvent } from "../../traces/mod.ts";
import { checkTrace, type ClaimReport } from "../mod.ts";
import { acksBeforeQuorum, ackTooEarly, isSilent, sclsGoBack } from "./_evidence.ts";
import { NODES } from "./group.ts";
import { PHASES } from "./phases.ts";
import { tally } from "./tally.ts";
import { textOf } from "./write_trace.ts";

/** Checks a recording step by step. */
export async function prove(t: Deno.TestContext, events: readonly TraceEvent[]): Promise<void> {
  await t.step("it reads back from its own text as the same events", () => {
    assertEquals(parse(textOf(events)), events);
  });
  await proveFaults(t, events);
  await proveNodes(t, events);
  await proveJudged(t, events);
}

async function proveFaults(t: Deno.TestContext, events: readonly TraceEvent[]): Promise<void> {
  const phases = tally(events);

  await t.step("it goes through the six phases, and acknowledges commits in all but one", () => {
    assertEquals(phases.map(({ name }) => name), [...PHASES]);
    const stalled = phases.filter(({ acked }) => acked === 0).map(({ name }) => name);
    assertEquals(stalled, ["az-plus-one-frozen"]);
  });

  await t.step(
    "with AZ+1 frozen all clients ask and wait, and are answered when it is over",
    () => {
      const [, , , frozen, healed] = phases;
      const stalled = new Set(frozen!.unanswered);
      assert(frozen!.requested > 0);
      assertEquals(`${stalled.size}`, settingOf(events, "recorder.clients"));
      assertEquals(healed!.unanswered.filter((txn) => stalled.has(txn)), []);
      for (const event of events) if (event.kind === "commit-acked") stalled.delete(event.txn);
      assertEquals([...stalled], []);
    },
  );
}

async function proveNodes(t: Deno.TestContext, events: readonly TraceEvent[]): Promise<void> {
  await t.step("a frozen node is silent until it is thawed, a killed one until it is back", () => {
    assertEquals(NODES.filter(({ segment }) => !isSilent(events, segment)), []);
  });

  await t.step("no node ever holds less than it reported, not even after it was killed", () => {
    assertEquals(sclsGoBack(events), []);
  });

  await t.step("at the end every node has reported all that was written", () => {
    const written = events.findLast((event) => event.kind === "write")!.lsn;
    const last = NODES.map(({ segment }) =>
      events.findLast((event) => event.kind === "scl" && event.seg === segment)
    );
    assertEquals(
      last.map((event) => event?.kind === "scl" && event.lsn),
      NODES.map(() => written),
    );
    assertEquals(events.at(-1), { kind: "end" });
  });
}

async function proveJudged(t: Deno.TestContext, events: readonly TraceEvent[]): Promise<void> {
  const acks = events.filter((event) => event.kind === "commit-acked").length;

  await t.step("counted by hand, four nodes hold each commit before it is acknowledged", () => {
    assert(acks > 0);
    assertEquals(acksBeforeQuorum(events), []);
  });

  await t.step("the judge finds the same, and nothing violated", async () => {
    const claims = await claimsOf(events);
    assertEquals(claims.filter(({ verdict }) => verdict === "violated"), []);
    for (const code of ["C1", "C2", "C3"]) {
      const claim = claims.find((claim) => claim.code === code)!;
      assertEquals(claim.verdict, "holds");
      assert(claim.obligations >= acks, `${code}: ${claim.obligations} obligations`);
    }
    const spread = claims.find((claim) => claim.code === "Q5")!;
    assertEquals([spread.verdict, spread.obligations], ["holds", 3]);
  });

  await t.step("one acknowledgement before its fourth report is found", async () => {
    const { sabotaged, line } = ackTooEarly(events);
    assertEquals(acksBeforeQuorum(sabotaged).length, 1);
    const claim = (await claimsOf(sabotaged)).find(({ code }) => code === "C1")!;
    assertEquals([claim.verdict, claim.breach?.line], ["violated", line]);
  });
}

async function claimsOf(events: readonly TraceEvent[]): Promise<readonly ClaimReport[]> {
  const report = await checkTrace(events);
  return report.files[0]!.claims;
}

function settingOf(events: readonly TraceEvent[], name: string): string | undefined {
  const setting = events.find((event) => event.kind === "setting" && event.name === name);
  return setting?.kind === "setting" ? setting.value : undefined;
}
