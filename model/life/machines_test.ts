import { describe } from "@std/testing/bdd";
import fc from "fast-check";
import { bare, machineLaws, type Types } from "../_machine_laws.ts";
import { calendar, type CalendarEvent } from "./calendar.ts";
import { instance, type InstanceEvent } from "./instance.ts";
import { lifecycle, type LifecycleEvent } from "./lifecycle.ts";
import { store, type StoreEvent } from "./store.ts";

const lifecycleTypes: Types<LifecycleEvent> = {
  make: true,
  backUp: true,
  backtrack: true,
  maintain: true,
  modify: true,
  promote: true,
  rename: true,
  resetCredentials: true,
  optimizeStorage: true,
  updateIam: true,
  upgrade: true,
  settle: true,
  fail: true,
  stop: true,
  start: true,
  sevenDays: true,
  snapshot: true,
  delete: true,
  loseKey: true,
  protect: true,
  add: true,
  join: true,
  remove: true,
  attend: true,
  write: true,
  halt: true,
  halted: true,
  run: true,
  running: true,
  takeOver: true,
};
const instanceTypes: Types<InstanceEvent> = {
  add: true,
  settle: true,
  modify: true,
  reboot: true,
  stop: true,
  start: true,
  delete: true,
};
const storeTypes: Types<StoreEvent> = {
  make: true,
  write: true,
  join: true,
  leave: true,
  takeSnapshot: true,
  delete: true,
};
const calendarTypes: Types<CalendarEvent> = { pass: true, mark: true };

const named = fc.constantFrom("i1", "i2");

describe("each machine of the life of a cluster", () => {
  machineLaws("lifecycle", {
    make: () => lifecycle({ bonds: ["replication"], protection: true }),
    types: lifecycleTypes,
    events: fc.oneof(
      bare({ settle: 9, fail: 1, stop: 3, start: 3, sevenDays: 2, snapshot: 1, loseKey: 1 }),
      bare({ backUp: 1, backtrack: 1, maintain: 1, modify: 1, promote: 3, rename: 1 }),
      bare({ resetCredentials: 1, optimizeStorage: 1, updateIam: 1, upgrade: 1, delete: 1 }),
      fc.constantFrom("create", "restore", "clone").map((origin) => ({ type: "make", origin })),
      fc.boolean().map((on) => ({ type: "protect", on })),
      fc.tuple(fc.constantFrom("add", "join", "remove", "attend", "write", "takeOver"), named)
        .map(([type, instance]) => ({ type, instance })),
      fc.tuple(fc.constantFrom("halt", "halted", "run", "running"), named)
        .map(([type, instance]) => ({ type, instance })),
    ),
  });
  machineLaws("instance", {
    make: () => instance,
    types: instanceTypes,
    events: bare({ add: 2, settle: 4, modify: 1, reboot: 1, stop: 2, start: 2, delete: 1 }),
  });
  machineLaws("store", {
    make: () => store,
    types: storeTypes,
    events: fc.oneof(
      bare({ make: 1, write: 1 }),
      fc.tuple(fc.constantFrom("join", "leave"), fc.boolean())
        .map(([type, isOnly]) => ({ type, instance: "i1", az: "A", isOnly })),
      fc.constantFrom("s1", "s2").map((name) => ({ type: "takeSnapshot", name })),
      fc.constantFrom("s1", undefined).map((final) => ({
        type: "delete",
        ...final !== undefined && { final },
      })),
    ),
  });
  machineLaws("calendar", {
    make: () => calendar(2),
    types: calendarTypes,
    events: bare({ pass: 1, mark: 1 }),
  });
});
