/**
 * Records a live PostgreSQL and judges what was recorded. Needs PostgreSQL, so the other tests run
 * without it: `deno task test:postgres`.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { checkTrace } from "../mod.ts";
import { parse, type TraceEvent } from "../../traces/mod.ts";
import { commitEnds } from "./_commit_ends.ts";
import { acksBeforeQuorum, ackTooEarly, isSilent, sclsGoBack } from "./_evidence.ts";
import { emptyGround, leftovers } from "./_ground.ts";
import { NODES } from "./group.ts";
import { Interrupted } from "./patience.ts";
import { PHASES } from "./phases.ts";
import { record } from "./recording.ts";
import { tally } from "./tally.ts";
import { textOf } from "./write_trace.ts";

const SHORT = { transactions: 300, stall: 1.5, clients: 8, seed: 20 };

Deno.test("a live PostgreSQL commits on four of six, and the record of it proves it", async (t) => {
  await using ground = await emptyGround();
  const events = await record(SHORT);
  const phases = tally(events);
  const acks = events.filter((event) => event.kind === "commit-acked");

  await t.step("it reads back from its own text as the same events", () => {
    assertEquals(parse(textOf(events)), events);
  });

  await t.step("it goes through the six phases, and acknowledges commits in all but one", () => {
    assertEquals(phases.map(({ name }) => name), [...PHASES]);
    const stalled = phases.filter(({ acked }) => acked === 0).map(({ name }) => name);
    assertEquals(stalled, ["az-plus-one-frozen"]);
    assert(acks.length >= SHORT.transactions, `only ${acks.length} commits`);
  });

  await t.step(
    "with AZ+1 frozen clients ask and wait, and all are answered when it is over",
    () => {
      const [, , , frozen, healed] = phases;
      assert(frozen!.requested > 0);
      assertEquals(frozen!.unanswered.length, SHORT.clients);
      assertEquals(healed!.unanswered.filter((txn) => frozen!.unanswered.includes(txn)), []);
      const acked = new Set(acks.map(({ txn }) => txn));
      assertEquals(frozen!.unanswered.filter((txn) => !acked.has(txn)), []);
    },
  );

  await t.step("a frozen node is silent until it is thawed, a killed one until it is back", () => {
    assertEquals(NODES.filter(({ segment }) => !isSilent(events, segment)), []);
  });

  await t.step("no node ever holds less than it reported, not even after it was killed", () => {
    assertEquals(sclsGoBack(events), []);
  });

  await t.step("at the end every node has reported all that was written", () => {
    const written = events.findLast((event) => event.kind === "write")!.lsn;
    const reported = NODES.map(({ segment }) =>
      events.findLast((event) => event.kind === "scl" && event.seg === segment)
    );
    assertEquals(
      reported.map((event) => event?.kind === "scl" && event.lsn),
      NODES.map(() => written),
    );
    assertEquals(events.at(-1), { kind: "end" });
  });

  await t.step("counted by hand, four nodes hold each commit before it is acknowledged", () => {
    assertEquals(acksBeforeQuorum(events), []);
  });

  await t.step("the judge finds the same, and nothing violated", async () => {
    const claims = await claimsOf(events);
    assertEquals(claims.filter(({ verdict }) => verdict === "violated"), []);
    for (const code of ["C1", "C2", "C3"]) {
      const claim = claims.find((claim) => claim.code === code)!;
      assertEquals(claim.verdict, "holds");
      assert(claim.obligations >= acks.length, `${code}: ${claim.obligations} obligations`);
    }
    const spread = claims.find((claim) => claim.code === "Q5")!;
    assertEquals([spread.verdict, spread.obligations], ["holds", 3]);
  });

  await t.step("one acknowledgement before its fourth report is found", async () => {
    const { sabotaged, line } = ackTooEarly(events);
    assertEquals(acksBeforeQuorum(sabotaged).length, 1);
    const claims = await claimsOf(sabotaged);
    const violated = claims.filter(({ verdict }) => verdict === "violated");
    assert(violated.some(({ code }) => code === "C1"));
    assertEquals(violated.find(({ code }) => code === "C1")!.breach!.line, line);
  });

  await t.step("no process and no file of it is left", async () => {
    assertEquals(await leftovers(ground), []);
  });
});

Deno.test("a recording that is interrupted ends every process and removes every file", async () => {
  await using ground = await emptyGround();
  const stop = new AbortController();
  // Interrupted with an AZ and one node more frozen: those processes end by force only.
  const ended = ({ name }: { name: string }) => name === "az-frozen" && stop.abort();
  await assertRejects(() => record({ ...SHORT, signal: stop.signal, ended }), Interrupted);
  assertEquals(await leftovers(ground), []);
});

Deno.test("commit records end where the server says that its log ended", async () => {
  await using _ground = await emptyGround();
  const commits = await commitEnds(300);
  assertEquals(commits.length, 300);
  assertEquals(commits.filter(({ computed, server }) => !computed.includes(server)), []);
});

async function claimsOf(events: readonly TraceEvent[]) {
  const report = await checkTrace(events);
  return report.files[0]!.claims;
}
