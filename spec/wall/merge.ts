/**
 * Another order of the events of a trace that was merged by wall clocks: one that leaves the events
 * of each node in their order and every message behind its sending, and puts causes as early as
 * that allows. What is wrong in the order of the lines and right in this one is wrong only by the
 * clocks.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { Heap } from "./heap.ts";
import { type Leaning, nodeOf, speaksOf, stageOf } from "./place.ts";
import { Waits } from "./waits.ts";

interface Entry {
  readonly event: TraceEvent;
  readonly line: number;
  readonly stage: number;
  readonly lsn: Lsn;
  readonly node: string;
  /** The event behind it on the same node. */
  next: Entry | undefined;
  isOut: boolean;
}

/** Takes the next event of the other order. */
export type Take = (event: TraceEvent, line: number) => void;

/** Puts events into another order. At most so many are held back as `reach` says. */
export class Merge {
  readonly #leaning: Leaning;
  readonly #reach: number;
  readonly #take: Take;
  readonly #last = new Map<string, Entry>();
  readonly #waits = new Waits();
  readonly #heads = new Heap<Entry>(goesBefore);
  #held: Entry[] = [];
  #oldest = 0;
  #count = 0;

  /** Hands each event to `take`, in the other order. */
  constructor(leaning: Leaning, reach: number, take: Take) {
    this.#leaning = leaning;
    this.#reach = reach;
    this.#take = take;
  }

  /** Takes the next line. */
  push(event: TraceEvent, line: number): void {
    const stage = stageOf(event, this.#leaning);
    if (stage === undefined) {
      this.flush();
      this.#take(event, line);
      return;
    }
    const [lsn, node] = [speaksOf(event) ?? NO_LSN, nodeOf(event)];
    this.#hold({ event, line, stage, lsn, node, next: undefined, isOut: false });
    if (this.#count > this.#reach / 2) this.#release();
    for (let at = this.#firstHeld()!; line - at.line >= this.#reach; at = this.#firstHeld()!) {
      this.#out(at);
    }
  }

  /** Lets go all that is held back. */
  flush(): void {
    while (this.#count > 0) this.#release();
  }

  #hold(entry: Entry): void {
    const before = this.#last.get(entry.node);
    this.#last.set(entry.node, entry);
    this.#held.push(entry);
    this.#count++;
    this.#waits.come(entry.event);
    if (before === undefined) this.#heads.push(entry);
    else before.next = entry;
  }

  /** Lets the best event go that waits for none; if all wait for each other, the oldest. */
  #release(): void {
    const waiting: Entry[] = [];
    let found: Entry | undefined;
    for (let head = this.#heads.pop(); head !== undefined; head = this.#heads.pop()) {
      if (head.isOut) continue;
      if (!this.#waits.has(head.event)) {
        found = head;
        break;
      }
      waiting.push(head);
    }
    for (const head of waiting) this.#heads.push(head);
    this.#out(found ?? this.#firstHeld()!);
  }

  #out(entry: Entry): void {
    entry.isOut = true;
    this.#count--;
    this.#waits.go(entry.event);
    this.#take(entry.event, entry.line);
    if (entry.next !== undefined) this.#heads.push(entry.next);
    else this.#last.delete(entry.node);
  }

  #firstHeld(): Entry | undefined {
    while (this.#held[this.#oldest]?.isOut) this.#oldest++;
    if (this.#oldest > this.#reach) {
      this.#held = this.#held.slice(this.#oldest);
      this.#oldest = 0;
    }
    return this.#held[this.#oldest];
  }
}

/** Causes first; of the same stage the lower LSN, and then the earlier line. */
function goesBefore(one: Entry, other: Entry): boolean {
  if (one.stage !== other.stage) return one.stage < other.stage;
  return one.lsn === other.lsn ? one.line < other.line : one.lsn < other.lsn;
}
