/**
 * What went wrong, and what is well again.
 *
 * @module
 */
import type { AzId, SegmentId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** A node lost what it had in memory and is gone. `node` is a copy or an instance. */
export interface Crash extends Kind<"crash"> {
  /** The node: a copy or an instance. */
  readonly node: string;
}

/** A node is back with what it had on disk. */
export interface Restart extends Kind<"restart"> {
  /** The node: a copy or an instance. */
  readonly node: string;
}

/** A node stops answering and keeps its memory. */
export interface Freeze extends Kind<"freeze"> {
  /** The node: a copy or an instance. */
  readonly node: string;
}

/** A frozen node answers again. */
export interface Thaw extends Kind<"thaw"> {
  /** The node: a copy or an instance. */
  readonly node: string;
}

/** Every node of an AZ is out of reach. */
export interface AzDown extends Kind<"az-down"> {
  /** The AZ. */
  readonly az: AzId;
}

/** An AZ is back. */
export interface AzUp extends Kind<"az-up"> {
  /** The AZ. */
  readonly az: AzId;
}

/** Nodes that no longer reach the others. */
export interface Partition extends Kind<"partition"> {
  /** The nodes: copies and instances. */
  readonly nodes: readonly string[];
}

/** Every partition is over. */
export interface Heal extends Kind<"heal"> {}

/** A copy lost all it had on disk. */
export interface DiskLoss extends Kind<"disk-loss"> {
  /** The copy. */
  readonly node: string;
}

/** A block of a copy does not hold any more what was written to it. */
export interface Damage extends Kind<"damage"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The block. */
  readonly page: string;
}

/** Every fault, and its end. */
export type FaultEvent =
  | Crash
  | Restart
  | Freeze
  | Thaw
  | AzDown
  | AzUp
  | Partition
  | Heal
  | DiskLoss
  | Damage;
