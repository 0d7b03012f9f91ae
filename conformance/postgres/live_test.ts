/**
 * Records a live PostgreSQL and judges what was recorded. Needs PostgreSQL, so the other tests run
 * without it: `deno task test:postgres`.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { commitEnds } from "./_commit_ends.ts";
import { emptyGround, leftovers } from "./_ground.ts";
import { prove } from "./_proof.ts";
import { Interrupted } from "./patience.ts";
import { record } from "./recording.ts";

const SHORT = { transactions: 300, stall: 1.5, clients: 8, seed: 20 };

Deno.test("a live PostgreSQL commits on four of six, and the record of it proves it", async (t) => {
  await using ground = await emptyGround();
  const events = await record(SHORT);

  await t.step("it holds as many commits as were asked for", () => {
    const acks = events.filter((event) => event.kind === "commit-acked").length;
    assert(acks >= SHORT.transactions, `only ${acks} commits`);
  });
  await prove(t, events);
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
