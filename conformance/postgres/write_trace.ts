/**
 * A trace as a file.
 *
 * @module
 */
import { print, type TraceEvent } from "../../traces/mod.ts";

const LINES_AT_ONCE = 1000;

/** The lines of the events, LSNs as PostgreSQL prints them. */
export function textOf(events: readonly TraceEvent[]): string {
  return events.map((event) => `${print(event, { lsn: "hex" })}\n`).join("");
}

/** Writes the events to `path`; compressed if it ends in `.gz`. */
export async function writeTrace(path: string, events: readonly TraceEvent[]): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (folder !== "") await Deno.mkdir(folder, { recursive: true });
  const text = ReadableStream.from(piecesOf(events)).pipeThrough(new TextEncoderStream());
  const file = await Deno.create(path);
  if (path.endsWith(".gz")) {
    await text.pipeThrough(new CompressionStream("gzip")).pipeTo(file.writable);
  } else await text.pipeTo(file.writable);
}

function* piecesOf(events: readonly TraceEvent[]): Generator<string> {
  for (let i = 0; i < events.length; i += LINES_AT_ONCE) {
    yield textOf(events.slice(i, i + LINES_AT_ONCE));
  }
}
