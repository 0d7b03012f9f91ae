/**
 * How far the log is durable: which records have ever been held by a write quorum, which ones the
 * writer was told so of, and which ones would not survive a loss. Each answer is remembered and
 * each walk goes on where it stopped, so the cost is that of the new records.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { type GroupConfig, type Loss, MEMBERS_MAX } from "./config.ts";
import { groupsOfWriter, isInstalled, isWriteQuorum, wasReached } from "./epochs_of_members.ts";
import type { Chain, LogRecord } from "./log.ts";

/** A record that a loss would take away for good. */
export interface Perishable {
  /** The record. */
  readonly record: LogRecord;
  /** The copies that are lost. */
  readonly loss: Loss;
  /** The copies that hold the record: all of them are lost. */
  readonly holders: readonly SegmentId[];
  /** The copies that held it and lost it: they are part of the loss. */
  readonly gone: readonly SegmentId[];
}

/** More is gone than a group must survive: what is left is to be there at least. */
const NO_LOSS: Loss = { copies: [], mask: 0 };

type Holds = (segment: SegmentId, lsn: Lsn) => boolean;

/** How far the log of a view is durable. */
export class Reach {
  readonly #view: View;
  readonly #reached = new Map<PgId, LogRecord>();
  readonly #acked = new Map<PgId, LogRecord>();
  /** What held a record when its rules or copies changed, and the writer was not told yet. */
  readonly #heldBy = new WeakMap<LogRecord, GroupConfig>();
  #volume: LogRecord | undefined;
  #safe: LogRecord | undefined;
  #untold: Lsn | undefined;
  #cpl: Lsn | undefined;
  readonly #everHeld: Holds = (segment, lsn) => this.#view.everHeld(segment, lsn);
  readonly #holds: Holds = (segment, lsn) => this.#view.holds(segment, lsn);
  readonly #told: Holds = (segment, lsn) => this.#view.told(segment).has(lsn);

  /** The reach of a view. */
  constructor(view: View) {
    this.#view = view;
  }

  /** Was the record ever held by a write quorum of its group? */
  isReached(record: LogRecord): boolean {
    return record.reached ||= this.#isVouched(record) || this.#isQuorum(record, this.#everHeld) ||
      wasReached(this.#view, record);
  }

  /**
   * Was the writer told so by a write quorum of its group? The copies of then may tell it of a
   * record that they held before their group was changed. A recovery has asked them all.
   */
  isAcked(record: LogRecord): boolean {
    if (record.acked || record.lsn <= this.#view.recoveries.vdl) return true;
    const then = this.#heldBy.get(record);
    return record.acked =
      groupsOfWriter(this.#view, record.pg).some((group) =>
        isWriteQuorum(group, (segment) => this.#told(segment, record.lsn))
      ) ||
      then !== undefined && this.#isQuorum(record, this.#told, then);
  }

  /** The first record of a group that no write quorum has ever held. */
  firstUnreached(chain: Chain, upto?: Lsn): LogRecord | undefined {
    return walk(this.#reached, chain, (record) => this.isReached(record), upto);
  }

  /** Every record of a group up to here was held by a write quorum. */
  groupPoint(chain: Chain): Lsn {
    this.firstUnreached(chain);
    const at = chain.last && this.#reached.get(chain.last.pg);
    return at === undefined || at.lsn < chain.floor ? chain.floor : at.lsn;
  }

  /** The first record of a group of which no write quorum has told the writer. */
  firstUnacked(chain: Chain, upto?: Lsn): LogRecord | undefined {
    return walk(this.#acked, chain, (record) => this.isAcked(record), upto);
  }

  /** The first record of the volume that no write quorum has ever held. */
  firstUnreachedOfVolume(upto?: Lsn): LogRecord | undefined {
    let at = this.#volume;
    let next = at === undefined ? this.#view.log.first : at.vnext;
    while (isUpTo(next, upto) && this.isReached(next)) {
      if (next.cpl) this.#cpl = next.lsn;
      at = next;
      next = next.vnext;
    }
    this.#volume = at;
    return isUpTo(next, upto) ? next : undefined;
  }

  /** Every record of the volume up to here was held by a write quorum. */
  volumePoint(): Lsn {
    this.firstUnreachedOfVolume();
    return this.#volume?.lsn ?? this.#view.log.floor;
  }

  /** The highest CPL up to which every record was held by a write quorum. */
  cplPoint(): Lsn {
    this.firstUnreachedOfVolume();
    return this.#cpl ?? this.#view.log.floor;
  }

  /** The first record up to `upto` that one of the losses of its group would take away for good. */
  firstPerishable(upto: Lsn): Perishable | undefined {
    let at = this.#safe;
    if (at === undefined) {
      const forgotten = this.#firstPerishableEdge();
      if (forgotten !== undefined) return forgotten;
    }
    let next = at === undefined ? this.#view.log.first : at.vnext;
    while (next !== undefined && next.lsn <= upto) {
      const perishable = this.#perishable(next);
      if (perishable !== undefined) return perishable;
      at = next;
      next = next.vnext;
    }
    this.#safe = at;
    return undefined;
  }

  /**
   * Can it be told of each record up to here whether a loss takes it away? Not if it is of a group
   * that is not described, or has too many members. Ask for the first perishable one before.
   */
  isToldUpto(lsn: Lsn): boolean {
    return this.#untold === undefined || lsn < this.#untold;
  }

  /** A group is described, or described anew: looks at all records again for what a loss takes. */
  lookAgain(): void {
    this.#safe = undefined;
    this.#untold = undefined;
  }

  /** Remembers what is reached by the rules and the copies of now, before they change. */
  settle(): void {
    const behind = new Set<PgId>();
    for (const record of this.#view.log.records()) {
      if (!this.isReached(record)) behind.add(record.pg);
      else if (behind.has(record.pg)) record.isEarly = true;
      if (!record.reached || isInstalled(this.#view, record.pg)) continue;
      if (this.isAcked(record) || this.#heldBy.has(record)) continue;
      const group = this.#view.config.group(record.pg);
      if (group !== undefined) this.#heldBy.set(record, group);
    }
    this.lookAgain();
  }

  /** Starts all walks again, after records were taken back. */
  restart(): void {
    this.#reached.clear();
    this.#acked.clear();
    this.#volume = undefined;
    this.lookAgain();
    this.#cpl = undefined;
  }

  /** What was forgotten is judged as one, by its last record: a copy has all of it or may lack some. */
  #firstPerishableEdge(): Perishable | undefined {
    for (const chain of this.#view.log.chains.values()) {
      const { edge } = chain;
      if (edge === undefined) continue;
      const perishable = this.#perishable(edge, (segment, lsn) => {
        const end = this.#view.held(segment).end(chain);
        return end !== undefined && end >= lsn;
      });
      if (perishable !== undefined) return perishable;
    }
    return undefined;
  }

  /** Where no store can be seen, a recovery is taken at its word that what it left is durable. */
  #isVouched({ lsn }: LogRecord): boolean {
    return lsn <= this.#view.recoveries.vdl && !this.#view.sees("store");
  }

  #perishable(record: LogRecord, holds: Holds = this.#holds): Perishable | undefined {
    if (this.#isVouched(record)) return undefined;
    const group = this.#view.config.group(record.pg);
    if (group === undefined || group.members.length > MEMBERS_MAX) {
      if (this.isToldUpto(record.lsn)) this.#untold = record.lsn;
      return undefined;
    }
    const held = maskWhere(group, (segment) => holds(segment, record.lsn));
    const losses = group.losses.filter(({ mask }) => (held & ~mask) === 0);
    if (losses.length === 0) return undefined;
    const gone = maskWhere(group, (segment) => this.#everHeld(segment, record.lsn)) & ~held;
    // A disk that is lost and not repaired yet is the "+1" of AZ+1, or in the AZ: S17 §2.1.
    const loss = losses.find(({ mask }) => (gone & ~mask) === 0) ??
      (held === 0 ? NO_LOSS : undefined);
    return loss && { record, loss, holders: group.copiesOf(held), gone: group.copiesOf(gone) };
  }

  #isQuorum(
    { pg, lsn }: LogRecord,
    holds: Holds,
    group: GroupConfig | undefined = this.#view.config.group(pg),
  ): boolean {
    return group !== undefined && isWriteQuorum(group, (segment) => holds(segment, lsn));
  }
}

function maskWhere({ members }: GroupConfig, has: (segment: SegmentId) => boolean): number {
  let mask = 0;
  for (let i = 0; i < members.length; i++) if (has(members[i]!.segment)) mask |= 1 << i;
  return mask;
}

/** Goes on along a chain as far as the records pass, and tells the first that does not. */
function walk(
  cursors: Map<PgId, LogRecord>,
  chain: Chain,
  passes: (record: LogRecord) => boolean,
  upto: Lsn | undefined,
): LogRecord | undefined {
  const first = chain.first ?? chain.last;
  if (first === undefined) return undefined;
  const from = cursors.get(first.pg);
  let at = from;
  let next = at === undefined ? chain.first : at.next;
  while (isUpTo(next, upto) && passes(next)) {
    at = next;
    next = next.next;
  }
  if (at !== undefined && at !== from) cursors.set(at.pg, at);
  return isUpTo(next, upto) ? next : undefined;
}

/** A walk that is asked about records up to a point looks at no others. */
function isUpTo(record: LogRecord | undefined, upto: Lsn | undefined): record is LogRecord {
  return record !== undefined && (upto === undefined || record.lsn <= upto);
}
