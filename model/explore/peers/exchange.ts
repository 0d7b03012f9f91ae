/**
 * What one peer says to all the others, and hears from them.
 *
 * @module
 */
import type { Pairing } from "../pairing.ts";
import { hash } from "../pairs.ts";
import type { Common, Waiting } from "./common.ts";
import { type Hear, Hearing } from "./hearing.ts";
import { Inbox, Outbox } from "./mail.ts";
import { Telling } from "./telling.ts";
import type { Tongue } from "./tongue.ts";

/** Pairs of numbers that are remembered as told. A power of two. */
const TOLD = 1 << 16;

/** Words that may wait for a peer who is slow to hear. */
const BACKLOG = 1 << 16;

/** The mail of one peer. */
export class Exchange {
  readonly #common: Common;
  readonly #peer: number;
  readonly #outboxes: readonly (Outbox | undefined)[];
  readonly #tellings: readonly (Telling | undefined)[];
  readonly #hearings: readonly (Hearing | undefined)[];
  /** States that were told lately. */
  readonly #told = new Int32Array(2 * TOLD).fill(-1);

  constructor(common: Common, peer: number, tongue: Tongue, pairing: Pairing, hear: Hear) {
    this.#common = common;
    this.#peer = peer;
    const others = Array.from(
      { length: common.peers },
      (_, other) => other === peer ? undefined : other,
    );
    this.#outboxes = others.map((other) =>
      other === undefined ? undefined : new Outbox(common.ring(peer, other))
    );
    this.#tellings = this.#outboxes.map((out) => out && new Telling(tongue, pairing, out));
    this.#hearings = others.map((other) =>
      other === undefined
        ? undefined
        : new Hearing(tongue, pairing, new Inbox(common.ring(other, peer)), hear)
    );
  }

  /** Was a state told lately? Told again, it comes from no better parent. From now on it was. */
  hasTold(rest: number, alike: number): boolean {
    const slot = 2 * (hash(rest, alike) & (TOLD - 1));
    if (this.#told[slot] === rest && this.#told[slot + 1] === alike) return true;
    this.#told[slot] = rest;
    this.#told[slot + 1] = alike;
    return false;
  }

  /** Tells another peer of states. */
  to(other: number): Telling {
    return this.#tellings[other]!;
  }

  /** Hears what has come, and sends what can go. */
  pass(): void {
    for (let other = 0; other < this.#common.peers; other++) {
      const hasRead = this.#hearings[other]?.listen();
      const hasWritten = this.#outboxes[other]?.flush();
      if (hasRead || hasWritten) this.#common.wake(other);
    }
  }

  /** Waits while more waits to be heard than should. */
  *relieve(): Waiting<void> {
    yield* this.#passWhile(() => this.#outboxes.some((one) => one && one.waiting > BACKLOG));
  }

  /** Tells that this was all of a level, and hears all that the others have to say of it. */
  *end(): Waiting<void> {
    for (const telling of this.#tellings) telling?.end();
    yield* this.#passWhile(() =>
      this.#outboxes.some((one) => one && one.waiting > 0) ||
      this.#hearings.some((one) => one && !one.isOver)
    );
    for (const hearing of this.#hearings) if (hearing) hearing.isOver = false;
  }

  *#passWhile(isBusy: () => boolean): Waiting<void> {
    for (;;) {
      const woken = Atomics.load(this.#common.woken, this.#peer);
      this.pass();
      if (!isBusy()) return;
      // Whoever woke this peer since may have done so for what was passed just now.
      if (Atomics.load(this.#common.woken, this.#peer) === woken) yield woken;
    }
  }
}
