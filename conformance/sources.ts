/**
 * What the command line names: files, folders of traces, standard input.
 *
 * @module
 */
import { UsageError } from "./arguments.ts";
import type { Io } from "./io.ts";

/** A trace that can be read once. */
export interface Source {
  /** As the reader named it, or {@link STDIN}. */
  readonly name: string;
  /** Size of the file. Unit: bytes, as stored. */
  readonly size?: number;
  /** Its bytes. */
  readonly open: () => Promise<ReadableStream<Uint8Array>>;
}

/** What standard input is called. */
export const STDIN = "standard input";

const TRACE = /\.(trace|jsonl)(\.gz)?$/;

/**
 * The traces that `paths` name, folders walked in sorted order. Throws a {@link UsageError} for a
 * path that does not exist or holds no trace.
 */
export async function sources(paths: readonly string[], io: Io): Promise<Source[]> {
  const found = new Map<string, Source>();
  for (const path of paths) {
    for (const source of await sourcesOf(path, io)) found.set(source.name, source);
  }
  return [...found.values()];
}

async function sourcesOf(path: string, io: Io): Promise<Source[]> {
  if (path === "-") return [{ name: STDIN, open: () => Promise.resolve(io.stdin()) }];
  const { isDirectory, size } = await readable(path, () => Deno.stat(path));
  if (!isDirectory) return [file(path, size)];
  const names = await readable(path, () => walk(path.replace(/(?<=.)\/+$/, "")));
  if (names.length === 0) {
    throw new UsageError(`${path} holds no trace: no file in it ends in .trace or .jsonl (or .gz)`);
  }
  return await Promise.all(names.map(async (name) => {
    const { size } = await readable(name, () => Deno.stat(name));
    return file(name, size);
  }));
}

function file(name: string, size: number): Source {
  return { name, size, open: async () => (await readable(name, () => Deno.open(name))).readable };
}

async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await Array.fromAsync(Deno.readDir(folder));
  for (const { name, isDirectory } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
    if (isDirectory) found.push(...await walk(path));
    else if (TRACE.test(name)) found.push(path);
  }
  return found;
}

/** Does it, or says in plain words why the path cannot be read. */
async function readable<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new UsageError(`there is no file ${path}`);
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new UsageError(`may not read ${path}: its permissions forbid it`);
    }
    if (error instanceof Deno.errors.NotCapable) {
      throw new UsageError(`may not read ${path}: run with --allow-read`);
    }
    throw error;
  }
}
