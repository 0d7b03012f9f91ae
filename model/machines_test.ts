import { describe } from "@std/testing/bdd";
import fc from "fast-check";
import { cluster, type ClusterConfig, type ClusterEvent } from "./cluster/cluster.ts";
import { acks, configOf } from "./_acks.ts";
import { bare, machineLaws, type Subject, type Types } from "./_machine_laws.ts";
import { archive, type ArchiveEvent } from "./backup/archive.ts";
import { clock, type ClockEvent } from "./backup/clock.ts";
import { database, type DatabaseEvent } from "./backup/database.ts";
import { node, type NodeEvent } from "./backup/node.ts";
import { STANDING } from "./_standing.ts";
import { type FaultEvent, faults } from "./faults/faults.ts";
import { recovery, type RecoveryEvent } from "./recovery/recovery.ts";
import { replica, type ReplicaEvent } from "./replica/replica.ts";
import { volume, type VolumeEvent } from "./volume.ts";
import { writer, type WriterEvent } from "./writer/writer.ts";

const writerTypes: Types<WriterEvent> = {
  open: true,
  allocate: true,
  undo: true,
  ack: true,
  learn: true,
  depose: true,
  hear: true,
  miss: true,
};
const replicaTypes: Types<ReplicaEvent> = {
  attach: true,
  stream: true,
  learn: true,
  note: true,
  fetch: true,
  arrive: true,
  evict: true,
  openView: true,
  closeView: true,
  read: true,
  promote: true,
  crash: true,
};
const volumeTypes: Types<VolumeEvent> = { create: true, raiseEpoch: true };
const recoveryTypes: Types<RecoveryEvent> = {
  start: true,
  learn: true,
  fenced: true,
  answer: true,
  compute: true,
  writtenBack: true,
  informed: true,
  undone: true,
  open: true,
  crash: true,
};
const clusterTypes: Types<ClusterEvent> = {
  create: true,
  lose: true,
  attach: true,
  retier: true,
  choose: true,
  recreate: true,
  promote: true,
  abandon: true,
  pointWriter: true,
  pointReader: true,
  pointCustom: true,
};
const faultTypes: Types<FaultEvent> = { crash: true, restart: true, loseAz: true, regainAz: true };
const archiveTypes: Types<ArchiveEvent> = {
  staged: true,
  refresh: true,
  takeSnapshot: true,
  restoreTo: true,
  restoreSnapshot: true,
};
const databaseTypes: Types<DatabaseEvent> = {
  create: true,
  write: true,
  stop: true,
  start: true,
  restore: true,
};
const nodeTypes: Types<NodeEvent> = { stage: true, collect: true };
const clockTypes: Types<ClockEvent> = { tick: true };

const timed = { lsn: 1n, prev: 0n, pg: "1", page: "x", cpl: true, time: 0 };
const holdings = { base: { at: 0n, blocks: {} }, log: [timed], snapshots: {} };
const mark = { at: 1n, last: { "1": 1n } };

const workload = [[{ pg: "1", commits: "T1" }], [{ pg: "1" }, { pg: "2", commits: "T2" }]];
const record = fc.constantFrom(
  { lsn: 1n, prev: 0n, pg: "1", cpl: true, page: "x" },
  { lsn: 2n, prev: 1n, pg: "1", cpl: true },
);
const three: ClusterConfig = {
  instances: {
    w: { az: "A", tier: 1, size: 2 },
    r1: { az: "B", tier: 0, size: 1 },
    r2: { az: "C", tier: 1, size: 2 },
  },
  writer: "w",
  custom: { one: { type: "reader", members: ["r1"] }, rest: { type: "any", excluded: ["r1"] } },
};
const instance = fc.constantFrom("w", "r1", "r2");
const az = fc.constantFrom("A", "B");
const copy = fc.constantFrom({ segment: "a1", az: "A" }, { segment: "b1", az: "B" });

const subjects: Readonly<Record<string, Subject>> = {
  writer: {
    make: () => writer({ ...configOf(workload), standing: STANDING }),
    types: writerTypes,
    events: fc.oneof(
      bare({ open: 1, allocate: 1, undo: 1, depose: 1 }),
      fc.constant({
        type: "learn",
        membership: 2,
        configuration: { memberships: [{ a1: true, b1: true }], writes: "every" },
      }),
      fc.constantFrom({ type: "hear", replica: "r1", readPoint: 1n }, {
        type: "miss",
        replica: "r1",
      }),
      fc.constantFrom(...acks("1", 2n, 2n, "a1 a2 b1 b2"), ...acks("2", 3n, 3n, "a3 a4 b3 b4")),
    ),
  },
  recovery: {
    make: () => recovery(configOf(workload)),
    types: recoveryTypes,
    events: fc.oneof(
      bare({ compute: 1, open: 1, crash: 1 }),
      fc.constant({ type: "start", epoch: 2 }),
      fc.tuple(fc.constantFrom("fenced", "informed"), fc.constantFrom(..."a1 b1".split(" ")))
        .map(([type, segment]) => ({ type, segment })),
      fc.constantFrom("a1", "b1").map((segment) => ({
        type: "answer",
        segment,
        answer: {
          pg: "1",
          records: [],
          scl: 0n,
          collected: 0n,
          informed: 1,
          annulled: [],
          inBlocks: [],
        },
      })),
      fc.constant({ type: "writtenBack", segment: "a1", lsn: 1n }),
      fc.constant({ type: "undone", lsn: 1n }),
    ),
  },
  replica: {
    make: () => replica,
    types: replicaTypes,
    events: fc.oneof(
      fc.constantFrom({ type: "attach", vdl: 0n, others: 0 }, {
        type: "attach",
        vdl: 1n,
        others: 1,
      }),
      fc.tuple(fc.constantFrom("stream", "promote"), record)
        .map(([type, record]) => ({ type, records: [record] })),
      fc.constantFrom(1n, 2n).map((vdl) => ({ type: "learn", vdl })),
      fc.constantFrom(1n, 2n).map((scn) => ({ type: "note", scn })),
      fc.tuple(fc.constantFrom("fetch", "evict", "arrive"), fc.constantFrom(0n, 1n, 2n))
        .map(([type, at]) => ({ type, page: "1-block", ...type === "arrive" && { at } })),
      fc.constantFrom("openView", "closeView", "read")
        .map((type) => ({ type, view: "q1", ...type === "read" && { page: "1-block" } })),
      bare({ crash: 1 }),
    ),
  },
  volume: {
    make: () => volume,
    types: volumeTypes,
    events: fc.oneof(
      fc.constantFrom("sixCopies", "fullAndTail")
        .map((shape) => ({ type: "create", plan: { groups: { "1": shape } } })),
      bare({ raiseEpoch: 1 }),
    ),
  },
  cluster: {
    make: () => cluster(three),
    types: clusterTypes,
    events: fc.oneof(
      fc.tuple(fc.constantFrom("lose", "attach", "choose", "recreate"), instance)
        .map(([type, instance]) => ({ type, instance })),
      fc.tuple(instance, fc.constantFrom(0, 1))
        .map(([instance, tier]) => ({ type: "retier", instance, tier })),
      fc.constantFrom(1, 2).map((epoch) => ({ type: "promote", epoch })),
      bare({ create: 1, abandon: 1, pointWriter: 1, pointReader: 1 }),
      fc.constantFrom("one", "rest").map((endpoint) => ({ type: "pointCustom", endpoint })),
    ),
  },
  faults: {
    make: () => faults({ azs: 1, copies: 1 }),
    types: faultTypes,
    events: fc.oneof(
      fc.tuple(fc.constantFrom("crash", "restart"), copy)
        .map(([type, copy]) => ({ type, ...copy })),
      fc.tuple(fc.constantFrom("loseAz", "regainAz"), az).map(([type, az]) => ({ type, az })),
    ),
  },
  archive: {
    make: () => archive({ retention: 1 }),
    types: archiveTypes,
    events: fc.constantFrom(
      { type: "staged", pg: "1", upto: 1n, records: [timed] },
      ...[1, 2].map((now) => ({ type: "refresh", now, over: [mark] })),
      { type: "takeSnapshot", name: "s1", mark },
      { type: "restoreTo", time: 0 },
      { type: "restoreSnapshot", snapshot: "s1" },
    ),
  },
  database: {
    make: () => database,
    types: databaseTypes,
    events: fc.oneof(
      bare({ create: 1, stop: 1, start: 1 }),
      fc.constantFrom(
        { type: "write", batch: [{ pg: "1" }], now: 0 },
        { type: "restore", wanted: { time: 0 }, holdings, since: 1n },
        { type: "restore", wanted: { snapshot: "s1" }, holdings, since: 1n },
      ),
    ),
  },
  node: {
    make: () => node,
    types: nodeTypes,
    events: fc.constantFrom("stage", "collect").map((type) => ({ type, upto: 1n })),
  },
  clock: { make: () => clock(2), types: clockTypes, events: bare({ tick: 1 }) },
};

describe("each machine", () => {
  for (const [name, subject] of Object.entries(subjects)) machineLaws(name, subject);
});
