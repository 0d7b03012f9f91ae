/**
 * The toys, small enough for a plain exploration.
 *
 * @module
 */
import type { System } from "../system.ts";
import { allocator } from "./allocator.ts";
import { boxes } from "./boxes.ts";
import { symmetricCounters } from "./counters.ts";
import { dieHard } from "./die_hard.ts";
import { diningPhilosophers, oneLeftHanded } from "./dining_philosophers.ts";
import { lock } from "./lock.ts";
import { followers, partners } from "./followers.ts";
import { lossyPingPong } from "./lossy_network.ts";
import { namelessMissionaries } from "./missionaries.ts";
import { peterson } from "./peterson.ts";
import { pingPong } from "./ping_pong.ts";
import { tokenRing } from "./token_ring.ts";
import { symmetricTwoPhaseCommit } from "./two_phase_commit.ts";

/** Toys whose interchangeable actors are declared. */
export const symmetricToys: readonly System[] = [
  symmetricTwoPhaseCommit(2),
  symmetricTwoPhaseCommit(3),
  namelessMissionaries,
  tokenRing(3),
  tokenRing(4),
  diningPhilosophers(3),
  diningPhilosophers(4),
  diningPhilosophers(5),
  symmetricCounters(3, 3),
  symmetricCounters(4, 2),
  followers(3),
  partners(4),
  boxes(2, 2, 1),
  boxes(3, 2, 1),
];

/** All toys. */
export const toys: readonly System[] = [
  ...symmetricToys,
  dieHard,
  peterson(),
  peterson(false),
  oneLeftHanded(4),
  pingPong(4),
  lossyPingPong(2),
  allocator(2, 2),
  lock(3),
];

/** A system whose states are told apart by names. */
export function named({ symmetry: _, ...system }: System): System {
  return system;
}
