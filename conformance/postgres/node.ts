/**
 * A storage node, as a process of its own: receives WAL, writes it to its disk, syncs, notes how far
 * it holds the log, and only then reports that to the server.
 *
 * It ends when its standard input ends, so that none outlives the recorder. A line `delay MS` there
 * makes its disk slow.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { lsnOf } from "../../traces/mod.ts";
import { micros, type Note, openJournal } from "./journal.ts";
import { receive, type Receiver } from "./receiver.ts";
import { type Keepalive, statusMessage, type WalData } from "./replication.ts";
import { sleep } from "./sleep.ts";
import type { WalLayout } from "./wal_position.ts";
import { WalStore } from "./wal_store.ts";

/** What a node must know, as the JSON object that is its only argument. */
export interface NodeOptions {
  /** Its name, such as `a1`. */
  readonly name: string;
  /** Folder of the server's unix socket. */
  readonly socket: string;
  /** Folder of its WAL. */
  readonly folder: string;
  /** The shared journal. */
  readonly journal: string;
  /** Where its log starts, such as `0/2000000`. */
  readonly base: string;
  /** How the cluster lays out its WAL. Unit: bytes. */
  readonly layout: { readonly page: number; readonly segment: number };
  /** Is it back after a crash? */
  readonly restarted: boolean;
}

class StorageNode {
  /** How slow its disk is. Unit: milliseconds a batch. */
  delay = 0;
  readonly #name: string;
  readonly #store: WalStore;
  readonly #note: Note;
  #receiver: Receiver | undefined;
  #next: Lsn;
  #pending: Uint8Array[] = [];
  #busy = false;

  constructor(name: string, store: WalStore, note: Note) {
    this.#name = name;
    this.#store = store;
    this.#note = note;
    this.#next = store.end;
  }

  /** Receives for as long as the server is there. Resolves with the reason why it ended. */
  async run(socket: string): Promise<string> {
    const take = (message: WalData | Keepalive) => this.#take(message);
    const receiver = await receive({ socket, name: this.#name, from: this.#next, take });
    this.#receiver = receiver;
    this.#report();
    return await receiver.lost;
  }

  #take(message: WalData | Keepalive): void {
    if (message.kind === "keepalive") {
      if (message.reply) this.#report();
      return;
    }
    if (message.start !== this.#next) {
      throw new RangeError(`WAL at ${message.start} came, ${this.#next} was next`);
    }
    this.#next += BigInt(message.bytes.length);
    this.#pending.push(message.bytes);
    if (!this.#busy) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#pending.length > 0) {
      // What arrives meanwhile shares the next sync; without a delay, what arrived together does.
      await (this.delay > 0 ? sleep(this.delay) : undefined);
      for (const bytes of this.#pending.splice(0)) this.#store.write(bytes);
      this.#store.sync();
      this.#note({ kind: "scl", seg: this.#name, lsn: this.#store.end });
      this.#report();
    }
    this.#busy = false;
  }

  /** Everything written is synced and noted whenever this is called. */
  #report(): void {
    this.#receiver?.send(statusMessage(this.#store.end, micros()));
  }
}

async function obey(node: StorageNode): Promise<never> {
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    for (const [, ms] of text.matchAll(/^delay (\d+)$/gm)) node.delay = Number(ms);
  }
  Deno.exit(0);
}

async function main(options: NodeOptions): Promise<never> {
  const { name, socket, folder, journal, base } = options;
  const note = openJournal(journal, name);
  const layout: WalLayout = {
    page: BigInt(options.layout.page),
    segment: BigInt(options.layout.segment),
  };
  const store = new WalStore(folder, lsnOf(base)!, layout);
  if (options.restarted) note({ kind: "restart", node: name });
  note({ kind: "scl", seg: name, lsn: store.end });
  const node = new StorageNode(name, store, note);
  void obey(node);
  fail(await node.run(socket));
}

/** The recorder shows what a node says last: one line, no stack. */
function fail(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : reason);
  Deno.exit(1);
}

if (import.meta.main) {
  addEventListener("error", ({ error }) => fail(error));
  addEventListener("unhandledrejection", ({ reason }) => fail(reason));
  await main(JSON.parse(Deno.args[0]!));
}
