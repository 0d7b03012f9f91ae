/**
 * How far several peers are together.
 *
 * @module
 */
import type { Progress } from "../exploration.ts";
import type { PeerProgress } from "./peer.ts";

/** The sum of what peers told last. */
export function progressOf(peers: readonly PeerProgress[]): Progress {
  const sum = (of: (peer: PeerProgress) => number) =>
    peers.reduce((all, peer) => all + of(peer), 0);
  const levels = peers.reduce<readonly number[]>(
    (most, peer) => peer.levels.length > most.length ? peer.levels : most,
    [],
  );
  const states = sum((peer) => peer.states);
  return {
    states,
    frontier: states - sum((peer) => peer.expanded),
    edges: sum((peer) => peer.edges),
    depth: levels.length - 1,
    bytes: sum((peer) => peer.bytes),
    levels,
  };
}
