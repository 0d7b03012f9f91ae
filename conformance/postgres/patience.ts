/**
 * Waiting that always ends: because it came true, because it took too long, because a process of the
 * recording failed, or because the user has had enough.
 *
 * @module
 */
import { sleep } from "./sleep.ts";

/** The user stopped the recording. */
export class Interrupted extends Error {
  /** Its name among errors. */
  override readonly name = "Interrupted";
}

/** A recording could not go on; the message says why. */
export class RecordingError extends Error {
  /** Its name among errors. */
  override readonly name = "RecordingError";
}

const PAUSE_MS = 5;
const NEWS_MS = 200;

/** Waits on behalf of one recording. */
export class Patience {
  readonly #signal: AbortSignal | undefined;
  #failure: Error | undefined;

  /** Gives up as soon as `signal` is aborted. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Something went wrong elsewhere: every wait ends with this error. The first one counts. */
  fail(error: Error): void {
    this.#failure ??= error;
  }

  /** Throws an {@link Interrupted} or what went wrong elsewhere, if anything did. */
  check(): void {
    if (this.#signal?.aborted) throw new Interrupted("the recording was interrupted");
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * What was behind an error: throws as {@link check} does, or else the error. The news that a process
   * ended, or that the user wants to stop, may come a moment after what followed from it.
   */
  async explain(error: unknown): Promise<never> {
    await sleep(NEWS_MS);
    this.check();
    throw error;
  }

  /** Waits until `holds`; `what` completes the sentence "waited 60 s for ...". */
  async until(
    what: string,
    holds: () => boolean | Promise<boolean>,
    seconds = 60,
  ): Promise<void> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      this.check();
      if (await holds()) return;
      if (performance.now() > end) throw new RecordingError(`waited ${seconds} s for ${what}`);
      await sleep(PAUSE_MS);
    }
  }

  /** Waits for that long. */
  async pass(seconds: number): Promise<void> {
    const end = performance.now() + seconds * 1000;
    await this.until("time to pass", () => performance.now() >= end, seconds + 60);
  }
}
