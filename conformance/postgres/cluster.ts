/**
 * A private PostgreSQL that lives as long as one recording: own folder, own socket, no network port.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { lsnOf } from "../../traces/mod.ts";
import type { Binaries } from "./binaries.ts";
import { Child } from "./child.ts";
import { connect, type Session, USER } from "./database.ts";
import { NODES, STANDBY_NAMES } from "./group.ts";
import { type Patience, RecordingError } from "./patience.ts";
import { segmentStart, type WalLayout } from "./wal_position.ts";

/** A cluster that takes connections. */
export interface Cluster extends AsyncDisposable {
  /** Folder of its unix socket. */
  readonly socket: string;
  /** A connection whose own commits wait for no storage node. */
  readonly admin: Session;
}

const CONFIG: Readonly<Record<string, string>> = {
  listen_addresses: "",
  shared_buffers: "16MB",
  synchronous_commit: "on",
  synchronous_standby_names: STANDBY_NAMES,
  // A frozen node stays connected; a killed one is noticed when its socket closes.
  wal_sender_timeout: "0",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  autovacuum: "off",
};
/** Small segments, so that a short recording spans several. Unit: MiB. */
const SEGMENT_MIB = 1;
const LOCAL = "-c synchronous_commit=local";

/** Makes and starts a cluster in `folder`. Stops it at once when it is disposed of. */
export async function startCluster(
  { path, identity }: Binaries,
  folder: string,
  patience: Patience,
): Promise<Cluster> {
  const [data, socket] = [`${folder}/data`, `${folder}/socket`];
  for (const own of [data, socket]) {
    await Deno.mkdir(own, { mode: 0o700 });
    if (identity.uid !== undefined) await Deno.chown(own, identity.uid, identity.gid ?? null);
  }
  await initialise(path("initdb"), data, identity);
  const settings = Object.entries({ ...CONFIG, unix_socket_directories: socket });
  const server = new Child(path("postgres"), {
    args: ["-D", data, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    name: "PostgreSQL",
    patience,
    ...identity,
  });
  // An orderly stop would wait for frozen nodes.
  const stop = () => server.end("SIGQUIT");
  try {
    const admin = await opened(socket, patience);
    return { socket, admin, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function initialise(initdb: string, data: string, identity: Binaries["identity"]) {
  const { success, stderr } = await new Deno.Command(initdb, {
    args: [
      ...["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
      `--wal-segsize=${SEGMENT_MIB}`,
    ],
    cwd: "/", // the user of PostgreSQL may not be allowed where we are
    ...identity,
  }).output();
  if (!success) {
    throw new RecordingError(`initdb failed: ${new TextDecoder().decode(stderr).trim()}`);
  }
}

async function opened(socket: string, patience: Patience): Promise<Session> {
  let session: Session | undefined;
  await patience.until("PostgreSQL to start", async () => {
    session = await connect({ socket, name: "recorder", settings: LOCAL }).catch(() => undefined);
    return session !== undefined;
  });
  return session!;
}

/** The value of a setting, as the server shows it. */
export async function show(admin: Session, setting: string): Promise<string> {
  const { rows: [row] } = await admin.query(`SHOW ${setting}`);
  return row![setting]!;
}

/** How the cluster lays out its WAL. */
export async function layoutOf(admin: Session): Promise<WalLayout> {
  const { rows } = await admin.query(
    "SELECT name, setting FROM pg_settings WHERE name IN ('wal_block_size', 'wal_segment_size')",
  );
  const size = (name: string) => BigInt(rows.find((row) => row.name === name)!.setting!);
  return { page: size("wal_block_size"), segment: size("wal_segment_size") };
}

/**
 * Gives each storage node a replication slot, so that WAL is kept for one that lags, and starts a new
 * segment: the LSN where recording begins.
 */
export async function beginLog(admin: Session, layout: WalLayout): Promise<Lsn> {
  for (const { segment } of NODES) {
    await admin.query("SELECT pg_create_physical_replication_slot($1, true)", [segment]);
  }
  await admin.query("SELECT pg_switch_wal()");
  const { rows: [row] } = await admin.query("SELECT pg_current_wal_insert_lsn() AS lsn");
  return segmentStart(lsnOf(row!.lsn!)!, layout);
}
