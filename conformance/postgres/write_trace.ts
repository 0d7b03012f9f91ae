/**
 * A trace as a file.
 *
 * @module
 */
import { print, type TraceEvent } from "../../traces/mod.ts";

const LINES_AT_ONCE = 1000;

/** Writes the events to `path`, LSNs as PostgreSQL prints them; compressed if it ends in `.gz`. */
export async function writeTrace(path: string, events: readonly TraceEvent[]): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (folder !== "") await Deno.mkdir(folder, { recursive: true });
  const lines = ReadableStream.from(linesOf(events)).pipeThrough(new TextEncoderStream());
  const file = await Deno.create(path);
  if (path.endsWith(".gz")) {
    await lines.pipeThrough(new CompressionStream("gzip")).pipeTo(file.writable);
  } else await lines.pipeTo(file.writable);
}

function* linesOf(events: readonly TraceEvent[]): Generator<string> {
  for (let i = 0; i < events.length; i += LINES_AT_ONCE) {
    const some = events.slice(i, i + LINES_AT_ONCE);
    yield some.map((event) => `${print(event, { lsn: "hex" })}\n`).join("");
  }
}
