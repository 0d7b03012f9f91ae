import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies as list } from "./words.ts";

/** A reader that was left would take the place of a writer that is gone. */
export const instancesStopTogetherReadersFirst: Invariant = claim({
  id: "instances-stop-together-readers-first",
  code: "E7",
  says:
    "Instances stop only with their cluster, the one that writes after all others; the cluster " +
    "is stopped once all of them are, and available again once none of them is any more.",
  source: "User Guide (Stopping and starting an Aurora DB cluster)",
  needs: [["cluster-status"], ["instance-status"]],
  on: ["instance-status", "cluster-status"],
  holds: shows(
    "cluster-status,instance-status",
    "cluster-status status=available",
    "instance-status instance=w status=available writer",
    "instance-status instance=r1 status=available",
    "cluster-status status=stopping",
    "instance-status instance=r1 status=stopping",
    "instance-status instance=r1 status=stopped",
    "instance-status instance=w status=stopping writer",
    "instance-status instance=w status=stopped writer",
    "cluster-status status=stopped",
  ),
  breaks: shows(
    "cluster-status,instance-status",
    "cluster-status status=available",
    "instance-status instance=r1 status=stopping",
  ),
  check(view, event) {
    return event.kind === "instance-status" ? stops(view, event) : has(view, event);
  },
});

/** May an instance stop? */
function stops(view: View, event: EventOf<"instance-status">): Finding {
  const { instance, status } = event;
  const { life } = view;
  if (status !== "stopping" && status !== "stopped") return 0;
  // Who looks again at one that is stopped sees nothing new.
  if (life.status === undefined || life.members.get(instance)?.status === status) return 0;
  if (life.status !== "stopping" && life.status !== "stopped") return alone(event, life.status);
  if (!writes(view, event)) return 1;
  const left = life.running.filter((name) => name !== instance);
  return left.length === 0 ? 1 : tooEarly(event, left);
}

/** Is what a cluster is said to be true of all its instances? */
function has({ life }: View, { status }: EventOf<"cluster-status">): Finding {
  if (status !== "stopped" && status !== "available" || status === life.status) return 0;
  const { staying } = life;
  const others = status === "stopped"
    ? life.running
    : staying.filter((name) => life.members.get(name)!.status === "stopped");
  if (others.length === 0) return staying.length > 0 ? 1 : 0;
  const [first] = others;
  const is = life.members.get(first!)!.status;
  return {
    why: `the cluster is ${status}, and its instance ${first} is ${is}`,
    given: [`${first} is ${is} since an earlier line`, `the cluster is ${status} from here on`],
    so: [
      status === "stopped"
        ? "a cluster is stopped when all of its instances are: a contradiction"
        : "a cluster is available when none of its instances is stopped: a contradiction",
    ],
    field: "status",
  };
}

function writes(
  { life, instances }: View,
  { instance, writer = false }: EventOf<"instance-status">,
): boolean {
  return writer || life.members.get(instance)?.isWriter === true || instances.writer === instance;
}

function alone({ instance, status }: EventOf<"instance-status">, cluster: string): Violation {
  return {
    why: `${instance} is ${status}, and its cluster is ${cluster}`,
    given: [`the cluster is ${cluster} since an earlier line`, `${instance} is ${status}`],
    so: ["only a whole cluster is stopped, no single instance: a contradiction"],
    field: "status",
  };
}

function tooEarly(
  { instance, status }: EventOf<"instance-status">,
  left: readonly string[],
): Violation {
  return {
    why: `${instance}, which writes, is ${status} before ${list(left)} stopped`,
    given: [`${instance} is the one that writes`, `${list(left)} did not stop yet`],
    so: [
      `without ${instance} the cluster fails over to ${list(left)}`,
      "a cluster that is being stopped does not fail over: a contradiction",
    ],
    field: "instance",
  };
}
