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
  const chunks = source[Symbol.asyncIterator]();
  const own: { error?: unknown } = {};
  try {
    const head = await firstBytes(chunks);
    const whole = all(head, chunks, own);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    yield* packed ? ReadableStream.from(whole).pipeThrough(new DecompressionStream("gzip")) : whole;
  } catch (error) {
    throw "error" in own || !(error instanceof TypeError) ? own.error ?? error : new BadGzip();
  } finally {
    await chunks.return?.();
  }
}

/** `head` and what follows it. An error of the source is noted in `own`. */
async function* all(
  head: Bytes,
  chunks: AsyncIterator<Uint8Array>,
  own: { error?: unknown },
): AsyncGenerator<Bytes> {
  yield head;
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      yield next.value as Bytes;
    }
  } catch (error) {
    own.error = error;
    throw error;
  }
}

/** The first two bytes and what came with them; less if there is no more. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Bytes> {
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
