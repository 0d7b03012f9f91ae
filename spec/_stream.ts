/**
 * Traces of a made-up store, for tests: two groups of three copies, everything late and out of
 * order, and now and then a mistake.
 *
 * @module
 */
import { vclOf, vdlOf } from "../model/writer/points.ts";
import type { Lsn, RedoRecord, SegmentId } from "../model/terms.ts";
import type { EventKind, TraceEvent } from "../traces/event.ts";

/** How a stream is made. */
export interface StreamOptions {
  /** What all choices follow from. */
  readonly seed: number;
  /** About how many events there are. */
  readonly length: number;
  /** One step in so many is a mistake; 0 for none. */
  readonly mistakes?: number;
  /** One step in so many loses a disk; 0 for none. */
  readonly losses?: number;
  /** A copy that nothing reaches. */
  readonly lagging?: SegmentId;
}

const GROUPS: Readonly<Record<string, readonly SegmentId[]>> = {
  p1: ["a1", "b1", "c1"],
  p2: ["a2", "b2", "c2"],
};

/** The kinds of a stream. */
export const STREAM_KINDS: readonly EventKind[] = [
  ...["write", "store", "gossip", "ack", "scl", "pgcl", "vcl", "vdl"] as const,
  ...["commit-requested", "commit-acked", "coalesce", "disk-loss"] as const,
];

/** The events of a made-up store. */
export function* stream(options: StreamOptions): Generator<TraceEvent> {
  const { length, mistakes = 0, losses = 0 } = options;
  const store = new Store(options.seed, options.lagging);
  const header = [...store.header()];
  yield* header;
  for (let count = header.length; count < length;) {
    for (const event of store.step(mistakes, losses)) {
      count++;
      yield event;
    }
  }
}

class Store {
  #random: number;
  readonly #log: RedoRecord[] = [];
  readonly #held = new Map<SegmentId, Set<Lsn>>();
  readonly #bare = new Set<SegmentId>();
  readonly #applied = new Map<SegmentId, Lsn>();
  readonly #owed: { readonly seg: SegmentId; readonly record: RedoRecord }[] = [];
  readonly #waiting: { readonly txn: string; readonly scn: Lsn }[] = [];
  readonly #points = new Map<string, Lsn>();
  #vcl = 0n;
  #vdl = 0n;

  readonly #lagging: SegmentId | undefined;

  constructor(seed: number, lagging: SegmentId | undefined) {
    this.#random = seed;
    this.#lagging = lagging;
  }

  *header(): Generator<TraceEvent> {
    yield { kind: "trace", version: 1, clock: "order" };
    yield { kind: "sees", kinds: STREAM_KINDS };
    const rule = { count: 2, of: "all" } as const;
    for (const [pg, copies] of Object.entries(GROUPS)) {
      const members = copies.map((segment) =>
        ({ segment, az: segment[0]!.toUpperCase(), kind: "full" }) as const
      );
      yield { kind: "group", pg, members, write: rule, read: rule };
    }
  }

  *step(mistakes: number, losses: number): Generator<TraceEvent> {
    if (mistakes > 0 && this.#below(mistakes) === 0) yield this.#mistake();
    if (losses > 0 && this.#below(losses) === 0) yield this.#loseDisk();
    if (this.#owed.length < 30 || this.#below(8) === 0) yield* this.#write();
    else yield* this.#deliver();
  }

  *#write(): Generator<TraceEvent> {
    const pg = this.#below(3) === 0 ? "p2" : "p1";
    const prev = this.#log.findLast((record) => record.pg === pg)?.lsn ?? 0n;
    const lsn = (this.#log.at(-1)?.lsn ?? 0n) + 1n;
    const cpl = this.#below(3) > 0;
    this.#log.push({ lsn, pg, prev, cpl });
    for (const seg of GROUPS[pg]!) {
      if (seg !== this.#lagging) this.#owed.push({ seg, record: this.#log.at(-1)! });
    }
    if (!cpl) {
      yield { kind: "write", lsn, pg, prev };
      return;
    }
    const txn = `t${lsn}`;
    this.#waiting.push({ txn, scn: lsn });
    yield { kind: "commit-requested", txn };
    yield { kind: "write", lsn, pg, prev, txn, cpl: true, commit: true };
  }

  /** A record arrives, mostly an old one, and the writer hears of it. */
  *#deliver(): Generator<TraceEvent> {
    const at = Math.min(this.#below(30), this.#below(30), this.#owed.length - 1);
    const { seg, record } = this.#owed.splice(at, 1)[0]!;
    const held = this.#heldBy(seg);
    held.add(record.lsn);
    const { lsn } = record;
    const from = GROUPS[record.pg]!.find((peer) => peer !== seg && this.#heldBy(peer).has(lsn));
    if (from !== undefined && this.#below(4) === 0) yield { kind: "gossip", seg, from, lsn };
    else yield { kind: "store", seg, lsn };
    const scl = this.#sclOf(seg, record.pg);
    if (this.#below(3) === 0) yield { kind: "scl", seg, lsn: scl };
    yield { kind: "ack", seg, lsn, scl };
    yield* this.#coalesce(seg, record.pg, scl);
    yield* this.#advance();
    this.#forget();
  }

  *#coalesce(seg: SegmentId, pg: string, scl: Lsn): Generator<TraceEvent> {
    const done = this.#applied.get(seg) ?? 0n;
    const next = this.#log.find((record) => record.pg === pg && record.lsn > done);
    if (next === undefined || next.lsn > scl) return;
    this.#applied.set(seg, next.lsn);
    yield { kind: "coalesce", seg, lsn: next.lsn };
  }

  *#advance(): Generator<TraceEvent> {
    for (const pg of Object.keys(GROUPS)) {
      const before = this.#points.get(pg) ?? 0n;
      const first = this.#log.find((record) => record.pg === pg && !this.#isDurable(record));
      const last = this.#log.findLast((record) =>
        record.pg === pg && (first === undefined || record.lsn < first.lsn)
      );
      const pgcl = last === undefined || last.lsn < before ? before : last.lsn;
      this.#points.set(pg, pgcl);
      if (pgcl > before) yield { kind: "pgcl", pg, lsn: pgcl };
    }
    const vcl = vclOf(this.#log, (pg) => this.#points.get(pg)!, this.#vcl);
    if (vcl > this.#vcl) yield { kind: "vcl", lsn: this.#vcl = vcl };
    const vdl = vdlOf(this.#log, vcl, this.#vdl);
    if (vdl > this.#vdl) yield { kind: "vdl", lsn: this.#vdl = vdl };
    while (this.#waiting.length > 0 && this.#waiting[0]!.scn <= this.#vdl) {
      yield { kind: "commit-acked", txn: this.#waiting.shift()!.txn };
    }
  }

  /** A record held by all is not looked at again, but for the last of each group. */
  #forget(): void {
    while (this.#log.length > 200 && this.#log[0]!.lsn <= this.#vdl) {
      const { lsn, pg } = this.#log[0]!;
      const isDone = GROUPS[pg]!.every((seg) =>
        seg === this.#lagging ||
        this.#heldBy(seg).has(lsn) && (this.#applied.get(seg) ?? 0n) >= lsn
      );
      if (!isDone) return;
      for (const seg of GROUPS[pg]!) this.#heldBy(seg).delete(lsn);
      this.#log.shift();
    }
  }

  #loseDisk(): TraceEvent {
    const node = this.#oneOf(Object.values(GROUPS).flat());
    this.#held.set(node, new Set());
    this.#bare.add(node);
    return { kind: "disk-loss", node };
  }

  #mistake(): TraceEvent {
    const lsn = (this.#log.at(-1)?.lsn ?? 0n) - BigInt(this.#below(4));
    const seg = this.#oneOf(Object.values(GROUPS).flat());
    return this.#oneOf<TraceEvent>([
      { kind: "pgcl", pg: "p1", lsn },
      { kind: "vcl", lsn },
      { kind: "vdl", lsn },
      { kind: "ack", seg, lsn, scl: lsn },
      { kind: "coalesce", seg, lsn },
      { kind: "commit-acked", txn: `t${lsn}`, scn: lsn },
      { kind: "write", lsn: lsn + 5n, pg: "p1", prev: lsn },
    ]);
  }

  #isDurable(record: RedoRecord): boolean {
    return record.lsn <= (this.#points.get(record.pg) ?? 0n) ||
      GROUPS[record.pg]!.filter((seg) => this.#heldBy(seg).has(record.lsn)).length >= 2;
  }

  /** A copy that lost its disk is not repaired: its chain has no beginning. */
  #sclOf(seg: SegmentId, pg: string): Lsn {
    if (this.#bare.has(seg)) return 0n;
    const chain = this.#log.filter((record) => record.pg === pg);
    const gap = chain.findIndex(({ lsn }) => !this.#heldBy(seg).has(lsn));
    return chain[(gap < 0 ? chain.length : gap) - 1]?.lsn ?? chain[0]?.prev ?? 0n;
  }

  #heldBy(seg: SegmentId): Set<Lsn> {
    if (!this.#held.has(seg)) this.#held.set(seg, new Set());
    return this.#held.get(seg)!;
  }

  #oneOf<T>(things: readonly T[]): T {
    return things[this.#below(things.length)]!;
  }

  /** A whole number below `limit`, the next of a fixed sequence. */
  #below(limit: number): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return Math.floor(this.#random / 2 ** 32 * limit);
  }
}
