/**
 * Bytes as they are, or out of gzip.
 *
 * @module
 */

/** The gzip data is damaged or cut. */
export class BadGzip extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of `source`, unpacked if they start as gzip does. Throws {@link BadGzip} for gzip that is
 * damaged, cut, or followed by other bytes; errors of the source pass.
 */
export async function* inflated(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const failures: unknown[] = [];
  const chunks = noted(source, failures);
  try {
    const head = await firstBytes(chunks);
    const whole = all(head, chunks);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    yield* packed ? ReadableStream.from(whole).pipeThrough(new DecompressionStream("gzip")) : whole;
  } catch (error) {
    throw failures.length > 0 ? failures[0] : error instanceof TypeError ? new BadGzip() : error;
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

/** All parts in one. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
