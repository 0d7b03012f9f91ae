/**
 * A physical replication connection: WAL comes in, reports of what is durable go out.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { Lsn } from "../../model/terms.ts";
import { hexOf } from "../../traces/mod.ts";
import { clientOf } from "./database.ts";
import { type Keepalive, readMessage, type WalData } from "./replication.ts";
import { sleep } from "./sleep.ts";

/** How to receive. */
export interface ReceiveOptions {
  /** Folder of the unix socket. */
  readonly socket: string;
  /** Name of the node: what `synchronous_standby_names` calls it, and its replication slot. */
  readonly name: string;
  /** The first byte that is wanted. */
  readonly from: Lsn;
  /** Takes what the server sends, in its order. */
  readonly take: (message: WalData | Keepalive) => void;
}

/** A connection that streams. */
export interface Receiver {
  /** Sends a status update. */
  readonly send: (status: Uint8Array) => void;
  /** Resolves, with the reason, when the server is gone. */
  readonly lost: Promise<string>;
}

const SLOT_IN_USE = "55006";
const ATTEMPTS = 200;
const PAUSE_MS = 50;

/**
 * Connects and starts to stream. A server that has not yet noticed that the last holder of the slot
 * is dead is asked again for a while. Rejects with what the server says otherwise.
 */
export async function receive(options: ReceiveOptions): Promise<Receiver> {
  for (let attempt = 1;; attempt++) {
    try {
      return await start(options);
    } catch (error) {
      if ((error as { code?: string }).code !== SLOT_IN_USE || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function start({ socket, name, from, take }: ReceiveOptions): Promise<Receiver> {
  const client = clientOf({ socket, name }, { replication: "true" });
  const lost = new Promise<string>((resolve) => {
    client.on("error", (error: Error) => resolve(error.message));
    client.on("end", () => resolve("the connection was closed"));
  });
  await client.connect();
  const { rows: [system] } = await client.query("IDENTIFY_SYSTEM");
  const { connection } = client;
  // The client knows CopyData only as part of a query of its own.
  connection.removeAllListeners("copyData");
  connection.on("copyData", ({ chunk }: { chunk: Uint8Array }) => take(readMessage(chunk)));
  const started = new Promise((resolve, reject) => {
    connection.once("replicationStart", resolve);
    connection.once("errorMessage", reject);
  });
  connection.query(
    `START_REPLICATION SLOT ${name} PHYSICAL ${hexOf(from)} TIMELINE ${system.timeline}`,
  );
  await started.catch((error) => {
    client.end();
    throw error;
  });
  return { send: (status) => connection.sendCopyFromChunk(Buffer.from(status)), lost };
}
