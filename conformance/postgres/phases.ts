/**
 * The six phases of a recording.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { Session } from "./database.ts";
import type { Note } from "./journal.ts";
import type { StorageNodes } from "./nodes.ts";
import type { Patience } from "./patience.ts";
import { drainedAt, inSyncRep, streams } from "./standbys.ts";
import type { WalLayout } from "./wal_position.ts";
import type { Workload } from "./workload.ts";

/** Who takes part. */
export interface Cast {
  /** The storage nodes, all running. */
  readonly nodes: StorageNodes;
  /** The clients, not started. */
  readonly workload: Workload;
  /** A connection that waits for no node. */
  readonly admin: Session;
  /** How the cluster lays out its WAL. */
  readonly layout: WalLayout;
  /** Notes where each phase begins. */
  readonly note: Note;
  /** Waits. */
  readonly patience: Patience;
  /** Told when a phase has ended. */
  readonly ended: (phase: PhaseEnd) => void;
}

/** How a phase ended. */
export interface PhaseEnd {
  /** Which one. */
  readonly name: PhaseName;
  /** Commits that were acknowledged in it. */
  readonly acked: number;
  /** Commits that were asked for and not answered when it ended. */
  readonly waiting: number;
}

/** How long the phases are. */
export interface Lengths {
  /** Acknowledged commits in each phase that has any. */
  readonly commits: number;
  /** How many clients there are. */
  readonly clients: number;
  /** How long commits stall. Unit: seconds. */
  readonly stall: number;
}

/** The names of the phases, in their order. */
export const PHASES = [
  "all-well",
  "one-node-slow",
  "az-frozen",
  "az-plus-one-frozen",
  "healed",
  "node-killed",
] as const;

/** One of {@link PHASES}. */
export type PhaseName = typeof PHASES[number];

const SLOW = { node: "c2", ms: 25 };
const FROZEN_AZ = "A";
const ONE_MORE = ["b1"];
const KILLED = "b2";
/** No answer for so long: those that were on their way have arrived. */
const QUIET_SECONDS = 0.5;

/**
 * Runs all six. Back when every commit is answered and every node holds the whole log, whose end it
 * gives.
 */
export async function runPhases(cast: Cast, lengths: Lengths): Promise<Lsn> {
  const { nodes, workload, admin, patience } = cast;
  await drained(cast);
  await workload.start();
  await phase(cast, "all-well", () => commits(cast, lengths.commits));
  await phase(cast, "one-node-slow", async () => {
    await nodes.slow(SLOW.node, SLOW.ms);
    await commits(cast, lengths.commits);
    await nodes.slow(SLOW.node, 0);
  });
  await phase(cast, "az-frozen", async () => {
    await nodes.freezeAz(FROZEN_AZ);
    await commits(cast, lengths.commits);
    await loseOneMore(cast, lengths);
  });
  await phase(cast, "az-plus-one-frozen", async () => {
    workload.resume();
    await patience.until("all to wait", () => workload.waiting.size === lengths.clients);
    await patience.pass(lengths.stall);
  });
  await phase(cast, "healed", async () => {
    await heal(cast);
    await commits(cast, lengths.commits);
  });
  await phase(cast, "node-killed", async () => {
    await nodes.kill(KILLED);
    await commits(cast, lengths.commits / 2);
    nodes.restart(KILLED);
    await patience.until(`node ${KILLED} to stream`, () => streams(admin, KILLED));
    await commits(cast, lengths.commits / 2);
    await workload.stop();
  });
  return await drained(cast);
}

async function phase(cast: Cast, name: PhaseName, act: () => Promise<void>): Promise<void> {
  const { workload, note, ended } = cast;
  const before = workload.acked;
  note({ kind: "x-phase", x: { "x-name": name } });
  await act();
  ended({ name, acked: workload.acked - before, waiting: workload.waiting.size });
}

/**
 * Half of the clients rest, the other half is caught in the middle of its work. Back when the answers
 * that were on their way have arrived: from then on, every commit stalls.
 */
async function loseOneMore(cast: Cast, { clients }: Lengths): Promise<void> {
  const resting = Math.floor(clients / 2);
  await cast.workload.pause(resting);
  await cast.nodes.freeze(ONE_MORE);
  await quiet(cast, clients - resting);
}

/** One node more makes a quorum again, before the AZ is back. */
async function heal({ nodes, workload, patience }: Cast): Promise<void> {
  const stalled = [...workload.waiting];
  nodes.thaw(ONE_MORE);
  const answered = () => !stalled.some((txn) => workload.waiting.has(txn));
  await patience.until("stalled commits to complete", answered);
  nodes.thawAz(FROZEN_AZ);
}

async function commits({ workload, patience }: Cast, count: number): Promise<void> {
  const enough = workload.acked + count;
  await patience.until(`${count} commits`, () => workload.acked >= enough, 300);
}

/** Waits until that many clients have waited for storage, and none was answered, for a while. */
async function quiet({ admin, workload, patience }: Cast, clients: number): Promise<void> {
  let acked = -1;
  let since = 0;
  await patience.until("commits to stall", async () => {
    const now = performance.now();
    if (workload.acked !== acked || await inSyncRep(admin) < clients) {
      [acked, since] = [workload.acked, now];
    }
    return now - since > QUIET_SECONDS * 1000;
  });
}

/** Waits until nothing is in flight; the end of the log then. */
async function drained({ admin, layout, patience }: Cast): Promise<Lsn> {
  let end: Lsn | undefined;
  await patience.until("every node to hold all WAL", async () => {
    end = await drainedAt(admin, layout);
    return end !== undefined;
  });
  return end!;
}
