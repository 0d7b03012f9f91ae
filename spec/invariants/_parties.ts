/**
 * Who takes part in a {@link History}: copies, and instances that recover a volume and write to it.
 *
 * @module
 */
import type { EventOf, TraceEvent } from "../../traces/event.ts";

/** The copies of each group, and the rules that all groups have. */
export interface Shape {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly write: number;
  readonly read: number;
}

/** What may be done wrong. */
export type Mistake =
  | "cut at VCL"
  | "cut one CPL too low"
  | "too few responders"
  | "one group is not heard"
  | "read before the fence"
  | "copies do not check epochs"
  | "epoch on too few copies"
  | "the same epoch twice"
  | "range in memory only"
  | "ranges without versions"
  | "gossip takes annulled records"
  | "epoch learned without the range"
  | "range ends with what was seen"
  | "range given again"
  | "link into the range"
  | "no write-back";

/** Are there so many of each group among these copies? */
export function isQuorum({ groups }: Shape, names: ReadonlySet<string>, size: number): boolean {
  return Object.values(groups)
    .every((members) => members.filter((name) => names.has(name)).length >= size);
}

/** A record. */
export interface Rec {
  readonly lsn: number;
  readonly pg: string;
  /** The record before it of its group. */
  readonly prev: number;
  /** The record before it of the volume. */
  readonly vprev: number;
  readonly cpl: boolean;
}

/** LSNs that were annulled. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly epoch: number;
}

/** What a copy answers. */
export interface Answer {
  readonly seg: string;
  readonly lsn: bigint;
  readonly scl: bigint;
}

function isIn(ranges: readonly Range[], lsn: number): boolean {
  return ranges.some(({ from, to }) => lsn > from && lsn <= to);
}

/** The records that follow each other from the start without a gap. */
function chain(records: Iterable<Rec>, link: "prev" | "vprev"): Rec[] {
  const after = new Map([...records].map((record) => [record[link], record]));
  const links: Rec[] = [];
  for (let at = after.get(0); at !== undefined; at = after.get(at.lsn)) links.push(at);
  return links;
}

/** One copy. */
export class Copy {
  readonly name: string;
  readonly pg: string;
  epoch = 1;
  /** It knows what its epoch annulled. A copy that is only fenced does nothing but answer. */
  isReady = true;
  readonly held = new Map<number, Rec>();
  ranges: readonly Range[] = [];
  /** The epoch of which the ranges are: a later recovery may have kept what an unfinished one cut. */
  learned = 1;

  constructor(name: string, pg: string) {
    this.name = name;
    this.pg = pg;
  }

  get scl(): number {
    return chain(this.held.values(), "prev").at(-1)?.lsn ?? 0;
  }

  isAnnulled(lsn: number): boolean {
    return isIn(this.ranges, lsn);
  }

  /** False: it has the record, or it is annulled. */
  store(record: Rec): boolean {
    if (this.held.has(record.lsn) || this.isAnnulled(record.lsn)) return false;
    this.held.set(record.lsn, record);
    return true;
  }

  fence(epoch: number): void {
    this.epoch = epoch;
    this.isReady = false;
  }

  learn(epoch: number, ranges: readonly Range[]): void {
    this.epoch = epoch;
    this.isReady = true;
    this.ranges = ranges;
    this.learned = epoch;
    for (const lsn of this.held.keys()) if (this.isAnnulled(lsn)) this.held.delete(lsn);
  }
}

/** One instance: it recovers the volume, opens it, and writes. */
export class Instance {
  readonly name: string;
  readonly epoch: number;
  isOpen = false;
  isGone = false;
  /** The range is on a write quorum. */
  isCut = false;
  readonly fenced = new Set<string>();
  readonly heard = new Set<string>();
  readonly told = new Set<string>();
  readonly refusedBy = new Set<string>();
  readonly seen = new Map<number, Rec>();
  range: Range | undefined;
  ranges: readonly Range[] = [];
  log: Rec[] = [];
  answers: Answer[] = [];
  next = 1;
  #points = { vcl: 0, vdl: 0 };
  #announced = 0;
  /** The epoch of which the ranges are. */
  #version = 0;
  #acked = 0;
  readonly #acks = new Map<number, Set<string>>();
  #kept = 0;

  constructor(name: string, epoch: number) {
    this.name = name;
    this.epoch = epoch;
  }

  /** From here LAL is counted. */
  get base(): number {
    return Math.max(this.#points.vdl, this.range?.to ?? 0);
  }

  /** A copy answers a recovery: what it has, and what it knows to be annulled. */
  ask(copy: Copy, hasNoVersions: boolean): void {
    this.heard.add(copy.name);
    for (const [lsn, record] of copy.held) this.seen.set(lsn, record);
    if (hasNoVersions) this.ranges = [...this.ranges, ...copy.ranges];
    else if (copy.learned > this.#version) this.ranges = copy.ranges;
    this.#version = Math.max(this.#version, copy.learned);
  }

  /** The points, from all that was heard. */
  compute(isTooLow: boolean): { vcl: number; vdl: number } {
    const left = [...this.seen.values()].filter(({ lsn }) => !isIn(this.ranges, lsn));
    const links = chain(left, "vprev");
    const cpls = links.filter(({ cpl }) => cpl).map(({ lsn }) => lsn);
    if (isTooLow) cpls.pop();
    return { vcl: links.at(-1)?.lsn ?? 0, vdl: cpls.at(-1) ?? 0 };
  }

  /** The range is decided. */
  cut(range: Range, points: { vcl: number; vdl: number }): void {
    const left = [...this.seen.values()].filter(({ lsn }) => !isIn(this.ranges, lsn));
    this.log = chain(left, "vprev").filter(({ lsn }) => lsn <= range.from);
    this.range = range;
    this.ranges = [...this.ranges, range];
    this.#points = points;
  }

  recovery(): EventOf<"recovery"> {
    const [vcl, vdl] = [BigInt(this.#points.vcl), BigInt(this.#points.vdl)];
    const [from, to] = [BigInt(this.range!.from), BigInt(this.range!.to)];
    const responders = [...this.heard].sort();
    return { kind: "recovery", vepoch: this.epoch, responders, vcl, vdl, from, to };
  }

  open(isRangeGivenAgain: boolean, linksIntoRange: boolean): void {
    this.isOpen = true;
    this.answers = [];
    this.#kept = this.log.length;
    this.#announced = this.#acked = this.#points.vdl;
    if (this.range === undefined) return;
    this.next = (isRangeGivenAgain ? this.range.from : this.range.to) + 1;
    const dead = [...this.seen.values()].find(({ lsn }) => lsn > this.range!.from);
    if (linksIntoRange && dead !== undefined) this.log.push(dead);
    this.#kept = this.log.length;
  }

  /** Counts an answer, and tells what follows from it. */
  *hear({ seg, lsn }: Answer, copyOf: string, write: number): Generator<TraceEvent> {
    const ackers = this.#acks.get(Number(lsn)) ?? new Set();
    this.#acks.set(Number(lsn), ackers.add(seg));
    let vcl = this.#announced;
    let { vdl } = this.#points;
    for (const record of this.log.slice(this.#kept)) {
      if ((this.#acks.get(record.lsn)?.size ?? 0) < write) break;
      vcl = record.lsn;
      if (record.cpl) vdl = record.lsn;
    }
    const by = this.name;
    if (vcl > this.#announced) {
      const pgcl = this.log.findLast(({ pg, lsn }) => pg === copyOf && lsn <= vcl);
      if (pgcl !== undefined) yield { kind: "pgcl", pg: copyOf, lsn: BigInt(pgcl.lsn), by };
      yield { kind: "vcl", lsn: BigInt(vcl), by };
    }
    if (vdl > this.#points.vdl) yield { kind: "vdl", lsn: BigInt(vdl), by };
    this.#announced = vcl;
    this.#points = { vcl, vdl };
    for (const record of this.log.slice(this.#kept)) {
      if (!record.cpl || record.lsn > vdl || record.lsn <= this.#acked) continue;
      this.#acked = record.lsn;
      yield { kind: "commit-acked", txn: `t${record.lsn}-${by}`, scn: BigInt(record.lsn) };
    }
  }
}
