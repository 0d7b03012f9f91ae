import { isFor } from "../../model/cluster/candidates.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isOut, isServing } from "../view/cluster.ts";
import type { CustomFacts } from "../view/cluster_facts.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies as list } from "./words.ts";

/**
 * A list stays what it is when roles change. Who is on it is served or not, by what it does now; if
 * nobody is left, nobody is led to anybody else.
 */
export const customEndpointsLeadToWhomTheyAreFor: Invariant = claim({
  id: "custom-endpoints-lead-to-whom-they-are-for",
  code: "E5",
  says:
    "When nothing is in flight any more, a custom endpoint leads to the instances on its list, " +
    "or not on its list of exclusions, that are there and do what it is for: to all of them, and " +
    "to no others.",
  source: "User Guide (Connection management: membership rules for custom endpoints)",
  needs: [["end"], ["endpoint"], ["custom-endpoint"], ["open", "promote"]],
  on: ["end"],
  holds: shows(
    "open,endpoint,custom-endpoint,promote,crash",
    "open instance=w role=writer",
    "open instance=r1 role=replica",
    "open instance=r2 role=replica",
    "custom-endpoint name=reports type=reader members=r1",
    "custom-endpoint name=rest type=reader excluded=r1",
    "endpoint name=reports role=custom instances=r1",
    "endpoint name=rest role=custom instances=r2",
    "crash node=w",
    "promote instance=r1",
    "endpoint name=reports role=custom  # r1 stays on the list, and is no reader",
    "open instance=w role=replica",
    "endpoint name=rest role=custom instances=r2,w  # w is one of the rest now",
    "end",
  ),
  breaks: shows(
    "open,endpoint,custom-endpoint,promote",
    "open instance=r1 role=replica",
    "custom-endpoint name=reports type=reader members=r1",
    "endpoint name=reports role=custom instances=r1",
    "promote instance=r1",
    "end",
  ),
  check(view) {
    const { writer } = view.instances;
    // Who is to write is not settled.
    if (writer === undefined || !view.recoveries.isOpen) return 0;
    let met = 0;
    for (const [name, { role, instances }] of view.cluster.endpoints) {
      const endpoint = view.cluster.custom.get(name);
      if (role !== "custom" || endpoint === undefined) continue;
      for (const instance of instances) {
        const why = strangeness(view, endpoint, instance);
        if (why !== undefined) return astray(name, instance, why);
      }
      const left = served(view, endpoint).filter((instance) => !instances.includes(instance));
      if (left.length > 0) return leftOut(name, left);
      met++;
    }
    return met;
  },
});

/** Why an endpoint may not lead to an instance, if it may not. */
function strangeness(
  view: View,
  endpoint: CustomFacts,
  instance: string,
): string | undefined {
  if (!isFor(endpoint, instance)) {
    return endpoint.members === undefined ? "is excluded" : "is not on its list";
  }
  if (endpoint.type === "reader" && instance === view.instances.writer) {
    return "writes, and it is for readers";
  }
  return isOut(view, instance) ? "is out of reach" : undefined;
}

/** The instances that are known to be there, and that an endpoint is for. */
function served(view: View, endpoint: CustomFacts): string[] {
  return [...new Set([...view.cluster.replicas, view.instances.writer!])]
    .filter((name) => isServing(view, name) && strangeness(view, endpoint, name) === undefined);
}

function astray(name: string, instance: string, why: string): Violation {
  return {
    why: `endpoint ${name} leads to ${instance}, which ${why}`,
    given: [
      `endpoint ${name} leads to ${instance} since an earlier line`,
      `${instance} ${why}`,
      "nothing is in flight any more",
    ],
    so: [
      "nothing is still to come that would move the endpoint",
      `clients of ${name} are led to an instance that it is not for: a contradiction`,
    ],
  };
}

function leftOut(name: string, left: readonly string[]): Violation {
  return {
    why: `endpoint ${name} does not lead to ${list(left)}, which it is for`,
    given: [
      `${list(left)} opened the volume, and nothing is known to be wrong there`,
      `what the endpoint is for takes ${list(left)} in`,
      "nothing is in flight any more",
    ],
    so: [
      "nothing is still to come that would move the endpoint",
      `${list(left)} gets none of the load that is meant for it: a contradiction`,
    ],
  };
}
