/**
 * What an event is sure to stand behind and that has not gone yet: the record that it speaks of, the
 * copy that it has it from, the request that it answers.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { EventOf, TraceEvent } from "../../traces/event.ts";
import { Heap } from "./heap.ts";
import { speaksOf } from "./place.ts";

interface Pending {
  readonly lsn: Lsn;
  isGone: boolean;
}

/** Follows what is held back. */
export class Waits {
  readonly #writes = new Map<string, Heap<Pending>>();
  readonly #pending = new Map<TraceEvent, Pending>();
  readonly #causes = new Map<string, number>();

  /** An event is held back. */
  come(event: TraceEvent): void {
    if (event.kind === "write") {
      const pending = { lsn: event.lsn, isGone: false };
      this.#pending.set(event, pending);
      this.#writesOf(event).push(pending);
    }
    this.#count(event, 1);
  }

  /** An event goes. */
  go(event: TraceEvent): void {
    const pending = this.#pending.get(event);
    if (pending !== undefined) pending.isGone = true;
    this.#pending.delete(event);
    this.#count(event, -1);
  }

  /** Must an event wait for one that is held back? */
  has(event: TraceEvent): boolean {
    if (event.kind === "write") return false;
    const lsn = speaksOf(event);
    const least = this.#leastWrite(event);
    if (lsn !== undefined && least !== undefined && least <= lsn) return true;
    const cause = effectOf(event);
    return cause !== undefined && this.#causes.has(cause);
  }

  #leastWrite(event: TraceEvent): Lsn | undefined {
    const writes = this.#writesOf(event);
    while (writes.least?.isGone) writes.pop();
    return writes.least?.lsn;
  }

  #writesOf({ volume = "" }: TraceEvent): Heap<Pending> {
    let writes = this.#writes.get(volume);
    if (writes === undefined) {
      writes = new Heap((one, other) => one.lsn < other.lsn);
      this.#writes.set(volume, writes);
    }
    return writes;
  }

  #count(event: TraceEvent, by: number): void {
    const cause = causeOf(event);
    if (cause === undefined) return;
    const count = (this.#causes.get(cause) ?? 0) + by;
    if (count === 0) this.#causes.delete(cause);
    else this.#causes.set(cause, count);
  }
}

/** Is an event sure to stand behind another one, since it speaks of it or was caused by it? */
export function isBehind(event: TraceEvent, other: TraceEvent): boolean {
  if (event.kind === "write") return false;
  const lsn = speaksOf(event);
  if (other.kind === "write" && other.volume === event.volume) {
    if (lsn !== undefined && other.lsn <= lsn) return true;
  }
  const cause = effectOf(event);
  return cause !== undefined && cause === causeOf(other);
}

/** What an event causes, by a name. */
function causeOf(event: TraceEvent): string | undefined {
  const { volume = "" } = event;
  switch (event.kind) {
    case "commit-requested":
      return `${volume} ${event.txn}`;
    case "write":
      return event.commit && event.txn !== undefined ? `${volume} ${event.txn}` : undefined;
    case "store":
    case "gossip":
      return `${volume} ${event.seg} ${event.lsn}`;
    case "volume-epoch":
      return event.seg === undefined ? `${volume} epoch ${event.vepoch}` : undefined;
    case "membership-epoch":
      return isRaise(event) ? `${volume} ${event.pg} epoch ${event.mepoch}` : undefined;
  }
}

/** What an event is caused by, by the same name. */
function effectOf(event: TraceEvent): string | undefined {
  const { volume = "" } = event;
  switch (event.kind) {
    case "commit-acked":
    case "commit-failed":
      return `${volume} ${event.txn}`;
    case "gossip":
      return `${volume} ${event.from} ${event.lsn}`;
    case "ack":
      return `${volume} ${event.seg} ${event.lsn}`;
    case "volume-epoch":
      return event.seg === undefined ? undefined : `${volume} epoch ${event.vepoch}`;
    case "truncate":
      return `${volume} epoch ${event.vepoch}`;
    case "membership-epoch":
      return isRaise(event) ? undefined : `${volume} ${event.pg} epoch ${event.mepoch}`;
  }
}

/** Is a membership epoch raised, not learned of? */
function isRaise({ seg, instance }: EventOf<"membership-epoch">): boolean {
  return seg === undefined && instance === undefined;
}
