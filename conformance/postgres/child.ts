/**
 * A process that runs beside the recorder, and its last words.
 *
 * @module
 */
import { Interrupted, type Patience, RecordingError } from "./patience.ts";
import { sleep } from "./sleep.ts";

/** How to start a child. */
export interface ChildOptions extends Pick<Deno.CommandOptions, "args" | "uid" | "gid"> {
  /** What messages call it. */
  readonly name: string;
  /** Told if it ends without having been asked to. */
  readonly patience: Patience;
}

const KEPT = 2000;
const AGAIN_MS = 500;
const GENTLE_ATTEMPTS = 20;

/** A running process: its standard input is open, its standard error is kept. */
export class Child {
  readonly #name: string;
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  #asked = false;
  #isGone = false;
  #words = "";

  /** Starts `program`. */
  constructor(program: string, { name, patience, ...options }: ChildOptions) {
    this.#name = name;
    this.#process = new Deno.Command(program, {
      ...options,
      stdin: "piped",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.ended = this.#watch(patience);
  }

  /** Its process id. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Sends a line to its standard input. */
  async tell(line: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Sends a signal that does not end it. */
  signal(signal: Deno.Signal): void {
    this.#process.kill(signal);
  }

  /**
   * Ends it, and is back when it is gone. The signal is sent again and again: a process that has just
   * started may still ignore it, as whoever started us may have wished. In the end it is killed. A
   * frozen process can be ended with SIGKILL only.
   */
  async end(signal: Deno.Signal = "SIGKILL"): Promise<void> {
    this.#asked = true;
    for (let attempt = 1; !this.#isGone; attempt++) {
      this.#send(attempt > GENTLE_ATTEMPTS ? "SIGKILL" : signal);
      await Promise.race([this.ended, sleep(AGAIN_MS)]);
    }
  }

  #send(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch {
      // It has ended by itself, and its last words are still on the way.
    }
  }

  async #watch(patience: Patience): Promise<void> {
    const [{ code, signal }] = await Promise.all([this.#process.status, this.#listen()]);
    this.#isGone = true;
    await this.#input.abort().catch(() => {});
    if (this.#asked) return;
    // A terminal sends Ctrl-C to the whole group of processes.
    patience.fail(
      signal === "SIGINT" || signal === "SIGTERM"
        ? new Interrupted(`${this.#name} was interrupted`)
        : new RecordingError(`${this.#name} ended with ${signal ?? code}: ${this.#words.trim()}`),
    );
  }

  async #listen(): Promise<void> {
    for await (const text of this.#process.stderr.pipeThrough(new TextDecoderStream())) {
      this.#words = (this.#words + text).slice(-KEPT);
    }
  }
}
