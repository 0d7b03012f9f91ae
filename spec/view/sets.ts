/**
 * The sets behind the rules of a group, each looked for once: a model asks for them in every state.
 *
 * @module
 */
import type { Quorum } from "../../model/quorum/quorum.ts";
import { disjointPairs as pairsOf, minimalSets as setsOf } from "../../model/quorum/quorum_sets.ts";
import type { Member, SegmentId } from "../../model/terms.ts";

type Sets = readonly (readonly SegmentId[])[];

const sets = new WeakMap<Quorum, WeakMap<readonly Member[], Sets>>();

/** The smallest sets of members that meet a rule. */
export function minimalSets(rule: Quorum, members: readonly Member[]): Sets {
  const known = sets.get(rule) ?? new WeakMap<readonly Member[], Sets>();
  sets.set(rule, known);
  const found = known.get(members) ?? setsOf(rule, members);
  known.set(members, found);
  return found;
}

type Pairs = ReturnType<typeof pairsOf>;

const pairs = new WeakMap<Sets, WeakMap<Sets, Pairs>>();

/** The pairs of a write set and a read set that share no copy. */
export function disjointPairs(writes: Sets, reads: Sets): Pairs {
  const known = pairs.get(writes) ?? new WeakMap<Sets, Pairs>();
  pairs.set(writes, known);
  const found = known.get(reads) ?? pairsOf(writes, reads);
  known.set(reads, found);
  return found;
}
