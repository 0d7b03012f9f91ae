import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isServing } from "../view/cluster.ts";
import type { InstanceShape } from "../view/cluster_facts.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/**
 * Who is out of reach, or came back only while a failover was under way, may have been passed over:
 * the choice may have been made before.
 */
export const failoverPicksTheFirstInLine: Invariant = claim({
  id: "failover-picks-the-first-in-line",
  code: "E2",
  says:
    "Of the replicas that can take the place of the writer, and have been able to since it was " +
    "to be done, the cluster promotes one of the lowest tier, and of those one of the largest.",
  source: "User Guide (High availability)",
  needs: [["instance"], ["open"], ["promote"], ["crash"]],
  on: ["promote"],
  holds: shows(
    "open,promote,crash,volume-epoch",
    "instance name=w tier=1 size=16",
    "instance name=r1 tier=1 size=2",
    "instance name=r2 tier=1 size=16",
    "instance name=r3 tier=0 size=4",
    "open instance=w role=writer",
    "open instance=r1 role=replica",
    "open instance=r2 role=replica",
    "open instance=r3 role=replica",
    "crash node=r3",
    "crash node=w",
    "volume-epoch vepoch=2 instance=r2",
    "open instance=r3 role=replica  # too late: r2 is chosen",
    "promote instance=r2",
  ),
  breaks: shows(
    "open,promote,crash",
    "instance name=r1 tier=1",
    "instance name=r2 tier=0",
    "open instance=r2 role=replica",
    "promote instance=r1",
  ),
  check(view, { instance, asked = false }) {
    const mine = view.cluster.shapes.get(instance);
    if (asked || mine?.tier === undefined) return 0;
    let compared = 0;
    for (const other of othersInLine(view, instance)) {
      const shape = view.cluster.shapes.get(other)!;
      if (isBefore(shape, mine)) return passedOver(other, shape, instance, mine);
      compared++;
    }
    return compared;
  },
});

/** The other replicas that could have been chosen as well. */
function othersInLine(view: View, instance: string): string[] {
  const { replicas, late, shapes } = view.cluster;
  return [...replicas].filter((name) =>
    name !== instance && name !== view.instances.writer && !late.has(name) &&
    shapes.get(name)?.tier !== undefined && isServing(view, name)
  );
}

/** Is the one to be promoted before the other? */
function isBefore(one: InstanceShape, other: InstanceShape): boolean {
  if (one.tier !== other.tier) return one.tier! < other.tier!;
  return one.size !== undefined && other.size !== undefined && one.size > other.size;
}

function passedOver(
  other: string,
  shape: InstanceShape,
  instance: string,
  mine: InstanceShape,
): Violation {
  const isTie = shape.tier === mine.tier;
  const as = isTie ? sized : ranked;
  return {
    why: `${as(instance, mine)}, is promoted, and ${as(other, shape)}, is passed over`,
    given: [
      `${other} opened the volume to read, and nothing was wrong with it since a writer was wanted`,
      `nobody asked for ${instance}`,
    ],
    so: [
      isTie
        ? "of one tier the largest instance is promoted first"
        : "the instance of the lowest tier is promoted first",
      `${other} was before ${instance} in line: a contradiction`,
    ],
    field: "instance",
  };
}

function ranked(name: string, { tier }: InstanceShape): string {
  return `${name}, of tier ${tier}`;
}

function sized(name: string, { tier, size }: InstanceShape): string {
  return `${name}, of tier ${tier} and size ${size}`;
}
