/**
 * Which node answers clients, as far as it is told.
 *
 * @module
 */
import type { Config } from "./config.ts";

/** The instances of a volume. */
export class Instances {
  #writer: string | undefined;
  readonly #replicas = new Set<string>();

  /** An instance opened the volume. True if it takes the place of a writer. */
  open(instance: string, role: "writer" | "replica"): boolean {
    if (role === "replica") {
      this.#replicas.add(instance);
      return false;
    }
    const isNext = this.#writer !== undefined;
    this.#replicas.delete(instance);
    this.#writer = instance;
    return isNext;
  }

  /**
   * May a node be the writer? Where no line says who is, any may that is neither a copy nor a
   * replica.
   */
  mayWrite(node: string, config: Config): boolean {
    if (this.#writer !== undefined) return node === this.#writer;
    return !config.wasCopy(node) && !this.#replicas.has(node);
  }
}
