/**
 * The vocabulary of observation: every event that a trace can hold, as TypeScript sees it. The
 * same words are a line of a `.trace` file (`trace.ohm`) and an object of a `.jsonl` file.
 *
 * Events are judged in file order. An event says what became true at that moment, at the place
 * that it names. A kind that the recorder cannot see is left out of `sees`, so that its absence
 * means nothing.
 *
 * @module
 */
import type { Quorum } from "../model/quorum.ts";
import type { AzId, Lsn, Member, PgId, SegmentId, TxnId } from "../model/terms.ts";

/** What every event may carry besides its own fields. */
export interface Tail {
  /** The node that recorded the event: events of one node stand in their true order. */
  readonly by?: string;
  /** When, on that node's clock. Unit: microseconds. */
  readonly t?: bigint;
  /** The volume, where a trace tells of more than one. */
  readonly volume?: string;
  /** Fields of a vendor: each name starts with `x-`. */
  readonly x?: Readonly<Record<string, string>>;
}

/** How far the order of lines may be trusted when they come from several nodes. */
export type Clock = "order" | "wall" | "logical";

/** First line of a trace. `clock=order`: a line is never before one that caused it. */
export interface Trace extends Tail {
  readonly kind: "trace";
  /** Version of this vocabulary: 1. */
  readonly version: number;
  /** What the order of lines rests on. */
  readonly clock: Clock;
  /** What was recorded, in words: the system and its version. */
  readonly system?: string;
}

/** The event kinds that the recorder can see. */
export interface Sees extends Tail {
  readonly kind: "sees";
  readonly kinds: readonly string[];
}

/** A setting of the system under test, for the reader. */
export interface Setting extends Tail {
  readonly kind: "setting";
  readonly name: string;
  readonly value: string;
}

/** A protection group: its members with their AZs, and its two rules. */
export interface GroupEvent extends Tail {
  readonly kind: "group";
  readonly pg: PgId;
  readonly members: readonly Member[];
  readonly write: Quorum;
  readonly read: Quorum;
}

/** How many LSNs may be allocated above VDL (S17 §4.2.1). */
export interface LalEvent extends Tail {
  readonly kind: "lal";
  readonly records: Lsn;
}

/** The writer allocated an LSN to a record. `prev` is the back-link within the group. */
export interface Write extends Tail {
  readonly kind: "write";
  readonly lsn: Lsn;
  readonly pg: PgId;
  readonly prev: Lsn;
  /** Back-link of the volume chain. */
  readonly vprev?: Lsn;
  /** The block it changes. */
  readonly page?: string;
  /** Back-link of the block chain. */
  readonly pprev?: Lsn;
  /** The mini-transaction it belongs to. */
  readonly mtr?: string;
  /** The user transaction it belongs to. */
  readonly txn?: TxnId;
  /** Last record of its mini-transaction. */
  readonly cpl?: boolean;
  /** The commit record of `txn`: its LSN is the SCN. */
  readonly commit?: boolean;
}

/** What a request to a copy may say of the epochs it was made in. */
interface Epochs {
  readonly vepoch?: number;
  readonly mepoch?: number;
}

/** An instance sent a record to a copy. */
export interface Ship extends Tail, Epochs {
  readonly kind: "ship";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
}

/** A record reached the incoming queue of a copy: in memory, not durable. */
export interface Receive extends Tail, Epochs {
  readonly kind: "receive";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
}

/** A record is durable on a copy. */
export interface Store extends Tail, Epochs {
  readonly kind: "store";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
}

/** The writer learned that a copy holds a record, and the SCL that the copy reported with it. */
export interface Ack extends Tail, Epochs {
  readonly kind: "ack";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
  readonly scl: Lsn;
}

/** A copy fetched a record from a peer; it is durable there now. */
export interface Gossip extends Tail, Epochs {
  readonly kind: "gossip";
  readonly seg: SegmentId;
  readonly from: SegmentId;
  readonly lsn: Lsn;
}

/** A copy applied one record to its block. */
export interface Coalesce extends Tail {
  readonly kind: "coalesce";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
}

/** A copy has staged its log up to here to the backup store. */
export interface Stage extends Tail {
  readonly kind: "stage";
  readonly seg: SegmentId;
  readonly upto: Lsn;
}

/** A copy collected what it held up to here. */
export interface Collect extends Tail {
  readonly kind: "collect";
  readonly seg: SegmentId;
  readonly upto: Lsn;
}

/** A copy re-validated a block. */
export interface Scrub extends Tail {
  readonly kind: "scrub";
  readonly seg: SegmentId;
  readonly page: string;
  readonly result: "ok" | "bad" | "repaired";
}

/** A copy announces its SCL: it holds every record of its group up to here, inclusive. */
export interface Scl extends Tail {
  readonly kind: "scl";
  readonly seg: SegmentId;
  readonly lsn: Lsn;
}

/** The writer announces the PGCL of a group. */
export interface Pgcl extends Tail {
  readonly kind: "pgcl";
  readonly pg: PgId;
  readonly lsn: Lsn;
}

/** The writer announces VCL. */
export interface Vcl extends Tail {
  readonly kind: "vcl";
  readonly lsn: Lsn;
}

/** The writer announces VDL. */
export interface Vdl extends Tail {
  readonly kind: "vdl";
  readonly lsn: Lsn;
}

/** An instance announces the lowest read point it may still use in a group. */
export interface Pgmrpl extends Tail {
  readonly kind: "pgmrpl";
  readonly pg: PgId;
  readonly lsn: Lsn;
  readonly instance?: string;
}

/** A client opened a transaction. */
export interface Begin extends Tail {
  readonly kind: "begin";
  readonly txn: TxnId;
}

/** A client asked for a commit. */
export interface CommitRequested extends Tail {
  readonly kind: "commit-requested";
  readonly txn: TxnId;
  readonly scn?: Lsn;
}

/** A client was told that its commit is durable. */
export interface CommitAcked extends Tail {
  readonly kind: "commit-acked";
  readonly txn: TxnId;
  readonly scn?: Lsn;
}

/** A client was told that its transaction did not commit. */
export interface CommitFailed extends Tail {
  readonly kind: "commit-failed";
  readonly txn: TxnId;
  readonly why?: string;
}

/** A client read a page (or key) at a read point, from a copy or from a cache. */
export interface Read extends Tail {
  readonly kind: "read";
  readonly page: string;
  readonly at: Lsn;
  readonly seg?: SegmentId;
  readonly instance?: string;
  readonly txn?: TxnId;
  readonly value?: string;
}

/** A node lost what it had in memory and is gone. `node` is a copy or an instance. */
export interface Crash extends Tail {
  readonly kind: "crash";
  readonly node: string;
}

/** A node is back with what it had on disk. */
export interface Restart extends Tail {
  readonly kind: "restart";
  readonly node: string;
}

/** A node stops answering and keeps its memory. */
export interface Freeze extends Tail {
  readonly kind: "freeze";
  readonly node: string;
}

/** A frozen node answers again. */
export interface Thaw extends Tail {
  readonly kind: "thaw";
  readonly node: string;
}

/** Every node of an AZ is out of reach. */
export interface AzDown extends Tail {
  readonly kind: "az-down";
  readonly az: AzId;
}

/** An AZ is back. */
export interface AzUp extends Tail {
  readonly kind: "az-up";
  readonly az: AzId;
}

/** Nodes that no longer reach the others. */
export interface Partition extends Tail {
  readonly kind: "partition";
  readonly nodes: readonly string[];
}

/** Every partition is over. */
export interface Heal extends Tail {
  readonly kind: "heal";
}

/** A copy lost all it had on disk. */
export interface DiskLoss extends Tail {
  readonly kind: "disk-loss";
  readonly node: string;
}

/** A volume epoch was installed on a copy, or raised in the metadata service. */
export interface VolumeEpoch extends Tail {
  readonly kind: "volume-epoch";
  readonly epoch: number;
  readonly seg?: SegmentId;
  readonly instance?: string;
}

/** A membership epoch of a group: the `group` line that follows it states the new members. */
export interface MembershipEpoch extends Tail {
  readonly kind: "membership-epoch";
  readonly pg: PgId;
  readonly epoch: number;
  readonly seg?: SegmentId;
}

/** The volume grew by a group, or changed its quorum model. */
export interface GeometryEpoch extends Tail {
  readonly kind: "geometry-epoch";
  readonly epoch: number;
}

/** A recovery computed its points and annulled the LSNs above `from` up to `to`, inclusive. */
export interface Recovery extends Tail {
  readonly kind: "recovery";
  readonly epoch: number;
  readonly responders: readonly SegmentId[];
  readonly vcl: Lsn;
  readonly vdl: Lsn;
  readonly from: Lsn;
  readonly to: Lsn;
}

/** A copy refused a request of an older epoch. */
export interface Fence extends Tail {
  readonly kind: "fence";
  readonly seg: SegmentId;
  readonly vepoch: number;
  readonly lsn?: Lsn;
}

/** An instance opened the volume. */
export interface Open extends Tail {
  readonly kind: "open";
  readonly instance: string;
  readonly role: "writer" | "replica";
  readonly epoch?: number;
}

/** A replica applied a record to a cached page. */
export interface Apply extends Tail {
  readonly kind: "apply";
  readonly instance: string;
  readonly lsn: Lsn;
}

/** An instance opened or closed a read view. */
export interface ReadView extends Tail {
  readonly kind: "read-view";
  readonly instance: string;
  readonly view: string;
  readonly at: Lsn;
  readonly closed?: boolean;
}

/** A replica became the writer. */
export interface Promote extends Tail {
  readonly kind: "promote";
  readonly instance: string;
}

/** An endpoint points at an instance from now on. */
export interface Endpoint extends Tail {
  readonly kind: "endpoint";
  readonly name: string;
  readonly instance: string;
}

/** An instance kept or dropped a cached page. */
export interface Cache extends Tail {
  readonly kind: "cache";
  readonly instance: string;
  readonly page: string;
  readonly lsn: Lsn;
  readonly result: "kept" | "dropped";
}

/** The volume was rewound to `actual`, asked for `target`. */
export interface Backtrack extends Tail {
  readonly kind: "backtrack";
  readonly target: Lsn;
  readonly actual: Lsn;
}

/** A volume was cloned at an LSN. */
export interface Clone extends Tail {
  readonly kind: "clone";
  readonly of: string;
  readonly as: string;
  readonly at: Lsn;
}

/** A page of a volume points at a physical page. */
export interface Page extends Tail {
  readonly kind: "page";
  readonly page: string;
  readonly physical: string;
}

/** A volume was deleted. */
export interface DeleteVolume extends Tail {
  readonly kind: "delete-volume";
  readonly name: string;
}

/** A snapshot of the volume at an LSN. */
export interface Snapshot extends Tail {
  readonly kind: "snapshot";
  readonly name: string;
  readonly at: Lsn;
}

/** A new volume was restored from another, up to an LSN. */
export interface Restore extends Tail {
  readonly kind: "restore";
  readonly of: string;
  readonly as: string;
  readonly at: Lsn;
}

/** Last line, if the recorder knows that nothing is in flight any more: all that could arrive did. */
export interface End extends Tail {
  readonly kind: "end";
}

/** A kind of a vendor: its name starts with `x-`, and so do its fields. */
export interface Extension extends Tail {
  readonly kind: `x-${string}`;
}

/** Every event of a trace. */
export type TraceEvent =
  | Trace
  | Sees
  | Setting
  | GroupEvent
  | LalEvent
  | Write
  | Ship
  | Receive
  | Store
  | Ack
  | Gossip
  | Coalesce
  | Stage
  | Collect
  | Scrub
  | Scl
  | Pgcl
  | Vcl
  | Vdl
  | Pgmrpl
  | Begin
  | CommitRequested
  | CommitAcked
  | CommitFailed
  | Read
  | Crash
  | Restart
  | Freeze
  | Thaw
  | AzDown
  | AzUp
  | Partition
  | Heal
  | DiskLoss
  | VolumeEpoch
  | MembershipEpoch
  | GeometryEpoch
  | Recovery
  | Fence
  | Open
  | Apply
  | ReadView
  | Promote
  | Endpoint
  | Cache
  | Backtrack
  | Clone
  | Page
  | DeleteVolume
  | Snapshot
  | Restore
  | End
  | Extension;

/** The kinds that this vocabulary defines. */
export type EventKind = Exclude<TraceEvent, Extension>["kind"];

/** The event of one kind. */
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>;
