/**
 * A trace as a file.
 *
 * @module
 */
import { print, type TraceEvent } from "../../traces/mod.ts";
import { UsageError } from "../arguments.ts";

const LINES_AT_ONCE = 1000;

/** The lines of the events, LSNs as PostgreSQL prints them. */
export function textOf(events: readonly TraceEvent[]): string {
  return events.map((event) => `${print(event, { lsn: "hex" })}\n`).join("");
}

/** A trace that is being made: under another name until it is whole. */
export interface TraceFile extends AsyncDisposable {
  /** Writes all events, and gives the file its name. */
  readonly finish: (events: readonly TraceEvent[]) => Promise<void>;
}

/**
 * Makes sure that `path` can be written; compressed if it ends in `.gz`. What was there stays until the
 * new trace is whole. Throws a {@link UsageError} if it cannot be written.
 */
export async function openTrace(path: string): Promise<TraceFile> {
  const part = `${path}.part`;
  const file = await created(part, path);
  let isOpen = true;
  return {
    async finish(events) {
      isOpen = false; // a stream closes its file, whatever happens
      const text = ReadableStream.from(piecesOf(events)).pipeThrough(new TextEncoderStream());
      const bytes = path.endsWith(".gz") ? text.pipeThrough(new CompressionStream("gzip")) : text;
      await bytes.pipeTo(file.writable);
      await Deno.rename(part, path);
    },
    async [Symbol.asyncDispose]() {
      if (isOpen) file.close();
      await Deno.remove(part).catch(() => {}); // it has its name already
    },
  };
}

async function created(part: string, path: string): Promise<Deno.FsFile> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  try {
    if (folder !== "") await Deno.mkdir(folder, { recursive: true });
    return await Deno.create(part);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function* piecesOf(events: readonly TraceEvent[]): Generator<string> {
  for (let i = 0; i < events.length; i += LINES_AT_ONCE) {
    yield textOf(events.slice(i, i + LINES_AT_ONCE));
  }
}
