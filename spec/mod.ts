/**
 * What must be true of what can be seen: the view of a volume, and the invariants over it.
 *
 * @module
 */
export type * from "../traces/event.ts";
export type { Group, Quorum } from "../model/quorum/quorum.ts";
export type {
  AzId,
  Lsn,
  Member,
  PgId,
  RedoRecord,
  SegmentId,
  SegmentKind,
  TxnId,
} from "../model/terms.ts";
export { askable } from "./askable.ts";
export type { Finding, Invariant, Needs, Violation } from "./invariant.ts";
export { invariants } from "./invariants/all.ts";
export { type Found, Judging, type Verdict } from "./judging.ts";
export { Orders, OTHER_ORDERS, REACH } from "./wall/orders.ts";
export { View, type ViewOptions } from "./view.ts";
export type { Answers } from "./view/answers.ts";
export type { Commits } from "./view/commits.ts";
export type { Config, GroupConfig, Loss } from "./view/config.ts";
export type { Copy } from "./view/copy.ts";
export { dump, type Plain } from "./view/dump.ts";
export type { Extent } from "./view/extent.ts";
export type { Leavings } from "./view/leavings.ts";
export * from "./view/facts.ts";
export type { Stood } from "./view/memberships.ts";
export type { Families } from "./view/families.ts";
export * from "./view/branch_facts.ts";
export * from "./view/family_facts.ts";
export type { Faults } from "./view/faults.ts";
export type { Cluster } from "./view/cluster.ts";
export type { Replica, Replicas } from "./view/replicas.ts";
export type { ReplicaFacts } from "./view/replica_facts.ts";
export type {
  BackupFacts,
  BlockVersions,
  Picture,
  RestorePoint,
  RestoreWindow,
} from "./view/backup_facts.ts";
export type { Around, Backups } from "./view/backups.ts";
export type { Geometry, GeometryFacts } from "./view/geometry.ts";
export type { Branches, Undone } from "./view/branches.ts";
export type { Life, LifeFacts, MemberFacts, Stopped } from "./view/life.ts";
export type { Restored, VolumeFacts, Volumes } from "./view/volumes.ts";
export type {
  ClusterFacts,
  CustomFacts,
  EndpointFacts,
  InstanceShape,
} from "./view/cluster_facts.ts";
export type { Instances } from "./view/instances.ts";
export type { Lineage } from "./view/lineage.ts";
export type { Chain, Log, LogRecord } from "./view/log.ts";
export type { Mtrs } from "./view/mtrs.ts";
export type { Parts } from "./view/parts.ts";
export type { Pages, PageValue } from "./view/pages.ts";
export type { Points, ReadPoint } from "./view/points.ts";
export type { ReadViews } from "./view/read_views.ts";
export type { Perishable, Reach } from "./view/reach.ts";
export type { Recoveries } from "./view/recoveries.ts";
export type { Reports } from "./view/reports.ts";
export type { Transaction, Transactions } from "./view/transactions.ts";
export type { Window, WindowOptions } from "./view/window.ts";
