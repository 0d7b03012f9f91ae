/**
 * Peers without threads: each goes on until it has to wait, and then it is the turn of the next.
 *
 * @module
 */
import type { Exploration } from "../exploration.ts";
import type { System } from "../system.ts";
import { nobody, type Watch } from "../watch.ts";
import { commonMemory } from "./common.ts";
import { homeOf } from "./home.ts";
import { Peer, type PeerOptions, wantedBy } from "./peer.ts";
import type { Share } from "./share.ts";
import { together } from "./together.ts";

/** Explores a system by several peers in turn. */
export function exploreInTurn(
  system: System,
  { peers, watch = nobody, ...options }: PeerOptions & { peers: number; watch?: Watch },
): Exploration {
  return together(system, watch, options, sharesInTurn(system, watch, peers, options));
}

/** The shares of peers who go on in turn. */
export function sharesInTurn(
  system: System,
  watch: Watch,
  peers: number,
  options: PeerOptions,
): Share[] {
  const common = commonMemory(peers, wantedBy(watch), homeOf(system, peers));
  const runs = Array.from(
    { length: peers },
    (_, index) => new Peer(system, watch, { index, common }, options).run(),
  );
  const shares: Share[] = [];
  while (Object.keys(shares).length < peers) {
    runs.forEach((run, index) => {
      if (index in shares) return;
      const { done, value } = run.next();
      if (done) shares[index] = value;
    });
  }
  return shares;
}
