import { assert, assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { unexercisedIn } from "../explore/coverage.ts";
import { explore } from "../explore/explore.ts";
import type { World } from "../explore/system.ts";
import { watchStates } from "../explore/watch.ts";
import { archive, type ArchiveEvent } from "./archive.ts";
import { EMPTY, type Holdings, markOf, pointAt, replayed } from "./archive_terms.ts";
import { appended, database, type DatabaseEvent, vdlOf } from "./database.ts";
import { archiveIn, databaseIn, SOURCE } from "./moves.ts";
import { node } from "./node.ts";
import { backupScopes } from "./scopes.ts";
import { backupSystem } from "./system.ts";
import { unexercised } from "../unexercised.ts";

/** T1 at time 0; T2 at time 1, in one mini-transaction with the record before it. */
const first = appended({ at: 0n, log: [] }, [{ pg: "p1", page: "x", commits: "T1" }], 0);
const log = appended({ at: 0n, log: first }, [
  { pg: "p1", page: "x" },
  { pg: "p2", page: "y", commits: "T2" },
], 1);
const holdings: Holdings = { base: EMPTY, log, snapshots: {} };

const staged = (pg: string): ArchiveEvent => {
  const records = log.filter((record) => record.pg === pg);
  return { type: "staged", pg, upto: records.at(-1)!.lsn, records };
};
const refresh = (now: number): ArchiveEvent => ({
  type: "refresh",
  now,
  over: [markOf(log, 1n), ...Array.from({ length: now - 1 }, () => markOf(log, 3n))],
});
const windowAfter = (...events: readonly ArchiveEvent[]) => {
  const { earliest, latest } = play(archive({ retention: 1 }), ...events).context;
  return [earliest, latest];
};

describe("what can be made of a backup", () => {
  it("is the log up to a CPL that was written by the time that is asked for", () => {
    assertEquals([0, 1, 9].map((time) => pointAt(holdings, time)), [1n, 3n, 3n]);
    assertEquals(pointAt({ ...holdings, log: log.slice(0, 2) }, 9), 1n);
    assertEquals(pointAt({ ...holdings, log: [] }, 9), 0n);
  });

  it("has of each block the last record up to there", () => {
    assertEquals(replayed({}, log, 1n), { x: 1n });
    assertEquals(replayed({ x: 1n, z: 1n }, log, 3n), { x: 2n, y: 3n, z: 1n });
  });

  it("needs of each group what it has of the log up to there", () => {
    assertEquals(markOf(log, 3n), { at: 3n, last: { p1: 2n, p2: 3n } });
    assertEquals(markOf(log, 0n), { at: 0n, last: {} });
  });
});

describe("the backup store", () => {
  it("has no window before all of a time that is over is staged", () => {
    assertEquals(windowAfter(), [undefined, undefined]);
    assertEquals(windowAfter(refresh(1)), [undefined, undefined]);
    assertEquals(windowAfter(staged("p2"), refresh(2)), [undefined, undefined]);
    assertEquals(windowAfter(staged("p1"), refresh(1)), [0, 0]);
  });

  it("lets the latest time wait for every group, and for the end of the tick", () => {
    assertEquals(windowAfter(staged("p1"), refresh(2)), [0, 0]);
    assertEquals(windowAfter(staged("p1"), staged("p2"), refresh(2)), [1, 1]);
    assertEquals(windowAfter(staged("p1"), staged("p2"), refresh(1)), [0, 0]);
  });

  it("drops what is older than the retention, but not what comes after the latest time", () => {
    const { base, log: kept } = play(
      archive({ retention: 1 }),
      staged("p1"),
      staged("p2"),
      refresh(2),
    ).context;
    assertEquals(base, { at: 3n, blocks: { x: 2n, y: 3n } });
    assertEquals(kept, []);
    assertEquals(windowAfter(staged("p1"), refresh(9)), [0, 0]);
  });

  it("keeps a snapshot with blocks of its own, once all of it is staged", () => {
    const before = [staged("p1"), refresh(1)];
    const take: ArchiveEvent = { type: "takeSnapshot", name: "s1", mark: markOf(log, 3n) };
    assertFalse(play(archive({ retention: 1 }), ...before).can(take));
    assertFalse(play(archive({ retention: 1 }), staged("p1"), staged("p2")).can(take));
    const all = [...before, staged("p2"), take, refresh(9)];
    assertEquals(play(archive({ retention: 1 }), ...all).context.snapshots, {
      s1: { at: 3n, blocks: { x: 2n, y: 3n } },
    });
  });

  it("restores to a time in its window, and from a snapshot that it has", () => {
    const store = play(archive({ retention: 1 }), staged("p1"), staged("p2"), refresh(2));
    const can = (time: number) => store.can({ type: "restoreTo", time });
    assertEquals([can(0), can(1), can(2)], [false, true, false]);
    assertFalse(store.can({ type: "restoreSnapshot", snapshot: "s1" }));
  });
});

describe("a volume", () => {
  const restore: DatabaseEvent = { type: "restore", wanted: { time: 1 }, holdings, since: 3n };

  it("gives LSNs in order, links them within their group, ends an MTR with a CPL", () => {
    assertEquals(log.map(({ lsn, prev, cpl }) => [lsn, prev, cpl]), [
      [1n, 0n, true],
      [2n, 1n, false],
      [3n, 0n, true],
    ]);
  });

  it("is made anew by a restore, and takes none once it is there", () => {
    const { context } = play(database, restore);
    assertEquals([context.at, context.blocks], [3n, { x: 2n, y: 3n }]);
    assertFalse(play(database, restore).can(restore));
    assertFalse(play(database, { type: "create" }).can(restore));
    assertFalse(play(database, { type: "create" }, { type: "stop" }).can(restore));
  });

  it("writes only while it runs", () => {
    const write: DatabaseEvent = { type: "write", batch: [{ pg: "p1" }], now: 0 };
    assertFalse(play(database).can(write));
    assertFalse(play(database, { type: "create" }, { type: "stop" }).can(write));
    const again = play(database, { type: "create" }, { type: "stop" }, { type: "start" }, write);
    assertEquals(vdlOf(again.context), 1n);
  });
});

describe("a copy", () => {
  it("lets go of what it has staged, of nothing else, and stages what is new", () => {
    const collect = { type: "collect", upto: 2n };
    const stage = { type: "stage", upto: 2n };
    assertFalse(play(node).can(collect));
    assertFalse(play(node, stage).can(stage));
    assertEquals(play(node, stage, collect).context, { staged: 2n, collected: 2n });
  });
});

describe("every reachable state of", () => {
  const SIZES: Readonly<Record<string, readonly number[]>> = {
    backup: [8759, 27902, 16],
    "backup-retention": [12762, 33826, 15],
  };
  const isConsistent = (world: World) => {
    const { base, log, earliest, latest } = archiveIn(world);
    const { now } = world.state("clock").context;
    const source = databaseIn(world, SOURCE);
    if (source?.log.some(({ lsn, cpl }) => lsn === base.at && !cpl)) return false;
    if (log.some(({ lsn }) => lsn <= base.at)) return false;
    return earliest === undefined || latest === undefined
      ? earliest === latest
      : earliest <= latest && latest < now;
  };
  const never: string[][] = [];

  for (const [name, { bounds }] of Object.entries(backupScopes)) {
    it(`${name} has a window that lies before now, and blocks as of a CPL`, () => {
      const watch = watchStates({ isConsistent });
      const { states, edges, depth, complete, violation, charts } = explore(
        backupSystem(name, bounds),
        { watch },
      );
      assert(complete);
      assertEquals(violation, undefined);
      assertEquals([states, edges, depth], SIZES[name]);
      never.push(unexercisedIn(charts));
    });
  }

  it("both together takes every transition, or says why not", () => {
    const nowhere = never[0]!.filter((part) => never.every((parts) => parts.includes(part)));
    const known = unexercised.filter(({ machine }) => machine === "database");
    assertEquals(nowhere, known.map(({ machine, part }) => `${machine}: ${part}`));
  });
});
