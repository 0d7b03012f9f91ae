import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { bare, machineLaws, type Types } from "../_machine_laws.ts";
import { comparedIn } from "../explore/specialised/_entered.ts";
import { walk } from "../explore/walk.ts";
import { engine, type EngineEvent } from "./engine.ts";
import { geometry, type GeometryEvent } from "./geometry.ts";
import { engineIn, geometryIn } from "./moves.ts";
import { growthScopes } from "./scopes.ts";
import { growthMachines, growthSystem } from "./system.ts";

const { bounds } = growthScopes["growth"]!;
const OPEN = ["volume.creates", "writer.opens"];
const GROWN = [...OPEN, "volume.grows.at.epoch.1", "writer.learns"];

const after = (system: ReturnType<typeof growthSystem>, ...path: readonly string[]) =>
  walk(system, path).at(-1)!.after;
const can = (...path: readonly string[]) => {
  try {
    return walk(growthSystem("growth", bounds), path).length === path.length;
  } catch {
    return false;
  }
};

describe("a volume that grows", () => {
  it("has one group more in each epoch, and a place for the pages of that group", () => {
    assertEquals([can(...OPEN, "writer.writes.b"), can(...OPEN, "writer.writes.c")], [true, false]);
    const world = after(growthSystem("growth", bounds), ...GROWN, "writer.writes.c");
    assertEquals(geometryIn(world), { epoch: 2, groups: 2 });
    assertEquals(engineIn(world, "writer").log.map(({ pg }) => pg), ["p2"]);
  });

  it("grows once for a request that comes twice", () => {
    const twice = growthSystem("twice", growthScopes["growth-twice"]!.bounds);
    const path = [...GROWN, "volume.grows.at.epoch.2"];
    assertEquals(geometryIn(after(twice, ...path)), { epoch: 3, groups: 3 });
    assertEquals(can(...GROWN, "volume.grows.at.epoch.1"), false);
  });

  it("refuses more when it is full, not before, and takes what there is room for", () => {
    const refused = "writer.is.refused.more";
    assertEquals([can(...OPEN, refused), can(...GROWN, refused)], [false, true]);
    assertEquals(can(...GROWN, refused, "writer.writes.c"), true);
    assertEquals(can(...GROWN, refused, "writer.writes.e"), false);
    assertEquals(can(...GROWN, refused, "writer.crashes", "writer.opens"), true);
  });

  it("is found as it was after a crash", () => {
    const path = [...GROWN, "writer.writes.a", "writer.writes.c", "writer.crashes", "writer.opens"];
    const { log, groups } = engineIn(after(growthSystem("growth", bounds), ...path), "writer");
    assertEquals([log.length, groups], [2, 2]);
  });

  it("loses what was written to a group that no epoch has", () => {
    const machines = growthMachines(bounds);
    const early = engine(bounds.pagesPerGroup).provide({ guards: { isPlaced: () => true } });
    const system = growthSystem("early", bounds, { ...machines, engine: early });
    const path = [...OPEN, "writer.writes.c"];
    assertEquals(engineIn(after(system, ...path), "writer").log.length, 1);
    const crashed = after(system, ...path, "writer.crashes", "writer.opens");
    assertEquals(engineIn(crashed, "writer").log, []);
  });

  for (const [name, scope] of Object.entries(growthScopes)) {
    it(`in ${name}, a specialised step is that of XState`, () => {
      assertEquals(comparedIn(growthSystem(name, scope.bounds)) > 20, true);
    });
  }
});

const geometryTypes: Types<GeometryEvent> = { create: true, grow: true, refuse: true };
const engineTypes: Types<EngineEvent> = {
  open: true,
  learn: true,
  write: true,
  read: true,
  refuse: true,
  crash: true,
};

describe("each machine of a volume that grows", () => {
  machineLaws("geometry", {
    make: () => geometry(bounds),
    types: geometryTypes,
    events: fc.oneof(
      bare({ create: 1 }),
      fc.tuple(fc.constantFrom("grow", "refuse"), fc.constantFrom(1, 2))
        .map(([type, presents]) => ({ type, presents })),
    ),
  });
  machineLaws("engine", {
    make: () => engine(1),
    types: engineTypes,
    events: fc.oneof(
      bare({ refuse: 1, crash: 1 }),
      fc.tuple(fc.constantFrom("open", "learn"), fc.constantFrom(1, 2))
        .map(([type, groups]) => ({ type, epoch: groups, groups })),
      fc.constantFrom(0, 1).map((nth) => ({ type: "write", page: `x${nth}`, nth })),
      fc.constantFrom(0, 1).map((nth) => ({ type: "read", nth })),
    ),
  });
});
