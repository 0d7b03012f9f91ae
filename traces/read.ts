/**
 * A trace as a stream: gzip or not, either encoding, in batches. Memory does not grow with the
 * length of the trace.
 *
 * @module
 */
import { TraceError } from "./error.ts";
import { inflated } from "./gzip.ts";
import { BadGzip } from "./members.ts";
import { LINE_MAX, Lines, type Located } from "./parse.ts";
import { type Block, blocks } from "./utf8.ts";

/** How a stream is read. */
export interface ReadTraceOptions {
  /** What errors call the file. */
  readonly file: string;
}

const BYTES_MAX = 4 * LINE_MAX;

/**
 * The events of a trace in batches, in file order. Throws a {@link TraceError} at the first line
 * that is no event or may not stand where it does, for text that is not UTF-8, for gzip that is
 * damaged or cut, and for a last line that may have been cut. Errors of the source pass. What came
 * before an error is right; the source is cancelled when the reading stops early.
 */
export async function* readTrace(
  source: ReadableStream<Uint8Array>,
  options: ReadTraceOptions,
): AsyncGenerator<Located[]> {
  const lines = new Lines(options.file);
  try {
    for await (const block of blocks(inflated(source), BYTES_MAX)) {
      const batch = taken(lines, block);
      if (batch.length > 0) yield batch;
    }
  } catch (error) {
    if (!(error instanceof BadGzip)) throw error;
    const expected = "gzip data that is complete and not damaged";
    throw new TraceError(lines.next(), { column: 1, expected });
  }
  lines.finish();
}

function taken(lines: Lines, block: Block): Located[] {
  const batch: Located[] = [];
  for (const [i, line] of block.lines.entries()) {
    if (!block.ended && i === block.lines.length - 1) mustBeWhole(lines, line);
    const located = lines.take(line);
    if (located !== undefined) batch.push(located);
  }
  if (block.bad === undefined) return batch;
  const { text, column } = block.bad;
  const hint = text.includes("\u0000") ? "it looks like UTF-16" : undefined;
  throw new TraceError(lines.next(text), {
    column,
    expected: "UTF-8",
    ...(hint === undefined ? {} : { hint }),
  });
}

/** A line without its line break may be cut: a shorter number is a number too. */
function mustBeWhole(lines: Lines, text: string): void {
  if (text.length > LINE_MAX || /^[ \t]*(#|$|end\b|\{.*\}[ \t\r]*$)/.test(text)) return;
  const hint = "the last line has none: the file may have been cut";
  throw new TraceError(lines.next(text), {
    column: text.length + 1,
    expected: "a line break",
    hint,
  });
}
