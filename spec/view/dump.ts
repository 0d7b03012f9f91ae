/**
 * A view as plain data in one canonical form, so that two views can be compared.
 *
 * @module
 */
import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { Copy } from "./copy.ts";
import type { Extent } from "./extent.ts";
import type { ExtentFacts } from "./facts.ts";

/** Plain data: what JSON can hold. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/**
 * All that a view knows of these copies and of everything else, sorted, LSNs as decimal text. What
 * was never seen is left out, and so is all that follows from the rest.
 *
 * @param copies The copies to look at, besides those that the view has touched and those that are
 * members of a group.
 */
export function dump(view: View, copies: readonly SegmentId[] = []): Plain {
  const { config, log, points, commits, transactions, faults, recoveries } = view;
  const { instances, cluster, replicas, readViews } = view;
  const { backups, volumes, life } = view;
  const members = config.groups.flatMap((group) => group.members.map(({ segment }) => segment));
  const segments = [...new Set([...copies, ...members, ...view.copies.keys()])].sort();
  return plain({
    config: {
      groups: Object.fromEntries(
        config.groups.map(({ pg, members, write, read, azsAtMost }) => [
          pg,
          { members, write, read, azsAtMost, since: config.since(pg) },
        ]),
      ),
      lal: config.lal,
      sees: config.declared && [...config.declared].sort(),
    },
    log: [...log.records()].map(({ lsn, pg, prev, cpl, commits, pprev }) => ({
      lsn,
      pg,
      prev,
      cpl,
      commits,
      pprev,
    })),
    points: points.facts(),
    commits: {
      open: Object.fromEntries(commits.open),
      acked: commits.facts().acked.toSorted(),
      failed: commits.facts().failed.toSorted(),
    },
    transactions: transactions.facts(),
    copies: Object.fromEntries(segments.map((id) => [id, copyFacts(view, id, view.copy(id))])),
    acks: Object.fromEntries(segments.map((id) => [id, extentFacts(view, id, view.told(id))])),
    faults: faults.facts(),
    recoveries: recoveries.facts(),
    instances: instances.facts(),
    families: view.families?.facts(),
    readViews: readViews.facts(),
    cluster: cluster.facts(),
    replicas: replicas.facts(),
    geometry: view.geometry.facts(),
    backups: backups.facts(),
    branches: view.branches.facts(),
    volumes: volumes.facts(),
    life: life.facts(),
  });
}

function copyFacts(view: View, id: SegmentId, copy: Copy) {
  const { scl, incoming, staged, collected, learned, damaged } = copy;
  return {
    held: extentFacts(view, id, copy.held),
    had: copy.had && extentFacts(view, id, copy.had),
    left: Object.fromEntries(
      [...copy.leavings.of(copy.held)].map(([epoch, held]) => [epoch, extentFacts(view, id, held)]),
    ),
    scl,
    incoming: [...incoming].sort(inOrder),
    applied: extentFacts(view, id, copy.applied),
    staged,
    collected,
    learned,
    damaged: [...damaged].sort(),
  };
}

function extentFacts(view: View, id: SegmentId, extent: Extent): ExtentFacts {
  // What is no member any more, or not yet, can have had the records of the one group there is only.
  const [only, ...others] = view.log.chains.values();
  return extent.facts(view.chainOf(id) ?? (others.length === 0 ? only : undefined));
}

function inOrder(one: Lsn, other: Lsn): number {
  return one < other ? -1 : 1;
}

/** Plain data with sorted names, without what is undefined, empty or `NO_LSN`. */
function plain(value: unknown): Plain {
  if (typeof value === "bigint") return `${value}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value as Plain;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, isNothing(part) ? undefined : plain(part)] as const)
      .filter(([, part]) => part !== undefined && !isEmpty(part))
      .sort(([one], [other]) => one < other ? -1 : 1),
  ) as Plain;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === NO_LSN;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
