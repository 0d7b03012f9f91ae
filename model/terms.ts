/**
 * The words of the field, one definition each.
 *
 * Sources: S17 is Verbitski et al., SIGMOD 2017; S18 is Verbitski et al., SIGMOD 2018.
 *
 * @module
 */

/**
 * Log Sequence Number: the position of one redo record in the log of its volume. Unit: whatever the
 * writer counts in (records in the model, bytes in PostgreSQL); 64 bits, unsigned. 0 is "before the
 * first record". Source: S17 §4.1, S18 §2.1.
 */
export type Lsn = bigint;

/** The LSN before the first record of any chain. */
export const NO_LSN: Lsn = 0n;

/** Name of one copy of a protection group: `a1` is the first copy in AZ `A`. Source: S17 §2.2. */
export type SegmentId = string;

/** Name of a protection group: the copies that replicate one slice of the volume. Source: S17 §2.2. */
export type PgId = string;

/** Name of an availability zone: the copies that one outage takes away together. Source: S17 §2.1. */
export type AzId = string;

/** Name of an instance: an engine that opens the volume, to write or to read. Source: S17 §3.1. */
export type InstanceId = string;

/** Name of a block of a volume: the unit that is cached, read and rebuilt. Source: S17 §3.2. */
export type PageId = string;

/** Name of a volume, where there are several. */
export type VolumeId = string;

/** Name of a page as storage holds it: pages of several volumes may be the same physical page. */
export type PhysicalId = string;

/** Name of a transaction. */
export type TxnId = string;

/** A full segment keeps log and blocks, a tail segment keeps the log only. Source: S18 §4.2. */
export type SegmentKind = "full" | "tail";

/** One member of a protection group and where it stands. */
export interface Member {
  /** The copy. */
  readonly segment: SegmentId;
  /** The availability zone it stands in. */
  readonly az: AzId;
  /** What it keeps. */
  readonly kind: SegmentKind;
}

/** One redo record, with the back-link by which gaps are found. Source: S18 §2.2. */
export interface RedoRecord {
  /** Its place in the log of the volume. */
  readonly lsn: Lsn;
  /** The protection group that owns the block it changes. */
  readonly pg: PgId;
  /** Back-link: the record before it in the same protection group. */
  readonly prev: Lsn;
  /** True for a Consistency Point LSN: the last record of its mini-transaction. Source: S17 §4.1. */
  readonly cpl: boolean;
  /** The transaction whose commit record this is; its LSN is the SCN of the commit. */
  readonly commits?: TxnId;
  /** The block it changes; absent: the one block of its group. */
  readonly page?: PageId;
  /** The transaction whose change this is, or whose change it takes back. */
  readonly txn?: TxnId;
  /** The record of `txn` whose change it takes back: this is a compensation record. */
  readonly undoes?: Lsn;
}
