/**
 * One thread of a search. It is started by `threads.ts`, and told what to search by a message.
 *
 * @module
 */
import { Common } from "../../model/explore/peers/common.ts";
import {
  Peer,
  type PeerOptions,
  type PeerPlace,
  type PeerProgress,
} from "../../model/explore/peers/peer.ts";
import { type Failure, failureOf, type Share } from "../../model/explore/peers/share.ts";
import { nobody } from "../../model/explore/watch.ts";
import { made, type Subject } from "./subject.ts";

/** What a thread is told. */
export interface Task {
  readonly subject: Subject;
  readonly place: PeerPlace;
  readonly options: PeerOptions;
}

/** What a thread says: how far it is, its share at the end, or what went wrong. */
export type Said =
  | { readonly progress: PeerProgress }
  | { readonly share: Share }
  | { readonly failure: Failure };

/** The side of a worker that its own module sees. */
interface Thread {
  postMessage(said: Said): void;
  onmessage: (event: MessageEvent<Task>) => void;
}

async function search({ subject, place, options }: Task, thread: Thread): Promise<Share> {
  const { system, watch = nobody } = await made(subject);
  const tell = (progress: PeerProgress) => thread.postMessage({ progress });
  const run = new Peer(system, watch, place, options, tell).run();
  const { woken } = new Common(place.common);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
    Atomics.wait(woken, place.index, value);
  }
}

const thread = self as unknown as Thread;
thread.onmessage = async ({ data }) => {
  try {
    thread.postMessage({ share: await search(data, thread) });
  } catch (error) {
    thread.postMessage({ failure: failureOf(error) });
  }
};
