/**
 * A search on several threads, in memory that they share. Whatever their number, it finds what
 * `explore` finds.
 *
 * @module
 */
import type { Exploration, Progress } from "../../model/explore/exploration.ts";
import { commonMemory } from "../../model/explore/peers/common.ts";
import { homeOf } from "../../model/explore/peers/home.ts";
import { type PeerOptions, type PeerProgress, wantedBy } from "../../model/explore/peers/peer.ts";
import { progressOf } from "../../model/explore/peers/progress.ts";
import { errorOf, type Share } from "../../model/explore/peers/share.ts";
import { together } from "../../model/explore/peers/together.ts";
import { nobody } from "../../model/explore/watch.ts";
import { made, type Subject } from "./subject.ts";
import type { Said, Task } from "./thread.ts";

/** How a search on threads goes. */
export interface ThreadOptions extends PeerOptions {
  /** How many threads search. */
  readonly threads: number;
  /** Told now and then how far the search is. */
  readonly onProgress?: (progress: Progress) => void;
}

/** May threads be started? Each reads the modules that it runs. */
export function mayStartThreads(): boolean {
  const path = new URL("../../", import.meta.url);
  return path.protocol === "file:" &&
    Deno.permissions.querySync({ name: "read", path }).state === "granted";
}

/**
 * Explores a system on several threads. Needs permission to read its modules.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 */
export async function exploreOnThreads(
  subject: Subject,
  { threads, onProgress, ...options }: ThreadOptions,
): Promise<Exploration> {
  const { system, watch = nobody } = await made(subject);
  const common = commonMemory(threads, wantedBy(watch), homeOf(system, threads));
  const progress: PeerProgress[] = [];
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./thread.ts", import.meta.url), { type: "module" }),
  );
  try {
    const shares = await Promise.all(
      workers.map((worker, index) =>
        shareOf(worker, { subject, place: { index, common }, options }, (told) => {
          progress[index] = told;
          onProgress?.(progressOf(progress));
        })
      ),
    );
    return together(system, watch, options, shares);
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

/** What a thread found. Rejects where it fails: the others wait for it in vain then. */
function shareOf(
  worker: Worker,
  task: Task,
  onProgress: (progress: PeerProgress) => void,
): Promise<Share> {
  const { promise, resolve, reject } = Promise.withResolvers<Share>();
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    if ("progress" in data) onProgress(data.progress);
    else if ("share" in data) resolve(data.share);
    else reject(errorOf(data.failure));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`a thread of the search fails: ${event.message}`));
  };
  worker.postMessage(task);
  return promise;
}
