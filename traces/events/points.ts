/**
 * What a node announces.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** A copy announces its SCL: it holds every record of its group up to here, inclusive. */
export interface Scl extends Kind<"scl"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The SCL. */
  readonly lsn: Lsn;
}

/** The writer announces the PGCL of a group. */
export interface Pgcl extends Kind<"pgcl"> {
  /** The group. */
  readonly pg: PgId;
  /** The PGCL. */
  readonly lsn: Lsn;
}

/** The writer announces VCL. */
export interface Vcl extends Kind<"vcl"> {
  /** VCL. */
  readonly lsn: Lsn;
}

/** The writer announces VDL. */
export interface Vdl extends Kind<"vdl"> {
  /** VDL. */
  readonly lsn: Lsn;
}

/** An instance announces the lowest read point it may still use in a group. */
export interface Pgmrpl extends Kind<"pgmrpl"> {
  /** The group. */
  readonly pg: PgId;
  /** The lowest read point. */
  readonly lsn: Lsn;
  /** The instance that may still read there. */
  readonly instance?: string;
}

/** A replica was told VDL: from here on it may apply, and let its readers see, what lies up to it. */
export interface ReplicaVdl extends Kind<"replica-vdl"> {
  /** The replica. */
  readonly instance: string;
  /** The VDL that it was told. */
  readonly lsn: Lsn;
}

/** Every announcement. */
export type PointEvent =
  | Scl
  | Pgcl
  | Vcl
  | Vdl
  | Pgmrpl
  | ReplicaVdl;
