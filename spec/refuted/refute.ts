/**
 * Looking for a state that refutes a claim.
 *
 * @module
 */
import { type Exploration, explore } from "../../model/explore/explore.ts";
import { systemOf } from "../system_of.ts";
import { View } from "../view.ts";
import type { Refuted } from "./refuted.ts";

/** Explores the scope of a claim until a state refutes it. */
export function refute({ id, scope, holds, says }: Refuted): Exploration {
  const system = systemOf(scope);
  return explore(system, {
    watch: {
      claims: [id],
      witnesses: [],
      onMove({ after }) {
        if (holds(new View(system.project(after)))) return { met: [1], seen: [] };
        return { met: [0], seen: [], broken: { claim: 0, why: `Not so: ${says}` } };
      },
    },
  });
}
