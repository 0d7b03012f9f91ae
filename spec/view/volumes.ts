/**
 * The volumes of a trace: which are there, and which were restored from what. All views share it.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Picture } from "./backup_facts.ts";

/** A volume that was restored. */
export interface Restored extends Picture {
  /** The volume that it was made of. */
  readonly of: string;
  /** The snapshot, if it was not restored to a time. */
  readonly snapshot?: string;
}

/** The volumes, as plain facts. */
export interface VolumeFacts {
  /** Those that were restored, by name. */
  readonly restored: Readonly<Record<string, Restored>>;
  /** Those that were written to, or restored from. */
  readonly used: readonly string[];
}

/** The volumes of a trace, by name. Those without a name are not here. */
export class Volumes {
  readonly #restored: Map<string, Restored>;
  readonly #used: Set<string>;

  /** The volumes that these facts tell. */
  constructor({ restored, used }: VolumeFacts = { restored: {}, used: [] }) {
    this.#restored = new Map(Object.entries(restored));
    this.#used = new Set(used);
  }

  /** Is there a volume of this name, as far as can be seen? */
  has(name: string): boolean {
    return this.#used.has(name) || this.#restored.has(name);
  }

  /** What a volume has of its restore; undefined for one that was not restored. */
  restored(name: string): Restored | undefined {
    return this.#restored.get(name);
  }

  /** A volume was restored. */
  restore({ of, as, snapshot }: EventOf<"restore">, picture: Picture): void {
    this.#used.add(of);
    this.#restored.set(as, { of, ...snapshot !== undefined && { snapshot }, ...picture });
  }

  /** A volume was written to. If its LSNs begin anew, they cannot be told from those of its source. */
  write(name: string, lsn: Lsn): void {
    if (!this.#used.has(name)) this.#used.add(name);
    const restored = this.#restored.get(name);
    if (restored === undefined || lsn > restored.at) return;
    this.#restored.set(name, { ...restored, blocks: {}, isWhole: false });
  }

  /** A volume is gone. */
  delete(name: string): void {
    this.#used.delete(name);
    this.#restored.delete(name);
  }

  /** They as plain facts. */
  facts(): VolumeFacts {
    return { restored: Object.fromEntries(this.#restored), used: [...this.#used].sort() };
  }
}
