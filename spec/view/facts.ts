/**
 * What a view is made of, as plain facts in parts. A trace starts from {@link nothing}; a model
 * tells the facts of a state, part by part, when they are asked for.
 *
 * @module
 */
import type { Annulment } from "../../model/recovery/epochs.ts";
import type { Group } from "../../model/quorum/quorum.ts";
import {
  type AzId,
  type Lsn,
  NO_LSN,
  type PageId,
  type PgId,
  type RedoRecord,
} from "../../model/terms.ts";
import type { SegmentId, TxnId } from "../../model/terms.ts";
import type { Stood } from "./memberships.ts";
import type { BackupFacts } from "./backup_facts.ts";
import type { BranchFacts } from "./branch_facts.ts";
import type { GeometryFacts } from "./geometry.ts";
import { type FamilyFacts, NO_FAMILY } from "./family_facts.ts";
import type { TransactionFacts } from "./transaction_facts.ts";

export type { Change, TransactionFacts } from "./transaction_facts.ts";
import type { ClusterFacts } from "./cluster_facts.ts";
import type { RecoveryFacts } from "./recovery_facts.ts";
import type { LifeFacts } from "./life.ts";
import type { ReplicaFacts } from "./replica_facts.ts";
import type { Volumes } from "./volumes.ts";

export * from "./recovery_facts.ts";

/** Records of one group: all up to a point, and some beyond it. */
export interface ExtentFacts {
  /** Every record of the group up to here, inclusive. */
  readonly upto: Lsn;
  /** Single records besides, in any order. */
  readonly beyond: readonly Lsn[];
}

/** The shape of the volume. */
export interface ConfigFacts {
  /** Each protection group as it stands now. */
  readonly groups: Readonly<Record<PgId, Group>>;
  /** In how many AZs a group has stood at most, where it has stood in more than now. */
  readonly azsAtMost?: Readonly<Record<PgId, number>>;
  /** The membership epoch in which the members of a group were told, where one was. */
  readonly since?: Readonly<Record<PgId, number>>;
  /** What a group was before, in the order of its membership epochs. */
  readonly past?: Readonly<Record<PgId, readonly Stood[]>>;
  /** LSN Allocation Limit, if known. Unit: LSNs (records or bytes, whichever the writer counts). */
  readonly lal?: Lsn;
  /** The kinds that can be seen, if that was declared. */
  readonly sees?: readonly string[];
}

/** One record of the log. */
export interface RecordFacts extends RedoRecord {
  /** The record before it of the same block, if its block is known. */
  readonly pprev?: Lsn;
  /** True for a record that a write quorum held once, though it may not hold it any more. */
  readonly reached?: boolean;
  /** True for a record of which the writer was told so, though it may count others since. */
  readonly acked?: boolean;
}

/** The log of the volume. */
export interface LogFacts {
  /** Its records, in the order of their LSNs. */
  readonly records: readonly RecordFacts[];
  /** The end of the last range of LSNs that a recovery or a backtrack annulled. */
  readonly annulled?: Lsn;
}

/** Who answers clients. */
export interface InstanceFacts {
  /** The instance that opened the volume last to write. */
  readonly writer?: string;
  /** The instances that did before it, and may not know that they are no writers any more. */
  readonly former: readonly string[];
  /** The volume epoch with which a writer opened the volume last; 0 where none was told. */
  readonly vepoch: number;
}

/** The points that were announced: `NO_LSN`, or no entry, where none was. */
export interface PointFacts {
  /** Protection Group Complete LSNs. */
  readonly pgcl: Readonly<Record<PgId, Lsn>>;
  /** Volume Complete LSN. */
  readonly vcl: Lsn;
  /** Volume Durable LSN. */
  readonly vdl: Lsn;
  /** The lowest read point still in use: by group, by instance (`""` where none is named). */
  readonly pgmrpl: Readonly<Record<PgId, Readonly<Record<string, Lsn>>>>;
  /** Epochs, by what they are the epoch of, such as `volume` or `membership of p0`. */
  readonly epochs: Readonly<Record<string, number>>;
}

/** A commit that was neither acknowledged nor refused yet. */
export interface OpenCommit {
  /** LSN of its commit record, if known. */
  readonly scn?: Lsn;
  /** Did a client ask for it? False where only its commit record was seen. */
  readonly requested: boolean;
  /** True if the writer that was asked for it is gone, so that nobody is left to answer. */
  readonly abandoned?: true;
}

/** The commits of clients. */
export interface CommitFacts {
  /** Those without an answer, by transaction. */
  readonly open: Readonly<Record<TxnId, OpenCommit>>;
  /** Transactions whose clients were told that they are durable. */
  readonly acked: readonly TxnId[];
  /** Transactions whose clients were told that they did not commit. */
  readonly failed: readonly TxnId[];
  /** The one with the highest SCN of those that were acknowledged and must still be there. */
  readonly lastAcked?: AckedCommit;
}

/** A commit whose client was told that it is durable. */
export interface AckedCommit {
  /** The transaction. */
  readonly txn: TxnId;
  /** LSN of its commit record. */
  readonly scn: Lsn;
}

/** The read views that are open: of each instance, the point of each by its name. */
export type ReadViewFacts = Readonly<Record<string, Readonly<Record<string, Lsn>>>>;

/** What a copy was told to be annulled. */
export interface Learned {
  /** The volume epoch of the recovery that told it last. */
  readonly vepoch: number;
  /** What that one told. */
  readonly ranges: readonly Annulment[];
}

/** One copy of a group. */
export interface CopyFacts {
  /**
   * What is durable on it: all up to its SCL at least. What it collected since counts: it is in its
   * blocks.
   */
  readonly held: ExtentFacts;
  /** Whether one record is durable on it, for a source that tells single records apart. */
  holds?(lsn: Lsn): boolean;
  /** What was durable on it and is not any more: it lost its disk, or dropped what is annulled. */
  readonly had?: ExtentFacts | undefined;
  /** What was durable on it when it left a membership epoch, by the epoch. */
  readonly left?: Readonly<Record<number, ExtentFacts>> | undefined;
  /** The SCL that it announced last; `NO_LSN` where it announced none. */
  readonly scl: Lsn;
  /** What it received and did not store: in memory only. */
  readonly incoming: readonly Lsn[];
  /** What it applied to its blocks. */
  readonly applied: ExtentFacts;
  /** Its log is staged to the backup store up to here. */
  readonly staged: Lsn;
  /** Its log is collected up to here. */
  readonly collected: Lsn;
  /** What it was told to be annulled, if it was told at all. */
  readonly learned?: Learned | undefined;
  /** Its blocks that are known to be damaged. */
  readonly damaged?: readonly PageId[] | undefined;
}

/** What is out of order. */
export interface FaultFacts {
  /** Nodes that crashed on their own: they stay down when their AZ is back. */
  readonly crashed: readonly string[];
  /** Nodes that do not answer. */
  readonly frozen: readonly string[];
  /** Nodes that are cut off. */
  readonly cut: readonly string[];
  /** Lost availability zones. */
  readonly azs: readonly AzId[];
}

/** Where a view comes from. Each part is asked for at most once, when it is first touched. */
export interface Source {
  /** The shape of the volume. */
  config(): ConfigFacts;
  /** The log of the volume. */
  log(): LogFacts;
  /** The points that were announced. */
  points(): PointFacts;
  /** The commits of clients. */
  commits(): CommitFacts;
  /** One copy of a group. */
  segment(id: SegmentId): CopyFacts;
  /** What the writer was told that a copy holds. */
  acks(id: SegmentId): ExtentFacts;
  /** What is out of order. */
  faults(): FaultFacts;
  /** Transactions and their changes, in a source that tells which record is whose. */
  transactions?(): Readonly<Record<TxnId, TransactionFacts>>;
  /** What recoveries did, in a source that knows of them. */
  recoveries?(): RecoveryFacts;
  /** Who answers clients, in a source that knows of it. */
  instances?(): InstanceFacts;
  /** Volumes that were cloned from one another, in a source that knows of several. */
  families?(): FamilyFacts;
  /** The read views that are open, in a source that knows of any. */
  readViews?(): ReadViewFacts;
  /** The instances of the cluster and its endpoints, in a source that knows of them. */
  cluster?(): ClusterFacts;
  /** The replicas that are there, in a source that knows of them. */
  replicas?(): Readonly<Record<string, ReplicaFacts>>;
  /** The geometry of the volume beside its groups, in a source that knows of it. */
  geometry?(): GeometryFacts;
  /** The backups of the volume, in a source that knows of them. */
  backups?(): BackupFacts;
  /** The branches of history, in a source that knows of any. */
  branches?(): BranchFacts;
  /** The life of the cluster, in a source that knows of it. */
  life?(): LifeFacts;
  /** The volumes by name, in a source that knows of them: views of one trace share them. */
  volumes?(): Volumes;
}

/** No instance was named. */
export const NO_INSTANCE: InstanceFacts = { former: [], vepoch: 0 };

/** No record at all. */
export const NO_EXTENT: ExtentFacts = { upto: NO_LSN, beyond: [] };

/** A copy of which nothing was seen. */
export const NO_COPY: CopyFacts = {
  held: NO_EXTENT,
  scl: NO_LSN,
  incoming: [],
  applied: NO_EXTENT,
  staged: NO_LSN,
  collected: NO_LSN,
};

/** The source of an empty view, for traces. */
export const nothing: Source = {
  config: () => ({ groups: {} }),
  log: () => ({ records: [] }),
  points: () => ({ pgcl: {}, vcl: NO_LSN, vdl: NO_LSN, pgmrpl: {}, epochs: {} }),
  commits: () => ({ open: {}, acked: [], failed: [] }),
  segment: () => NO_COPY,
  acks: () => NO_EXTENT,
  faults: () => ({ crashed: [], frozen: [], cut: [], azs: [] }),
  families: () => NO_FAMILY,
};
