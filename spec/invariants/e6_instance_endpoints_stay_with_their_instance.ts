import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies as list } from "./words.ts";

/** Its clients want that very instance, be it the writer or not. */
export const instanceEndpointsStayWithTheirInstance: Invariant = claim({
  id: "instance-endpoints-stay-with-their-instance",
  code: "E6",
  says:
    "The endpoint of an instance leads to that one instance or nowhere, whatever that instance does.",
  source: "User Guide (Connection management: instance endpoints)",
  needs: [["endpoint"]],
  on: ["endpoint"],
  holds: shows(
    "open,endpoint,promote",
    "endpoint name=w.db role=instance instances=w",
    "open instance=w role=writer",
    "promote instance=r1",
    "endpoint name=w.db role=instance",
    "endpoint name=w.db role=instance instances=w",
  ),
  breaks: shows(
    "endpoint",
    "endpoint name=w.db role=instance instances=w",
    "endpoint name=w.db role=instance instances=r1",
  ),
  check({ cluster }, { name, role, instances = [] }) {
    if (role !== "instance" || instances.length === 0) return 0;
    const owner = cluster.owners.get(name) ?? instances[0]!;
    const others = instances.filter((instance) => instance !== owner);
    if (others.length === 0) return cluster.owners.has(name) ? 1 : 0;
    return {
      why: `endpoint ${name} is that of ${owner}, and leads to ${list(others)}`,
      given: [
        `${name} is the endpoint of one instance: ${owner}`,
        `from here on it leads to ${list(instances)}`,
      ],
      so: [`who asks for ${owner} gets ${list(others)}: a contradiction`],
      field: "instances",
    };
  },
});
