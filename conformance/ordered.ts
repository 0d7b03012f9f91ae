/**
 * A trace and the claims to ask of it, with regard to how far the order of its lines can be trusted.
 *
 * @module
 */
import { type Invariant, Orders, type Verdict } from "../spec/mod.ts";
import type { Clock, Located } from "../traces/mod.ts";

type Batch = readonly Located[];

/** What is asked of which batches, and what comes of it. */
export interface Ordered {
  /** The first batch; empty if there is none. */
  readonly first: Batch;
  /** The claims to ask. */
  readonly claims: readonly Invariant[];
  /** All batches, the first one included, in the order of the lines. */
  readonly batches: AsyncIterable<Batch>;
  /** What a verdict becomes that was reached in the order of the lines. */
  readonly verdict: (verdict: Verdict) => Verdict;
}

/** Looks at the header of a trace: one that was merged by wall clocks is judged in other orders too. */
export async function ordered(
  batches: AsyncIterable<Batch>,
  claims: readonly Invariant[],
): Promise<Ordered> {
  const reading = batches[Symbol.asyncIterator]();
  const { done, value: first = [] } = await reading.next();
  const all = done ? nothing() : rest(first, reading);
  if (clockOf(first) !== "wall") return { first, claims, batches: all, verdict: (same) => same };
  const orders = new Orders(claims);
  const verdict = (verdict: Verdict) => orders.verdict(verdict);
  return { first, claims: orders.claims, batches: behind(all, orders), verdict };
}

/** What the order of lines rests on; undefined where the trace does not start with its header. */
export function clockOf([first]: Batch): Clock | undefined {
  return first?.event.kind === "trace" ? first.event.clock : undefined;
}

async function* nothing(): AsyncGenerator<Batch> {}

async function* rest(first: Batch, reading: AsyncIterator<Batch>): AsyncGenerator<Batch> {
  try {
    yield first;
    for (let next = await reading.next(); !next.done; next = await reading.next()) yield next.value;
  } finally {
    await reading.return?.();
  }
}

/** Each batch once the other orders have passed it. */
async function* behind(batches: AsyncIterable<Batch>, orders: Orders): AsyncGenerator<Batch> {
  const held: Batch[] = [];
  for await (const batch of batches) {
    for (const { event, line } of batch) orders.take(event, line);
    if (batch.length > 0) held.push(batch);
    const done = orders.doneAt(lastLine(held.at(-1)));
    while (held.length > 0 && lastLine(held[0]) <= done) yield held.shift()!;
  }
  orders.end();
  yield* held;
}

function lastLine(batch: Batch | undefined): number {
  return batch?.at(-1)?.line ?? 0;
}
