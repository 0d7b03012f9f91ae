/** Whether actors that are declared alike are alike, for tests: all states, then their orbits. */
import { History } from "./history.ts";
import { Stepping } from "./stepping.ts";
import type { System } from "./system.ts";
import { Visited } from "./visited.ts";

/** What a full exploration says of a declared symmetry. */
export interface Orbits {
  /** The orbits of the states that the system reaches when no states are merged. */
  readonly orbits: number;
  /** True if states of one orbit always have steps into the same orbits: it is safe to merge them. */
  readonly areAlike: boolean;
}

/** Explores a system without merging states, and only then looks at their orbits. */
export function orbitsOf(system: System): Orbits {
  const stepping = new Stepping(system);
  const states = new Visited(stepping.width);
  states.add(stepping.initial);
  const row = new Int32Array(stepping.width);
  for (let at = 0; at < states.size; at++) {
    states.read(at, row);
    for (const { next } of stepsFrom(stepping, row)) states.add(next);
  }
  const orbitOf = numbering(stepping);
  const signatures: string[] = [];
  let areAlike = true;
  for (let at = 0; at < states.size; at++) {
    states.read(at, row);
    const steps = stepsFrom(stepping, row).map(({ fault, next }) => `${orbitOf(next)} ${fault}`);
    const signature = [...new Set(steps)].sort().join();
    areAlike &&= (signatures[orbitOf(row)] ??= signature) === signature;
  }
  return { orbits: Object.keys(signatures).length, areAlike };
}

function stepsFrom(stepping: Stepping, row: Int32Array): { fault: boolean; next: Int32Array }[] {
  return Array.from({ length: stepping.moves }, (_, move) => {
    const next = new Int32Array(stepping.width);
    const { fault = false } = stepping.move(move);
    return stepping.step(row, move, next) ? [{ fault, next }] : [];
  }).flat();
}

/** Numbers the orbits as they are met. */
function numbering(stepping: Stepping): (row: Int32Array) => number {
  const orbits = new History(stepping);
  return (row) => orbits.add(row);
}
