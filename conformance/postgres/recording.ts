/**
 * Records a trace from a live PostgreSQL that commits on a quorum of four of six storage nodes.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { parseLine, type TraceEvent } from "../../traces/mod.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { beginLog, type Cluster, layoutOf, startCluster } from "./cluster.ts";
import { compareCopies, recordsOf } from "./copies.ts";
import { NODES, PG } from "./group.ts";
import { headerOf } from "./header.ts";
import { openJournal } from "./journal.ts";
import { merge } from "./merge.ts";
import { StorageNodes } from "./nodes.ts";
import { Patience } from "./patience.ts";
import { type PhaseEnd, runPhases } from "./phases.ts";
import { schema } from "./transaction.ts";
import { Workload } from "./workload.ts";

/** How to record. */
export interface RecordOptions {
  /** Commits to wait for, over all phases; 1500 unless told. */
  readonly transactions?: number;
  /** How long commits stall while AZ+1 is frozen; 2.5 unless told. Unit: seconds. */
  readonly stall?: number;
  /** What the choices of the clients follow from; 1 unless told. */
  readonly seed?: number;
  /** How many clients there are; 8 unless told. */
  readonly clients?: number;
  /** Folder of PostgreSQL's programs, where it is not found by itself. */
  readonly bindir?: string;
  /** Ends the recording early: it rejects, and everything is cleaned up. */
  readonly signal?: AbortSignal;
  /** Told when a phase has ended. */
  readonly ended?: (phase: PhaseEnd) => void;
}

/**
 * Starts a private PostgreSQL and six storage nodes, runs the six phases, and gives the whole trace.
 * Every process and file that it made is gone when it is back, whatever happened. Rejects with a
 * UsageError where there is no PostgreSQL, an `Interrupted` or a `RecordingError`.
 */
export async function record(options: RecordOptions = {}): Promise<TraceEvent[]> {
  const binaries = await findBinaries(options.bindir);
  const patience = new Patience(options.signal);
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "redoubt-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await Deno.chmod(folder, 0o711); // the user of PostgreSQL must get through to its own folders
  try {
    const cluster = stack.use(await startCluster(binaries, folder, patience));
    return await recordOn(cluster, { ...options, binaries, folder, patience });
  } catch (error) {
    return await patience.explain(error);
  }
}

interface Ground extends RecordOptions {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly patience: Patience;
}

async function recordOn(cluster: Cluster, ground: Ground): Promise<TraceEvent[]> {
  const { transactions = 1500, stall = 2.5, seed = 1, clients = 8 } = ground;
  const { folder, patience, ended = () => {} } = ground;
  const { admin, socket } = cluster;
  for (const statement of schema(clients)) await admin.query(statement);
  const layout = await layoutOf(admin);
  const base = await beginLog(admin, layout);
  const journal = `${folder}/journal`;
  const note = openJournal(journal, "recorder");
  await using nodes = new StorageNodes({ socket, folder, journal, base, layout, note, patience });
  const workload = new Workload({ socket, clients, seed, note, patience });
  const lengths = { commits: Math.ceil(transactions / 5), clients, stall };
  const end = await runPhases({ nodes, workload, admin, layout, note, patience, ended }, lengths);
  const header = await headerOf({ socket, base, seed, clients });
  await nodes[Symbol.asyncDispose]();

  const seen = (await readJournal(journal)).filter((event) => isUpTo(event, end));
  const [first, ...others] = NODES.map(({ segment }) => nodes.folderOf(segment));
  for (const other of others) await compareCopies(first!, other);
  const records = await recordsOf(ground.binaries, { folder: first!, base, end }, layout);
  const merged = merge(seen, records, { pg: PG, base, writer: "primary" });
  return [...header, ...merged, { kind: "end" }];
}

async function readJournal(path: string): Promise<TraceEvent[]> {
  const lines = (await Deno.readTextFile(path)).split("\n");
  return lines.flatMap((line, i) => parseLine(line, path, i + 1) ?? []);
}

/** What the server writes by itself, when all is over and the nodes are being stopped, is left out. */
function isUpTo(event: TraceEvent, end: Lsn): boolean {
  return event.kind !== "scl" || event.lsn <= end;
}
