/**
 * What the storage nodes hold when a recording is over.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { hexOf } from "../../traces/mod.ts";
import type { Binaries } from "./binaries.ts";
import { RecordingError } from "./patience.ts";
import { readWalDump, type WalRecord } from "./wal_dump.ts";
import type { WalLayout } from "./wal_position.ts";

/** Part of the log on the disk of one node. */
export interface Copy {
  /** Folder of its segment files. */
  readonly folder: string;
  /** Where it starts. */
  readonly base: Lsn;
  /** Up to where it is durable. */
  readonly end: Lsn;
}

/** The records of a copy, from its base on, as `pg_waldump` reads them. */
export async function recordsOf(
  { path }: Binaries,
  { folder, base, end }: Copy,
  layout: WalLayout,
): Promise<WalRecord[]> {
  const { success, stdout, stderr } = await new Deno.Command(path("pg_waldump"), {
    args: ["--path", folder, "--start", hexOf(base), "--end", hexOf(end)],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new RecordingError(`pg_waldump failed: ${decoder.decode(stderr).trim()}`);
  return readWalDump(decoder.decode(stdout), layout);
}

/** Throws a {@link RecordingError} if two folders differ in a byte that both of them hold. */
export async function compareCopies(one: string, other: string): Promise<void> {
  for await (const { name } of Deno.readDir(one)) {
    const [mine, theirs] = await Promise.all(
      [one, other].map((folder) => read(`${folder}/${name}`)),
    );
    const shared = Math.min(mine!.length, theirs!.length);
    for (let i = 0; i < shared; i++) {
      if (mine![i] === theirs![i]) continue;
      throw new RecordingError(`${one} and ${other} differ at byte ${i} of ${name}`);
    }
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Uint8Array();
    throw error;
  }
}
