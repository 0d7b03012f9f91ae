/**
 * Names of actors that are alike.
 *
 * @module
 */
import type { Renaming } from "../system.ts";

/** `name1`, `name2`... */
export function names(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}

/** Exchanges of neighbours, which give every order together. */
export function swaps(all: readonly string[]): Renaming[] {
  return all.slice(1).map((name, index) => ({ [name]: all[index]!, [all[index]!]: name }));
}

/** The turn of a ring by one place. */
export function turn(all: readonly string[]): Renaming[] {
  return [Object.fromEntries(all.map((name, index) => [name, all[(index + 1) % all.length]!]))];
}
