import { assert, assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Bounds } from "../model/bounds.ts";
import { walk } from "../model/explore/walk.ts";
import { membership } from "../model/membership/membership.ts";
import { membershipIn } from "../model/membership/membership_moves.ts";
import { recoveryIn } from "../model/recovery/recovery_moves.ts";
import { scopes } from "../model/scopes.ts";
import { machinesFor, membershipConfig, storageSystem } from "../model/system.ts";
import { parse, print } from "../traces/mod.ts";
import { bothWays } from "./_both_ways.ts";
import { invariants } from "./invariants/all.ts";
import { Judging } from "./judging.ts";
import { subjectOf } from "./subject.ts";
import { traceOf } from "./trace_of.ts";

const { bounds } = scopes["recovery-joint"]!;
const each = (does: string, copies: string) => copies.split(" ").map((copy) => `${copy}.${does}`);

describe("A4: a recovery while c3 is to take the place of c2", () => {
  const system = storageSystem("joint", {
    ...bounds,
    volume: { groups: { p1: "sixCopies" } },
    membership: { ...bounds.membership!, replacements: [{ suspect: "c2", newcomer: "c3" }] },
    recovery: { ...bounds.recovery!, absent: [] },
  });
  const asked = [
    "volume.creates",
    "writer.allocates",
    ...each("stores.1", "b1 b2 c1 c2"),
    "membership.suspects.c2.at.epoch.1",
    "recovery.starts",
    ...each("enters.epoch.2", "a1 a2 b1 b2 c3"),
  ];
  const goesOn = (path: readonly string[]) => {
    const moves = [...asked, ...path, "recovery.computes"];
    const refused = attempt(() => walk(system, moves));
    if (refused === undefined) return recoveryIn(walk(system, moves).at(-1)!.after).recovered.vdl;
    assertMatch(`${refused}`, /"recovery.computes", cannot happen there/);
    return undefined;
  };

  it("does not go on with a1, a2 and c3, which know nothing of the record", () => {
    assertEquals(goesOn(each("answers", "a1 a2 c3")), undefined);
    assertEquals(goesOn(each("answers", "a1 a2 c3 b1")), 1n);
  });

  it("goes on with them once c3 has the record", () => {
    const hydrated = [...asked.slice(0, -1), "c3.learns.1.from.c1", "c3.enters.epoch.2"];
    const path = [...hydrated, ...each("answers", "a1 a2 c3"), "recovery.computes"];
    assertEquals(recoveryIn(walk(system, path).at(-1)!.after).recovered.vdl, 1n);
  });
});

describe("a change of members that meets a recovery", () => {
  const twice: Bounds = { ...bounds, membership: { ...bounds.membership!, transitions: 2 } };

  it("waits for no record that the recovery has annulled", () => {
    const path = [
      "volume.creates",
      "writer.allocates",
      "b1.stores.1",
      "membership.suspects.c1.at.epoch.1",
      "recovery.starts",
      ...each("enters.epoch.2", "a1 c1 c2"),
      ...each("answers", "a1 c1"),
      "recovery.computes",
      ...each("truncates.at.epoch.2", "a1 c1 c2"),
      "recovery.opens",
      "membership.replaces.c1.at.epoch.2",
    ];
    const steps = walk(storageSystem("annulled", twice), path);
    assertEquals(membershipIn(steps.at(-2)!.after).owed, [1n]);
    assert(steps.at(-1)!.after.state("membership").matches("stable"));
  });

  const alive: Bounds = { ...twice, recovery: { ...twice.recovery!, writer: "alive" } };
  const fenced = [
    "volume.creates",
    "recovery.starts",
    ...each("enters.epoch.2", "a1 c1"),
    ...each("answers", "a1 c1"),
    "recovery.computes",
    "a1.truncates.at.epoch.2",
    "membership.suspects.c1.at.epoch.1",
    "membership.replaces.c1.at.epoch.2",
  ];

  it("waits until a write quorum of the new members knows the volume epoch", () => {
    const system = storageSystem("fenced", alive);
    assertMatch(`${attempt(() => walk(system, fenced))}`, /Step 10 of the path, .* cannot happen/);
    assert(walk(system, fenced.toSpliced(-1, 0, "c2.truncates.at.epoch.2")).length > 0);
  });

  it("lets the old writer acknowledge what is annulled, if it does not wait for that", () => {
    const hasty = membership(membershipConfig(alive)).provide({ guards: { isFenced: () => true } });
    const machines = { ...machinesFor(alive), membership: hasty };
    const path = [
      ...fenced,
      "writer.allocates",
      ...each("stores.1", "b1 c2"),
      ...each("acks.1", "b1 c2"),
      ...each("enters.epoch.2", "a1 c2"),
      ...each("answers", "a1 c2"),
      "recovery.computes",
      ...each("truncates.at.epoch.2", "a1 c2"),
      "recovery.opens",
    ];
    const judging = new Judging(invariants.filter(({ code }) => code === "R7"));
    const trace = traceOf(subjectOf(storageSystem("hasty", alive, machines)), path);
    parse(trace.map((event) => `${print(event)}\n`).join(""))
      .forEach((event, at) => judging.take(event, at + 1));
    const [verdict] = judging.finish();
    assertEquals(verdict?.verdict, "violated");
  });
});

describe("what can be seen of a change of members that meets a recovery", () => {
  const both: Bounds = {
    ...bounds,
    membership: { ...bounds.membership!, transitions: 2 },
    recovery: {
      ...bounds.recovery!,
      absent: [],
      workload: [[{ pg: "p1", commits: "T2" }]],
    },
  };
  const recovering = (...segments: string[]) => [
    "recovery.starts",
    ...segments.map((copy) => `${copy}.enters.epoch.2`),
    ...segments.map((copy) => `${copy}.answers`),
    "recovery.computes",
    ...segments.map((copy) => `${copy}.truncates.at.epoch.2`),
    "recovery.opens",
  ];
  const paths: Readonly<Record<string, readonly string[]>> = {
    "a copy that left an epoch with what is annulled left without it": [
      "volume.creates",
      "writer.allocates",
      ...recovering("a1", "c1"),
      "b1.stores.1",
      "membership.suspects.c1.at.epoch.1",
      "b1.truncates.at.epoch.2",
      "successor.allocates",
      "b1.stores.2",
    ],
    "the next writer was told nothing by who is no member any more": [
      "volume.creates",
      "writer.allocates",
      "membership.suspects.c1.at.epoch.1",
      ...each("stores.1", "a1 c1 c2"),
      "c1.acks.1",
      "membership.replaces.c1.at.epoch.2",
      ...recovering("a1", "c2"),
    ],
    "what is annulled is gone from who is no member any more": [
      "volume.creates",
      "membership.suspects.c1.at.epoch.1",
      "writer.allocates",
      "c1.stores.1",
      "membership.replaces.c1.at.epoch.2",
      ...recovering("b1", "c2"),
    ],
  };
  for (const [says, path] of Object.entries(paths)) {
    it(says, () => {
      const system = subjectOf(storageSystem("both", both));
      for (const edge of walk(system, path)) {
        const { applied, projected } = bothWays(system, edge);
        assertEquals(applied, projected, edge.move.name);
      }
    });
  }
});

function attempt(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
