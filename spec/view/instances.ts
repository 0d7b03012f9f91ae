/**
 * Which node answers clients, as far as it is told.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";
import type { Config } from "./config.ts";
import { type InstanceFacts, NO_INSTANCE } from "./facts.ts";

/** The instances of a volume. */
export class Instances {
  #writer: string | undefined;
  /** The volume epoch with which a writer opened the volume last; 0 where none was told. */
  vepoch: number;
  readonly #former: Set<string>;
  readonly #replicas = new Set<string>();
  /** Who raised a volume epoch that no recovery has come to the end of. */
  readonly #raised = new Map<number, string>();

  /** The instances that these facts tell. */
  constructor({ writer, former, vepoch }: InstanceFacts = NO_INSTANCE) {
    this.#writer = writer;
    this.vepoch = vepoch;
    this.#former = new Set(former);
  }

  /**
   * An instance opened the volume. True if it takes the place of a writer.
   *
   * @param recovered The volume epoch of the last recovery.
   */
  open(opening: Omit<EventOf<"open">, "kind">, recovered = 0): boolean {
    const { instance, role, vepoch = Infinity } = opening;
    if (role === "replica") {
      this.#replicas.add(instance);
      return false;
    }
    if (vepoch < this.vepoch || vepoch < recovered) {
      // Another was faster: this one has lost the volume before it knows that it has it.
      if (instance !== this.#writer) this.#former.add(instance);
      return false;
    }
    if (vepoch !== Infinity) this.vepoch = vepoch;
    return this.#displace(instance);
  }

  /** An instance raised the volume epoch, so as to open the volume. */
  raise(instance: string, vepoch: number): void {
    this.#raised.set(vepoch, instance);
  }

  /**
   * A recovery came to its end: who raised its epoch is the writer, whenever it opens the volume.
   * Where that is not told, nobody is until one does.
   */
  recover(vepoch: number): void {
    const instance = this.#raised.get(vepoch);
    if (instance !== undefined) this.#displace(instance);
    else if (this.#writer !== undefined) this.#former.add(this.#writer);
    for (const raised of this.#raised.keys()) if (raised <= vepoch) this.#raised.delete(raised);
  }

  /** The instance that opened the volume last to write, or whose recovery came to its end. */
  get writer(): string | undefined {
    return this.#writer;
  }

  /** Was a node the writer, and is another now? It may not know, and go on for a while. */
  isFormer(node: string): boolean {
    return this.#former.has(node);
  }

  /**
   * May a node be the writer? Where no line says who is, any may that is neither a copy nor a
   * replica.
   */
  mayWrite(node: string, config: Config): boolean {
    if (this.#writer !== undefined) return node === this.#writer;
    return !config.wasCopy(node) && !this.#replicas.has(node);
  }

  /** They as plain facts. */
  facts(): InstanceFacts {
    const writer = this.#writer;
    const former = [...this.#former].sort();
    return { ...writer !== undefined && { writer }, former, vepoch: this.vepoch };
  }

  #displace(instance: string): boolean {
    const before = this.#writer;
    if (before !== undefined && before !== instance) this.#former.add(before);
    this.#replicas.delete(instance);
    this.#former.delete(instance);
    this.#writer = instance;
    return before !== undefined;
  }
}
