/**
 * Clients that run transactions side by side until they are told to stop.
 *
 * @module
 */
import type { TxnId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/mod.ts";
import { type Choose, chooser } from "./choice.ts";
import { connect, type Session } from "./database.ts";
import type { Note } from "./journal.ts";
import type { Patience } from "./patience.ts";
import { runTransaction } from "./transaction.ts";

/** What the clients are given. */
export interface WorkloadOptions {
  /** Folder of the server's unix socket. */
  readonly socket: string;
  /** How many there are. */
  readonly clients: number;
  /** What their choices follow from. */
  readonly seed: number;
  /** Where they note what they see. */
  readonly note: Note;
  /** Told if one fails. */
  readonly patience: Patience;
}

/** The clients. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #paused = new Set<number>();
  readonly #idle = new Set<number>();
  readonly #waiting = new Set<TxnId>();
  #acked = 0;
  #stopping = false;
  #loops: Promise<void>[] = [];

  /** Starts none yet. */
  constructor(options: WorkloadOptions) {
    this.#options = options;
  }

  /** How many commits were acknowledged so far. */
  get acked(): number {
    return this.#acked;
  }

  /** The transactions whose commit was asked for and is not answered yet. */
  get waiting(): ReadonlySet<TxnId> {
    return this.#waiting;
  }

  /** Connects every client and lets it run. */
  async start(): Promise<void> {
    const { socket, clients, seed } = this.#options;
    const names = Array.from({ length: clients }, (_, index) => `client${index + 1}`);
    const sessions = await Promise.all(names.map((name) => connect({ socket, name })));
    this.#loops = sessions.map((session, index) =>
      this.#loop(session, index, chooser(seed * clients + index))
    );
  }

  /** Lets the first `count` clients rest after their transaction; back when they do. */
  async pause(count: number): Promise<void> {
    for (let index = 0; index < count; index++) this.#paused.add(index);
    await this.#options.patience.until("clients to pause", () => this.#idle.size === count);
  }

  /** Lets every client go on. */
  resume(): void {
    this.#paused.clear();
  }

  /** Lets every client finish its transaction; back when all have. */
  async stop(): Promise<void> {
    this.#stopping = true;
    let ended = false;
    void Promise.all(this.#loops).then(() => ended = true);
    await this.#options.patience.until("clients to finish", () => ended);
  }

  async #loop(session: Session, index: number, choose: Choose): Promise<void> {
    const { patience } = this.#options;
    const note: Note = (event) => this.#note(event, `client${index + 1}`);
    try {
      while (!this.#stopping) {
        if (this.#paused.has(index)) await this.#rest(index);
        else await runTransaction(session, index, choose, note);
      }
      await session.end();
    } catch (error) {
      patience.fail(error instanceof Error ? error : new Error(`${error}`));
    }
  }

  async #rest(index: number): Promise<void> {
    this.#idle.add(index);
    await this.#options.patience.until("the pause to end", () => !this.#paused.has(index));
    this.#idle.delete(index);
  }

  #note(event: TraceEvent, by: string): void {
    this.#options.note(event, by);
    if (event.kind === "commit-requested") this.#waiting.add(event.txn);
    if (event.kind === "commit-failed") this.#waiting.delete(event.txn);
    if (event.kind !== "commit-acked") return;
    this.#waiting.delete(event.txn);
    this.#acked++;
  }
}
