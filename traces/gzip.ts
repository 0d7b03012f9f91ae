/**
 * Bytes as they are, or out of gzip.
 *
 * @module
 */

import { joined, unpacked } from "./members.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of `source`, unpacked if they start as gzip does, be it in one member or in several.
 * Throws {@link BadGzip} for gzip that is damaged, cut, or followed by other bytes; errors of the
 * source pass.
 */
export async function* inflated(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const failures: unknown[] = [];
  const chunks = noted(source, failures);
  try {
    const head = await firstBytes(chunks);
    const whole = all(head, chunks);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    yield* packed ? unpacked(whole) : whole;
  } catch (error) {
    throw failures.length > 0 ? failures[0] : error;
  } finally {
    await chunks.return(undefined);
  }
}

/** The chunks of `source`; what it fails with is also noted in `failures`. */
async function* noted(
  source: ReadableStream<Uint8Array>,
  failures: unknown[],
): AsyncGenerator<Bytes> {
  try {
    for await (const chunk of source) yield chunk as Bytes;
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

async function* all(head: Bytes, rest: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  yield head;
  yield* rest;
}

/** The first two bytes and what came with them; less if there is no more. */
async function firstBytes(chunks: AsyncIterator<Bytes>): Promise<Bytes> {
  let head: Bytes = new Uint8Array(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head = joined([head, next.value]);
  }
  return head;
}
