/**
 * The records of one page in one volume, as far as they are kept: what can still be told apart.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { VersionFacts } from "./family_facts.ts";

/** The records of one page in one volume. */
export class Versions {
  #kept: Lsn[];
  #older: boolean;

  /** Those that are told. */
  constructor({ kept, older }: VersionFacts = { kept: [], older: false }) {
    this.#kept = [...kept];
    this.#older = older;
  }

  /** One more is written. What lies below another one that is durable need not be kept. */
  add(lsn: Lsn, vdl: Lsn): void {
    this.#kept.push(lsn);
    this.#prune(vdl);
  }

  /** Takes back what lies above a point. */
  cut(above: Lsn): void {
    this.#kept = this.#kept.filter((lsn) => lsn <= above);
  }

  /** Is this one of them? Undefined where that cannot be told any more. */
  has(lsn: Lsn): boolean | undefined {
    if (this.#kept.includes(lsn)) return true;
    const [first] = this.#kept;
    return this.#older && (first === undefined || lsn < first) ? undefined : false;
  }

  /** The last one at or below a point: `none`, or `forgotten` where it cannot be told any more. */
  lastAt(at: Lsn): Lsn | "none" | "forgotten" {
    return this.#kept.findLast((lsn) => lsn <= at) ?? (this.#older ? "forgotten" : "none");
  }

  /** They as plain facts, no more than is needed at this VDL. */
  facts(vdl: Lsn): VersionFacts {
    this.#prune(vdl);
    return { kept: [...this.#kept], older: this.#older };
  }

  #prune(vdl: Lsn): void {
    while (this.#kept.length > 1 && this.#kept[1]! <= vdl) {
      this.#kept.shift();
      this.#older = true;
    }
  }
}
