/**
 * The life of a cluster: what it and its instances are, and what is asked of them.
 *
 * @module
 */
import type { Kind } from "./kind.ts";

/** What a cluster is: the words of the service, and `deleted` for one that it knows no more. */
export const CLUSTER_STATUSES = [
  "available",
  "backing-up",
  "backtracking",
  "cloning-failed",
  "creating",
  "deleted",
  "deleting",
  "failing-over",
  "inaccessible-encryption-credentials-recoverable",
  "inaccessible-encryption-credentials",
  "maintenance",
  "migrating",
  "migration-failed",
  "modifying",
  "promoting",
  "renaming",
  "resetting-master-credentials",
  "starting",
  "stopped",
  "stopping",
  "storage-optimization",
  "update-iam-db-auth",
  "upgrading",
] as const;

/** What an instance is, in the words of the service, and `deleted` for one that it knows no more. */
export const INSTANCE_STATUSES = [
  "available",
  "backing-up",
  "backtracking",
  "configuring-enhanced-monitoring",
  "configuring-iam-database-auth",
  "configuring-log-exports",
  "converting-to-vpc",
  "creating",
  "deleted",
  "deleting",
  "failed",
  "inaccessible-encryption-credentials-recoverable",
  "inaccessible-encryption-credentials",
  "incompatible-network",
  "incompatible-option-group",
  "incompatible-parameters",
  "incompatible-restore",
  "maintenance",
  "modifying",
  "moving-to-vpc",
  "rebooting",
  "renaming",
  "resetting-master-credentials",
  "restore-error",
  "starting",
  "stopped",
  "stopping",
  "storage-full",
  "storage-optimization",
  "upgrading",
] as const;

/** What may be asked of a cluster and its instances. */
export const REQUESTS = [
  "create-cluster",
  "modify-cluster",
  "start-cluster",
  "stop-cluster",
  "failover-cluster",
  "delete-cluster",
  "create-instance",
  "modify-instance",
  "reboot-instance",
  "stop-instance",
  "delete-instance",
] as const;

/** What keeps a cluster from being deleted, or stopped; again when that changes. */
export interface ClusterLine extends Kind<"cluster"> {
  /** Deletion protection is on. */
  readonly protected?: boolean;
  /** It is part of a global database. */
  readonly global?: boolean;
  /** It replicates to another cluster, or from one. */
  readonly replicates?: boolean;
  /** It is a cluster of Serverless v1. */
  readonly serverless?: boolean;
}

/** The cluster has this status from now on. */
export interface ClusterStatus extends Kind<"cluster-status"> {
  /** The status. */
  readonly status: typeof CLUSTER_STATUSES[number];
}

/** An instance has this status from now on. */
export interface InstanceStatus extends Kind<"instance-status"> {
  /** The instance. */
  readonly instance: string;
  /** The status. */
  readonly status: typeof INSTANCE_STATUSES[number];
  /** It is the one that writes. */
  readonly writer?: boolean;
}

/** Somebody asked the service for something and was told that it will be done, or was refused. */
export interface Admin extends Kind<"admin"> {
  /** What was asked for. */
  readonly request: typeof REQUESTS[number];
  /** The instance that it is about. */
  readonly instance?: string;
  /** The final snapshot, where a cluster is to be deleted with one. */
  readonly snapshot?: string;
  /** It was refused. */
  readonly refused?: boolean;
}

/** Every event of the life of a cluster. */
export type LifeEvent = ClusterLine | ClusterStatus | InstanceStatus | Admin;
