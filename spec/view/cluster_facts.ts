/**
 * What a view knows of the instances of a cluster, as plain facts.
 *
 * @module
 */
import type { AzId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";

/** What a failover goes by, as far as it is told. */
export interface InstanceShape {
  /** The AZ in which the instance runs. */
  readonly az?: AzId;
  /** Its promotion tier. */
  readonly tier?: number;
  /** Its size. */
  readonly size?: number;
}

/** An endpoint. */
export interface EndpointFacts {
  /** Whom it leads to. */
  readonly role: EventOf<"endpoint">["role"];
  /** The instances that it leads to now. */
  readonly instances: readonly string[];
}

/** Whom a custom endpoint is for. */
export type CustomFacts = Pick<EventOf<"custom-endpoint">, "type" | "members" | "excluded">;

/** The instances of a cluster and its endpoints. */
export interface ClusterFacts {
  /** What a failover goes by, by instance. */
  readonly shapes: Readonly<Record<string, InstanceShape>>;
  /** The instances that opened the volume to read, and are not known to be gone. */
  readonly replicas: readonly string[];
  /** Where each endpoint leads. */
  readonly endpoints: Readonly<Record<string, EndpointFacts>>;
  /** Who could take the place of the writer only since that was to be done. */
  readonly late: readonly string[];
  /** Whom each custom endpoint is for. */
  readonly custom: Readonly<Record<string, CustomFacts>>;
  /** Whose each endpoint of an instance is. */
  readonly owners: Readonly<Record<string, string>>;
}

/** Nothing was told of a cluster. */
export const NO_CLUSTER: ClusterFacts = {
  shapes: {},
  replicas: [],
  endpoints: {},
  late: [],
  custom: {},
  owners: {},
};
