/**
 * The six storage nodes as the recorder handles them: start, slow down, freeze, kill.
 *
 * Where a fault stands in the journal: `freeze` and `crash` after they took effect, `thaw` and `az-up`
 * before. So no line of a node stands between its `freeze` and its `thaw`.
 *
 * @module
 */
import type { AzId, Lsn, SegmentId } from "../../model/terms.ts";
import { hexOf } from "../../traces/mod.ts";
import { Child } from "./child.ts";
import { NODES, nodesIn } from "./group.ts";
import type { Note } from "./journal.ts";
import type { NodeOptions } from "./node.ts";
import type { Patience } from "./patience.ts";
import { isStopped } from "./stopped.ts";
import type { WalLayout } from "./wal_position.ts";

/** Where the nodes live and what they log. */
export interface NodesOptions {
  /** Folder of the server's unix socket. */
  readonly socket: string;
  /** Each node has a folder of its name in it. */
  readonly folder: string;
  /** Path of the journal that all processes share. */
  readonly journal: string;
  /** Where the log starts. */
  readonly base: Lsn;
  /** How the cluster lays out its WAL. */
  readonly layout: WalLayout;
  /** Notes what the recorder does to them. */
  readonly note: Note;
  /** Waits, and is told when a node ends by itself. */
  readonly patience: Patience;
}

/** The six processes. */
export class StorageNodes implements AsyncDisposable {
  readonly #options: NodesOptions;
  readonly #running = new Map<SegmentId, Child>();

  /** Starts all of them, with empty disks. */
  constructor(options: NodesOptions) {
    this.#options = options;
    for (const { segment } of NODES) {
      Deno.mkdirSync(this.folderOf(segment));
      this.#start(segment, false);
    }
  }

  /** Where the WAL of a node is. */
  folderOf(name: SegmentId): string {
    return `${this.#options.folder}/${name}`;
  }

  /** Makes the disk of a node slow: `ms` more for each batch. 0 makes it fast again. */
  async slow(name: SegmentId, ms: number): Promise<void> {
    await this.#child(name).tell(`delay ${ms}`);
    this.#options.note({ kind: "x-slow", x: { "x-node": name, "x-delay-ms": `${ms}` } });
  }

  /** Freezes nodes: they keep their connections and their memory, and do nothing. */
  async freeze(names: readonly SegmentId[]): Promise<void> {
    for (const name of names) this.#child(name).signal("SIGSTOP");
    for (const name of names) {
      const { pid } = this.#child(name);
      await this.#options.patience.until(`node ${name} to stop`, () => isStopped(pid));
      this.#options.note({ kind: "freeze", node: name });
    }
  }

  /** Freezes every node of an AZ. */
  async freezeAz(az: AzId): Promise<void> {
    await this.freeze(nodesIn(az));
    this.#options.note({ kind: "az-down", az });
  }

  /** Lets frozen nodes go on. */
  thaw(names: readonly SegmentId[]): void {
    for (const name of names) {
      this.#options.note({ kind: "thaw", node: name });
      this.#child(name).signal("SIGCONT");
    }
  }

  /** Lets every node of an AZ go on. */
  thawAz(az: AzId): void {
    this.#options.note({ kind: "az-up", az });
    this.thaw(nodesIn(az));
  }

  /** Kills a node: what it had in memory is lost. */
  async kill(name: SegmentId): Promise<void> {
    await this.#child(name).end();
    this.#options.note({ kind: "crash", node: name });
  }

  /** Starts a killed node on what its disk holds; it notes itself that it is back. */
  restart(name: SegmentId): void {
    this.#start(name, true);
  }

  /** Ends all of them, frozen or not. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running.values()].map((child) => child.end()));
  }

  #child(name: SegmentId): Child {
    return this.#running.get(name)!;
  }

  #start(name: SegmentId, restarted: boolean): void {
    const { socket, journal, base, layout, patience } = this.#options;
    const options: NodeOptions = {
      name,
      socket,
      folder: this.folderOf(name),
      journal,
      base: hexOf(base),
      layout: { page: Number(layout.page), segment: Number(layout.segment) },
      restarted,
    };
    const args = [
      ...permissions(options),
      `${import.meta.dirname}/node.ts`,
      JSON.stringify(options),
    ];
    this.#running.set(name, new Child(Deno.execPath(), { args, name: `node ${name}`, patience }));
  }
}

/** A node may touch its socket, its folder and the journal, and nothing else. */
function permissions({ socket, folder, journal }: NodeOptions): string[] {
  const file = `${socket}/.s.PGSQL.5432`;
  const paths = [file, folder, journal].join();
  return [
    ...["run", "--quiet", "--no-prompt", "--allow-env"], // the npm client reads PG* variables
    `--allow-read=${paths}`,
    `--allow-write=${paths}`,
    `--allow-net=unix:${file}`,
  ];
}
