/**
 * What the renamings of a system exchange, as points.
 *
 * @module
 */
import { ModelError } from "../model_error.ts";
import type { Stepping } from "../stepping.ts";
import type { Renaming } from "../system.ts";
import type { Permutation } from "./permutation.ts";

/** Names that may be exchanged. Each is a point. */
export interface Exchanged {
  /** The names, actors first. */
  readonly names: readonly string[];
  /** The slot of each point, or -1 for a mere name. */
  readonly slots: readonly number[];
  /** The renamings. */
  readonly generators: readonly Permutation[];
}

/**
 * The points that renamings exchange.
 *
 * @throws {ModelError} for a renaming that is no permutation, or exchanges what is not alike.
 */
export function exchangedBy(stepping: Stepping, renamings: readonly Renaming[]): Exchanged {
  for (const renaming of renamings) demandAlike(stepping, renaming);
  const moved = new Set(
    renamings.flatMap((renaming) =>
      Object.keys(renaming).filter((name) => renaming[name] !== name)
    ),
  );
  const names = [...stepping.names.filter((name) => moved.delete(name)), ...moved];
  return {
    names,
    slots: names.map((name) => stepping.names.indexOf(name)),
    generators: renamings.map((renaming) =>
      names.map((name) => names.indexOf(renaming[name] ?? name))
    ),
  };
}

function demandAlike({ names, steppers }: Stepping, renaming: Renaming): void {
  for (const [from, to] of Object.entries(renaming)) {
    if (steppers[names.indexOf(from)] !== steppers[names.indexOf(to)]) {
      throw new ModelError(`"${from}" and "${to}" cannot be exchanged: they are not alike`);
    }
  }
  const [before, after] = [Object.keys(renaming), Object.values(renaming)];
  if (new Set([...before, ...after]).size > new Set(after).size) {
    throw new ModelError("A renaming gives two actors the same name");
  }
}
