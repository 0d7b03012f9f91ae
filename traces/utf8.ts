/**
 * Bytes as lines of text.
 *
 * @module
 */
import { joined } from "./members.ts";

/** Lines that stand together in a file. */
export interface Block {
  /** The lines, without their ends. */
  readonly lines: readonly string[];
  /** False for a last line without a line break. */
  readonly ended: boolean;
  /** Set if the line behind `lines` is not UTF-8: how it reads, and the column of the bad byte. */
  readonly bad?: { readonly text: string; readonly column: number };
}

const NEWLINE = 10;
const PIECE = 65_536;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The lines of `chunks`, in blocks of moderate size. A line longer than `longest` bytes comes as one
 * that has not ended, and is the last. Nothing follows a block that is bad.
 */
export async function* blocks(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<Block> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      const end = piece.lastIndexOf(NEWLINE);
      held.push(end < 0 ? piece : piece.subarray(0, end));
      length += piece.length;
      if (end < 0 && length <= longest) continue;
      const block = decoded(joined(held), end >= 0);
      yield block;
      if (block.bad !== undefined || !block.ended) return;
      held = [piece.subarray(end + 1)];
      length = piece.length - end - 1;
    }
  }
  if (length > 0) yield decoded(joined(held), false);
}

function decoded(bytes: Uint8Array, ended: boolean): Block {
  try {
    return { lines: strict.decode(bytes).split("\n"), ended };
  } catch {
    return { ...untilBad(bytes), ended };
  }
}

/** The lines before the first that is not UTF-8. */
function untilBad(bytes: Uint8Array): Pick<Block, "lines" | "bad"> {
  const lines: string[] = [];
  for (let from = 0;;) {
    const end = bytes.indexOf(NEWLINE, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    try {
      lines.push(strict.decode(line));
    } catch {
      const text = lenient.decode(line);
      return { lines, bad: { text, column: text.indexOf("\ufffd") + 1 } };
    }
    from = end + 1;
  }
}
