/**
 * What is out of order.
 *
 * @module
 */
import type { AzId, SegmentId } from "../../model/terms.ts";
import type { FaultFacts } from "./facts.ts";

/** What is out of order. */
export class Faults {
  /** Nodes that crashed on their own: they stay down when their AZ is back. */
  readonly crashed: Set<string>;
  /** Nodes that do not answer. */
  readonly frozen: Set<string>;
  /** Nodes that are cut off. */
  readonly cut: Set<string>;
  /** Instances that crashed and have not opened the volume since: a trace alone can tell. */
  readonly starting: Set<string> = new Set();
  /** Lost availability zones. */
  readonly azs: Set<AzId>;

  /** The faults that these facts tell. */
  constructor({ crashed, frozen, cut, azs }: FaultFacts) {
    this.crashed = new Set(crashed);
    this.frozen = new Set(frozen);
    this.cut = new Set(cut);
    this.azs = new Set(azs);
  }

  /** Is the node out of reach, for itself or with its AZ? */
  isDown(node: SegmentId, az?: AzId): boolean {
    return this.crashed.has(node) || this.frozen.has(node) || this.cut.has(node) ||
      az !== undefined && this.azs.has(az);
  }

  /** Every node that crashed, does not answer or is cut off. */
  nodes(): string[] {
    return [...this.crashed, ...this.frozen, ...this.cut];
  }

  /** They as plain facts, in order. */
  facts(): FaultFacts {
    const [crashed, frozen, cut, azs] = [this.crashed, this.frozen, this.cut, this.azs]
      .map((names) => [...names].sort()) as [string[], string[], string[], string[]];
    return { crashed, frozen, cut, azs };
  }
}
