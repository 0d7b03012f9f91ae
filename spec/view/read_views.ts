/**
 * The read views that are open.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { ReadViewFacts } from "./facts.ts";

/** The read views of all instances. */
export class ReadViews {
  readonly #points: Map<string, Map<string, Lsn>>;

  /** The read views that these facts tell. */
  constructor(facts: ReadViewFacts = {}) {
    this.#points = new Map(
      Object.entries(facts).map(([instance, views]) => [instance, new Map(Object.entries(views))]),
    );
  }

  /** A read view was opened or closed. */
  take({ instance, view, at, closed }: Omit<EventOf<"read-view">, "kind">): void {
    const views = this.#points.get(instance) ?? new Map<string, Lsn>();
    if (closed) views.delete(view);
    else views.set(view, at);
    if (views.size === 0) this.#points.delete(instance);
    else this.#points.set(instance, views);
  }

  /** The point of a read view that is open. */
  pointOf(instance: string, view: string): Lsn | undefined {
    return this.#points.get(instance)?.get(view);
  }

  /** An instance is gone, and its read views with it. */
  lose(instance: string): void {
    this.#points.delete(instance);
  }

  /** All are closed. */
  clear(): void {
    this.#points.clear();
  }

  /** The instances that have some. */
  get instances(): string[] {
    return [...this.#points.keys()];
  }

  /** They as plain facts. */
  facts(): ReadViewFacts {
    return Object.fromEntries(
      [...this.#points].map(([instance, views]) => [instance, Object.fromEntries(views)]),
    );
  }
}
