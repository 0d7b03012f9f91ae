/**
 * Commits of a single client on a server of its own, with what the server says of its log after each.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { hexOf, lsnOf } from "../../traces/mod.ts";
import { findBinaries } from "./binaries.ts";
import { chooser } from "./choice.ts";
import { layoutOf, startCluster } from "./cluster.ts";
import { recordsOf } from "./copies.ts";
import type { Session } from "./database.ts";
import { Patience } from "./patience.ts";
import type { WalRecord } from "./wal_dump.ts";
import { segmentStart, startAfter, type WalLayout } from "./wal_position.ts";

/** One commit. */
export interface CommitEnd {
  /** The transaction. */
  readonly txn: string;
  /** Where the server would insert its next record. */
  readonly server: string;
  /** Where the record after the commit would start; also where one after a record of nobody would. */
  readonly computed: readonly string[];
}

interface Seen {
  readonly txn: string;
  readonly inserted: Lsn;
}

/** Runs that many commits and reads the WAL of the server. */
export async function commitEnds(count: number): Promise<CommitEnd[]> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await Deno.chmod(folder, 0o711);
  const binaries = await findBinaries();
  const { admin } = stack.use(await startCluster(binaries, folder, new Patience()));
  const layout = await layoutOf(admin);
  await admin.query("CREATE TABLE memo (text text)");
  await admin.query("SELECT pg_switch_wal()");
  const base = segmentStart(await position(admin, "insert"), layout);
  const choose = chooser(count);
  const seen: Seen[] = [];
  for (let i = 0; i < count; i++) seen.push(await commit(admin, choose(600)));
  const end = await position(admin, "flush");
  const records = await recordsOf(binaries, { folder: `${folder}/data/pg_wal`, base, end }, layout);
  return seen.map((commit) => compared(commit, records, layout));
}

async function commit(admin: Session, length: number): Promise<Seen> {
  await admin.query("BEGIN");
  const { rows: [row] } = await admin.query("SELECT pg_current_xact_id() AS txn");
  await admin.query("INSERT INTO memo VALUES ($1)", ["x".repeat(length)]);
  await admin.query("COMMIT");
  return { txn: row!.txn!, inserted: await position(admin, "insert") };
}

async function position(admin: Session, which: "insert" | "flush"): Promise<Lsn> {
  const { rows: [row] } = await admin.query(`SELECT pg_current_wal_${which}_lsn() AS lsn`);
  return lsnOf(row!.lsn!)!;
}

/** The server itself may have written something between the commit and the question. */
function compared({ txn, inserted }: Seen, records: WalRecord[], layout: WalLayout): CommitEnd {
  const at = records.findIndex((record) => record.commit && record.txn === txn);
  const next = records.findIndex((record, i) => i > at && record.txn !== undefined);
  const ends = at < 0 ? [] : records.slice(at, next < 0 ? undefined : next);
  const computed = ends.map(({ end }) => hexOf(startAfter(end, layout)));
  return { txn, server: hexOf(inserted), computed };
}
