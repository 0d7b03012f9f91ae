/**
 * A small log store on a quorum, made to write long traces for tests and benchmarks: six copies,
 * stores out of order, points, commits. It breaks no claim.
 *
 * @module
 */
import type { EventKind, TraceEvent } from "../traces/mod.ts";

/** What to make. */
export interface QuorumLogOptions {
  /** The same seed makes the same trace. */
  readonly seed: number;
  /** How many events at least, header included. */
  readonly events: number;
  /** How many protection groups; 2 unless told. */
  readonly groups?: number;
  /** How many records may be written and not yet durable; 32 unless told. */
  readonly window?: number;
}

interface Held {
  readonly lsn: bigint;
  readonly prev: bigint;
  readonly group: number;
  readonly cpl: boolean;
  readonly commits?: string;
  copies: number;
}

interface Copy {
  readonly seg: string;
  readonly group: number;
  /** Sent and not yet stored. */
  readonly pending: Held[];
  /** Stored, and not yet below the SCL: by back-link. */
  readonly above: Map<bigint, bigint>;
  scl: bigint;
}

const PLACES = ["A", "A", "B", "B", "C", "C"] as const;
const NEEDED = 4;
const SEES: readonly EventKind[] = [
  ...["write", "store", "ack", "pgcl", "vcl", "vdl", "commit-requested", "commit-acked"] as const,
];

/** The events of one run, ending with nothing in flight. */
export function* quorumLog(
  { seed, events, groups = 2, window = 32 }: QuorumLogOptions,
): Generator<TraceEvent> {
  const chance = random(seed);
  const log = new Log(groups);
  const count = { written: 0 };
  const counted = function* (some: Iterable<TraceEvent>) {
    for (const event of some) {
      count.written++;
      yield event;
    }
  };
  yield* counted(header(log, groups));
  while (count.written < events) {
    if (log.open < window && chance(8) === 0) yield* counted(log.write(chance));
    else yield* counted(log.deliver(chance));
  }
  while (log.open > 0 || log.inFlight) yield* log.deliver(chance);
  yield { kind: "end" };
}

function* header(log: Log, groups: number): Generator<TraceEvent> {
  yield { kind: "trace", version: 1, clock: "order", system: "a generated quorum log" };
  yield { kind: "sees", kinds: SEES };
  for (let group = 0; group < groups; group++) {
    const members = log.copies.filter((copy) => copy.group === group)
      .map(({ seg }, i) => ({ segment: seg, az: PLACES[i]!, kind: "full" }) as const);
    const write = { count: NEEDED, of: "all" } as const;
    yield { kind: "group", pg: `p${group}`, members, write, read: { count: 3, of: "all" } };
  }
}

class Log {
  readonly copies: readonly Copy[];
  readonly #last: bigint[];
  readonly #pgcl: bigint[];
  #records: Held[] = [];
  #next = 1n;
  #txn = 0;
  #vdl = 0n;

  constructor(groups: number) {
    this.#last = Array(groups).fill(0n);
    this.#pgcl = Array(groups).fill(0n);
    this.copies = Array.from({ length: groups }, (_, group) =>
      PLACES.map((az, i) => ({
        seg: `p${group}${az.toLowerCase()}${i % 2 + 1}`,
        group,
        pending: [],
        above: new Map(),
        scl: 0n,
      }))).flat();
  }

  /** How many records are not durable yet. */
  get open(): number {
    return this.#records.length;
  }

  get inFlight(): boolean {
    return this.copies.some((copy) => copy.pending.length > 0);
  }

  /** One transaction of one to three records, the last of which commits it. */
  *write(chance: Chance): Generator<TraceEvent> {
    const txn = `t${++this.#txn}`;
    const size = 1 + chance(3);
    yield { kind: "commit-requested", txn };
    for (let i = 1; i <= size; i++) {
      const group = chance(this.#last.length);
      const [lsn, prev, cpl] = [this.#next++, this.#last[group]!, i === size];
      const held = { lsn, prev, group, cpl, copies: 0, ...(cpl ? { commits: txn } : {}) };
      this.#last[group] = lsn;
      this.#records.push(held);
      for (const copy of this.copies) if (copy.group === group) copy.pending.push(held);
      const ends = cpl ? { cpl: true, commit: true } : {};
      yield { kind: "write", lsn, pg: `p${group}`, prev, mtr: `m${this.#txn}`, txn, ...ends };
    }
  }

  /** One record reaches one copy, now and then before an earlier one. */
  *deliver(chance: Chance): Generator<TraceEvent> {
    const copy = this.copies[chance(this.copies.length)]!;
    const held = copy.pending.splice(chance(Math.min(4, copy.pending.length)), 1)[0];
    if (held === undefined) return;
    const { seg, above } = copy;
    above.set(held.prev, held.lsn);
    for (let next = above.get(copy.scl); next !== undefined; next = above.get(copy.scl)) {
      above.delete(copy.scl);
      copy.scl = next;
    }
    yield { kind: "store", seg, lsn: held.lsn };
    yield { kind: "ack", seg, lsn: held.lsn, scl: copy.scl };
    if (++held.copies === NEEDED) yield* this.#advance(held.group);
  }

  *#advance(group: number): Generator<TraceEvent> {
    const first = this.#records.find((held) => held.group === group && held.copies < NEEDED);
    const pgcl = first?.prev ?? this.#last[group]!;
    if (pgcl > this.#pgcl[group]!) {
      this.#pgcl[group] = pgcl;
      yield { kind: "pgcl", pg: `p${group}`, lsn: pgcl };
    }
    const end = this.#records.findIndex((held) => held.copies < NEEDED);
    const done = this.#records.splice(0, end === -1 ? this.#records.length : end);
    if (done.length === 0) return;
    yield { kind: "vcl", lsn: done.at(-1)!.lsn };
    const vdl = done.findLast((held) => held.cpl)?.lsn ?? this.#vdl;
    if (vdl === this.#vdl) return;
    this.#vdl = vdl;
    yield { kind: "vdl", lsn: vdl };
    for (const { commits, lsn } of done) {
      if (commits !== undefined) yield { kind: "commit-acked", txn: commits, scn: lsn };
    }
  }
}

type Chance = (below: number) => number;

/** Whole numbers below the one asked for, from a seed: mulberry32. */
function random(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
