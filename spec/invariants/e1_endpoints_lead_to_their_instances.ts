import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isOut, isServing } from "../view/cluster.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies as list } from "./words.ts";

/**
 * While a failover is under way an endpoint may still lead to the old writer, and the one for
 * readers to the new one. When nothing is in flight any more it may not.
 */
export const endpointsLeadToTheirInstances: Invariant = claim({
  id: "endpoints-lead-to-their-instances",
  code: "E1",
  says:
    "When nothing is in flight any more, the endpoint of the writer leads to the one instance " +
    "that opened the volume last to write, and the endpoint of the readers to readers only if " +
    "there is any.",
  source: "User Guide (Connection management)",
  needs: [["end"], ["endpoint"], ["open", "promote"]],
  on: ["end"],
  holds: shows(
    "open,endpoint,promote",
    "open instance=w role=writer",
    "open instance=r1 role=replica",
    "endpoint name=cluster role=writer instances=w",
    "endpoint name=ro role=reader instances=r1",
    "promote instance=r1  # the endpoints follow, and the old writer reads",
    "open instance=w role=replica",
    "endpoint name=cluster role=writer instances=r1",
    "endpoint name=ro role=reader instances=w",
    "end",
  ),
  breaks: shows(
    "open,endpoint,promote",
    "open instance=w role=writer",
    "endpoint name=cluster role=writer instances=w",
    "promote instance=r1",
    "end",
  ),
  check(view) {
    const { writer } = view.instances;
    // Who is to write is not settled, or is not there to be asked.
    if (writer === undefined || !view.recoveries.isOpen || isOut(view, writer)) return 0;
    let met = 0;
    for (const [name, { role, instances }] of view.cluster.endpoints) {
      if (role === "writer") {
        if (instances.join() !== writer) {
          return elsewhere(name, instances, writer);
        }
        met++;
      } else if (role === "reader") {
        const readers = readersOf(view, writer);
        if (readers.length === 0) continue;
        if (instances.includes(writer)) return writes(name, writer, readers);
        const gone = instances.find((instance) => isLedToGone(view, name, instance));
        if (gone !== undefined) return leadsToGone(name, gone, readers);
        // Of one that nobody saw open the volume it is not known whether it reads.
        if (instances.every((instance) => readers.includes(instance))) met++;
      }
    }
    return met;
  },
});

/** The instances that read, and are there: none is known to be where nobody tells who is gone. */
function readersOf(view: View, writer: string): string[] {
  if (!view.sees("crash")) return [];
  return [...view.cluster.replicas].filter((name) => name !== writer && isServing(view, name));
}

function elsewhere(name: string, instances: readonly string[], writer: string): Violation {
  const to = instances.length === 0 ? "nowhere" : `to ${list(instances)}`;
  return {
    why: `endpoint ${name} is for the writer and leads ${to}, but ${writer} writes`,
    given: [
      `${writer} took the volume over last, to write`,
      `endpoint ${name} leads ${to} since an earlier line`,
      "nothing is in flight any more",
    ],
    so: [
      "nothing is still to come that would move the endpoint",
      "whoever wants to write is not led to the one that may, for ever: a contradiction",
    ],
  };
}

/** Was it gone already when the endpoint was told, and did it not come back? */
function isLedToGone({ cluster, faults }: View, name: string, instance: string): boolean {
  return cluster.misled.get(name)?.has(instance) === true && faults.crashed.has(instance);
}

function leadsToGone(name: string, gone: string, readers: readonly string[]): Violation {
  return {
    why: `endpoint ${name} is for readers and leads to ${gone}, which had crashed, ` +
      `though ${list(readers)} can read`,
    given: [
      `${gone} crashed before the line that leads ${name} there, and did not come back`,
      "nothing is in flight any more",
    ],
    so: [
      "the endpoint of the readers leads to instances that read",
      `${gone} reads nothing any more: a contradiction`,
    ],
  };
}

function writes(name: string, writer: string, readers: readonly string[]): Violation {
  return {
    why: `endpoint ${name} is for readers and leads to the writer ${writer}, ` +
      `though ${list(readers)} can read`,
    given: [
      `${writer} took the volume over last, to write`,
      `${list(readers)} opened the volume to read, and nothing is known to be wrong with them`,
      "nothing is in flight any more",
    ],
    so: [
      "the endpoint of the readers leads to the writer only where there is nobody else",
      `there is ${list(readers)}: a contradiction`,
    ],
  };
}
