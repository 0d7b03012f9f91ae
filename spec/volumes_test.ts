import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { TraceEvent } from "../traces/event.ts";
import { locate } from "../traces/mod.ts";
import { shows, THREE_COPIES } from "./invariants/fixtures.ts";
import { invariants, Judging } from "./mod.ts";

const KINDS = "write,store,scl,commit-requested,commit-acked,crash,restart,az-down,az-up,end";

function verdictOn(code: string, events: Iterable<TraceEvent>) {
  const judging = new Judging(invariants.filter((claim) => claim.code === code));
  let line = 0;
  for (const event of events) judging.take(event, ++line);
  return judging.finish()[0]!;
}

/** A commit in each of two volumes, durable and not acknowledged; SCLs lag behind. */
function twoVolumes(...rest: readonly string[]): TraceEvent[] {
  const volume = (name: string) =>
    [
      THREE_COPIES,
      "commit-requested txn=t1",
      "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
      "write lsn=2 pg=p0 prev=1 cpl",
      "store seg=a1 lsn=1",
      "scl seg=a1 lsn=1",
      "store seg=a1 lsn=2",
      "store seg=b1 lsn=1",
    ].map((line) => `${line} volume=${name}`);
  const lines = [...volume("v1"), ...volume("v2"), ...rest];
  return locate(shows(KINDS, ...lines)).map(({ event }) => event);
}

describe("an event that names no volume", () => {
  it("ends every volume", () => {
    for (const code of ["C4", "L2"]) {
      const { verdict, violations } = verdictOn(code, twoVolumes("end"));
      assertEquals([verdict, violations], ["violated", 2], code);
    }
    const acked = ["commit-acked txn=t1 volume=v1", "commit-acked txn=t1 volume=v2"];
    assertEquals(verdictOn("C4", twoVolumes(...acked, "end")).obligations, 2);
  });

  it("takes down nodes and AZs in every volume, and brings them back", () => {
    const left = (...rest: readonly string[]) =>
      verdictOn("L2", twoVolumes(...rest, "end")).violations;
    assertEquals([left("crash node=a1"), left("az-down az=A")], [0, 0]);
    assertEquals(left("crash node=a1", "restart node=a1"), 2);
    assertEquals(left("crash node=a1 volume=v1"), 1);
  });

  it("holds for a volume that is seen later, too", () => {
    const [header, sees, ...body] = twoVolumes("end");
    const crash: TraceEvent = { kind: "crash", node: "a1" };
    assertEquals(verdictOn("L2", [header!, sees!, crash, ...body]).violations, 0);
    // L11: a copy that is down in one volume stores nothing in another.
    assertEquals(verdictOn("L11", [header!, sees!, crash, ...body]).violations, 4);
    assertEquals(verdictOn("L11", [header!, sees!, ...body]).violations, 0);
  });
});

describe("a claim that cannot be judged", () => {
  it("says when its events came and were not declared", () => {
    const events = twoVolumes("end")
      .map((event) => event.kind === "sees" ? { ...event, kinds: ["write", "scl"] } : event);
    assertEquals(
      verdictOn("L2", events).unjudged,
      "the trace does not declare store in its sees line",
    );
    assertEquals(verdictOn("L3", events).unjudged, "the trace does not show pgcl");
  });
});
