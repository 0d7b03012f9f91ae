/**
 * The replicas of a volume, as far as it is told what they know: VDL, the commits that they show,
 * the pages in their caches.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { Log, LogRecord } from "./log.ts";
import { NO_REPLICA, type ReplicaFacts } from "./replica_facts.ts";

/** One replica. */
export class Replica {
  /** The VDL that it was told last, as far as that was seen. */
  vdl: Lsn | undefined;
  /** The highest record that it applied to its cache. */
  applied: Lsn;
  /** It shows every commit with an SCN up to here. */
  noted: Lsn;
  /** Is it known which pages it has? Not of one that was there before anything was seen. */
  isKnown: boolean;
  readonly #beyond: Set<Lsn>;
  readonly #pages: Map<string, Lsn>;
  /** Pages that came amid a mini-transaction: nobody reads them before they have its records, too. */
  readonly #fresh = new Set<string>();

  /** The replica that these facts tell. */
  constructor({ vdl, applied, noted, beyond, pages, isKnown }: ReplicaFacts = NO_REPLICA) {
    this.vdl = vdl;
    this.applied = applied;
    this.noted = noted;
    this.isKnown = isKnown;
    this.#beyond = new Set(beyond);
    this.#pages = new Map(Object.entries(pages));
  }

  /** A page in its cache has all its records up to here; undefined where it is not known to have it. */
  level(page: string): Lsn | undefined {
    return this.#pages.get(page);
  }

  /** A page is in its cache with all its records up to here. */
  keep(page: string, upto: Lsn): void {
    this.#pages.set(page, upto);
  }

  /** A page came from storage with all its records up to here. */
  arrive(page: string, upto: Lsn, log: Log): void {
    this.keep(page, upto);
    if (this.firstLacking(log) !== undefined) this.#fresh.add(page);
  }

  /** A page is not in its cache any more. */
  drop(page: string): void {
    this.#pages.delete(page);
    this.#fresh.delete(page);
  }

  /** It was told VDL. The first time after it opened the volume, with the commits up to there. */
  learn(vdl: Lsn): void {
    if (this.vdl === undefined && vdl > this.noted) this.noted = vdl;
    this.vdl = vdl;
  }

  /** It applied a record. */
  apply({ lsn, page }: { readonly lsn: Lsn; readonly page?: string | undefined }): void {
    if (page !== undefined) {
      this.#pages.set(page, lsn);
      this.#fresh.delete(page);
    }
    if (lsn > this.applied) this.applied = lsn;
  }

  /** It shows a commit. What it shows without a gap is one point. */
  note(scn: Lsn, log: Log): void {
    // What it was told when it opened the volume was not seen.
    if (this.vdl === undefined && this.noted === NO_LSN) this.noted = scn;
    if (scn > this.noted) this.#beyond.add(scn);
    for (let next = this.nextCommit(log); next !== undefined; next = this.nextCommit(log)) {
      if (!this.#beyond.delete(next.lsn)) return;
      this.noted = next.lsn;
    }
    // What lies between was forgotten, or never seen.
    for (const other of this.#beyond) if (other > this.noted) this.noted = other;
    this.#beyond.clear();
  }

  /** The first commit that it does not show, though it shows a later one. */
  firstHidden(log: Log): LogRecord | undefined {
    return this.#beyond.size === 0 ? undefined : this.nextCommit(log);
  }

  /** The highest SCN of the commits that it shows. */
  get highestNoted(): Lsn {
    return [...this.#beyond].reduce((one, other) => one > other ? one : other, this.noted);
  }

  /** The first commit of the log that it does not show. */
  nextCommit(log: Log): LogRecord | undefined {
    let at = log.record(this.noted) ?? log.first;
    while (at !== undefined && (at.lsn <= this.noted || at.commits === undefined)) at = at.vnext;
    return at;
  }

  /**
   * The first record of the mini-transaction that it applied last that is still to be applied to a
   * page in its cache.
   */
  firstLacking(log: Log): LogRecord | undefined {
    const last = log.record(this.applied);
    if (last === undefined || last.cpl) return undefined;
    for (let at = last.vnext; at !== undefined; at = at.vnext) {
      if (this.#lacks(at)) return at;
      if (at.cpl) return undefined;
    }
    return undefined;
  }

  #lacks({ lsn, page }: LogRecord): boolean {
    if (page === undefined || this.#fresh.has(page)) return false;
    const level = this.#pages.get(page);
    return level !== undefined && level < lsn;
  }

  /** History was cut here: what lies above it is in doubt. */
  cut(from: Lsn): void {
    for (const [page, upto] of this.#pages) {
      if (upto <= from) continue;
      this.#pages.delete(page);
      this.isKnown = false;
    }
    for (const scn of this.#beyond) if (scn > from) this.#beyond.delete(scn);
    if (this.vdl !== undefined && this.vdl > from) this.vdl = from;
    if (this.applied > from) this.applied = from;
    if (this.noted > from) this.noted = from;
  }

  /** The volume was rewound, back or forth: which pages it has is not known, and VDL is told anew. */
  rewind(to: Lsn): void {
    this.cut(to);
    this.#pages.clear();
    this.#fresh.clear();
    this.isKnown = false;
    this.vdl = undefined;
  }

  /** It as plain facts. */
  facts(): ReplicaFacts {
    const { vdl, applied, noted, isKnown } = this;
    const beyond = [...this.#beyond].sort((one, other) => one < other ? -1 : 1);
    return {
      ...vdl !== undefined && { vdl },
      applied,
      noted,
      beyond,
      pages: Object.fromEntries(this.#pages),
      isKnown,
    };
  }
}

/** The replicas of a volume. */
export class Replicas {
  readonly #replicas: Map<string, Replica>;
  /** Those that were there and are gone: what they have when they are back is not known. */
  readonly #gone = new Set<string>();

  /** The replicas that these facts tell. */
  constructor(facts: Readonly<Record<string, ReplicaFacts>> = {}) {
    this.#replicas = new Map(
      Object.entries(facts).map(([id, replica]) => [id, new Replica(replica)]),
    );
  }

  /** A replica, if anything was seen of it. */
  find(id: string): Replica | undefined {
    return this.#replicas.get(id);
  }

  /** A replica, of which something is seen now. */
  get(id: string): Replica {
    const replica = this.#replicas.get(id) ?? new Replica();
    this.#replicas.set(id, replica);
    return replica;
  }

  /**
   * A replica opened the volume.
   *
   * @param tellsKept Would be told which pages outlived a crash?
   */
  open(id: string, tellsKept: boolean): void {
    const isKnown = tellsKept || !this.#gone.has(id) && !this.#replicas.has(id);
    this.#replicas.set(id, new Replica({ ...NO_REPLICA, isKnown }));
  }

  /** An instance is gone, or is no replica any more. */
  lose(id: string): void {
    this.#replicas.delete(id);
    this.#gone.add(id);
  }

  /** History was cut. */
  cut(from: Lsn): void {
    for (const replica of this.#replicas.values()) replica.cut(from);
  }

  /** The volume was rewound. */
  rewind(to: Lsn): void {
    for (const replica of this.#replicas.values()) replica.rewind(to);
  }

  /** How far the slowest of them is with the log; undefined where none follows it. */
  get slowest(): Lsn | undefined {
    let least: Lsn | undefined;
    for (const { vdl } of this.#replicas.values()) {
      if (vdl !== undefined && (least === undefined || vdl < least)) least = vdl;
    }
    return least;
  }

  /** They as plain facts. */
  facts(): Record<string, ReplicaFacts> {
    return Object.fromEntries([...this.#replicas].map(([id, replica]) => [id, replica.facts()]));
  }
}
