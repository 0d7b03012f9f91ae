/**
 * The header of a recording: what was recorded, how, and what could be seen.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { type EventOf, hexOf, type TraceEvent, VERSION } from "../../traces/mod.ts";
import { show } from "./cluster.ts";
import { connect } from "./database.ts";
import { GROUP, PG } from "./group.ts";

/** Every kind that a recording can show. */
const SEES: readonly string[] = [
  ...["group", "write", "scl"],
  ...["begin", "commit-requested", "commit-acked", "commit-failed"],
  ...["crash", "restart", "freeze", "thaw", "az-down", "az-up"],
  ...["end", "x-phase", "x-slow"],
];

/** The settings of the server that a reader wants to know. */
const SETTINGS: readonly string[] = [
  "synchronous_standby_names",
  "synchronous_commit",
  "fsync",
  "wal_level",
  "wal_segment_size",
  "full_page_writes",
  "wal_sender_timeout",
  "autovacuum",
];

/** How the recording was made. */
export interface HeaderOptions {
  /** Folder of the socket of the server, which is asked for its version and settings. */
  readonly socket: string;
  /** The LSN at which recording began. */
  readonly base: Lsn;
  /** What the choices of the clients follow from. */
  readonly seed: number;
  /** How many clients there were. */
  readonly clients: number;
}

/** The lines before the first event. */
export async function headerOf(options: HeaderOptions): Promise<TraceEvent[]> {
  const { socket } = options;
  // As a client has them: the recorder's own session waits for no node.
  const session = await connect({ socket, name: "header" });
  const system = `PostgreSQL ${await show(session, "server_version")}`;
  const values: string[] = [];
  for (const name of SETTINGS) values.push(await show(session, name));
  await session.end();
  return [
    { kind: "trace", version: VERSION, clock: "order", system },
    { kind: "sees", kinds: SEES },
    ...SETTINGS.map((name, i) => ({ kind: "setting" as const, name, value: values[i]! })),
    ...recorderSettings(options),
    { kind: "group", pg: PG, ...GROUP },
  ];
}

/** How a recording was made and how to read it, for its header. */
export function recorderSettings(
  { base, seed, clients }: Pick<HeaderOptions, "base" | "seed" | "clients">,
): EventOf<"setting">[] {
  const recorder = {
    "recorder.lsn": "a record's LSN is its end: what a node must have flushed to hold it",
    "recorder.base": `${
      hexOf(base)
    }: a segment start; the first record's prev names it, older WAL is not shown`,
    "recorder.write":
      "from pg_waldump; prev is the end of the record before it there, compared with the WAL's " +
      "own back-link; the place of a write line is inferred: just before the first line that " +
      "shows it durable or acknowledged",
    "recorder.order": "one file, appended to by every process, each before it tells anyone",
    "recorder.clients": `${clients}`,
    "recorder.seed": `${seed}`,
  };
  return Object.entries(recorder).map(([name, value]) => ({ kind: "setting", name, value }));
}
