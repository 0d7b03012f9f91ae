import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { explore } from "../explore/explore.ts";
import { lifecycle, type LifecycleEvent } from "./lifecycle.ts";
import { lifeSystem } from "./life.ts";
import { lifeScopes } from "./scopes.ts";
import { store } from "./store.ts";
import type { Bond } from "./terms.ts";

const make: LifecycleEvent = { type: "make", origin: "create" };
const settle: LifecycleEvent = { type: "settle" };
const of = (type: "add" | "join" | "remove" | "halt" | "halted", instance: string) =>
  ({ type, instance }) as const;
const two = [make, settle, ...["i1", "i2"].flatMap((name) => [of("add", name), of("join", name)])];

/** A cluster after these events. */
function clusterAfter(events: readonly LifecycleEvent[], bonds: readonly Bond[] = []) {
  return play(lifecycle({ bonds, protection: false }), ...events);
}

describe("a cluster", () => {
  it("is written to by the instance that joined first", () => {
    const { context } = clusterAfter(two);
    assertEquals(context.writer, ["i1"]);
    assertEquals(clusterAfter(two).can({ type: "write", instance: "i2" }), false);
  });

  it("fails over when its writer is removed and a reader runs, and is empty without any", () => {
    const removed = clusterAfter([...two, of("remove", "i1")]);
    assertEquals([removed.value, removed.context.writer], ["failing-over", []]);
    const over = clusterAfter([...two, of("remove", "i1"), { type: "takeOver", instance: "i2" }]);
    assertEquals([over.value, over.context.writer], ["available", ["i2"]]);
    const empty = clusterAfter([...two, of("remove", "i2"), of("remove", "i1")]);
    assertEquals([empty.value, empty.context.writer], ["available", []]);
    assertEquals(empty.can({ type: "delete" }), true);
    assertEquals(empty.can(of("add", "i1")), true);
  });

  it("stops its readers before its writer", () => {
    const stopping = clusterAfter([...two, { type: "stop" }]);
    assertEquals(stopping.can(of("halt", "i1")), false);
    assertEquals(stopping.can(of("halt", "i2")), true);
    const last = clusterAfter([...two, { type: "stop" }, of("halt", "i2"), of("halted", "i2")]);
    assertEquals(last.can(of("halt", "i1")), true);
    assertEquals(last.can(settle), false);
  });

  it("is not stopped while it is bound to others", () => {
    for (const bond of ["global", "replication", "serverless"] as const) {
      assertEquals(clusterAfter(two, [bond]).can({ type: "stop" }), false);
    }
    const promoted = clusterAfter([...two, { type: "promote" }, settle], ["replication"]);
    assertEquals(promoted.can({ type: "stop" }), true);
    assertEquals(clusterAfter(two).can({ type: "promote" }), false);
  });

  it("takes nothing but a start while it is stopped", () => {
    const stopped = clusterAfter([make, settle, { type: "stop" }, settle]);
    assertEquals(stopped.value, "stopped");
    const asked = ["modify", "rename", "delete", "stop", "snapshot", "backUp"] as const;
    for (const type of asked) assertEquals(stopped.can({ type }), false, type);
    assertEquals(stopped.can(of("add", "i1")), false);
    assertEquals(stopped.can({ type: "protect", on: true }), false);
    for (const type of ["start", "sevenDays"] as const) assertEquals(stopped.can({ type }), true);
  });
});

describe("what is in storage", () => {
  const present = [{ type: "make" }, { type: "write" }] as const;

  it("does not change with instances", () => {
    const leave = { type: "leave", instance: "i1", az: "A", isOnly: true } as const;
    const { context } = play(store, ...present);
    assertEquals(play(store, ...present, leave).context, context);
    assertEquals(play(store, ...present, { ...leave, type: "join" }).context, context);
  });

  it("is kept by a final snapshot, under a name that is free", () => {
    const deleted = play(store, ...present, { type: "delete", final: "s1" });
    assertEquals([deleted.value, deleted.context.snapshots], ["gone", { s1: 1n }]);
    const taken = play(store, ...present, { type: "takeSnapshot", name: "s1" });
    assertEquals(taken.can({ type: "delete", final: "s1" }), false);
    assertEquals(taken.can({ type: "delete", final: "s2" }), true);
    assertEquals(taken.can({ type: "delete" }), true);
  });
});

describe("every reachable state of", () => {
  const SIZES: Readonly<Record<string, readonly number[]>> = {
    "life-statuses": [483, 901, 11],
    "life-deletion": [222, 502, 12],
    "life-stops": [933, 1788, 27],
    "life-instances": [260, 700, 13],
  };

  for (const [name, { bounds }] of Object.entries(lifeScopes)) {
    it(`${name} is counted`, () => {
      const { states, edges, depth, complete } = explore(lifeSystem(name, bounds));
      assertEquals([states, edges, depth, complete], [...SIZES[name]!, true]);
    });
  }
});
