import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { instance } from "../model/life/instance.ts";
import { lifecycle } from "../model/life/lifecycle.ts";
import { CLUSTER_STATUSES, INSTANCE_STATUSES } from "../traces/events/life.ts";
import { mayFollow, type Status } from "./view/cluster_statuses.ts";

const chart = lifecycle({ bonds: [], protection: false });
const statuses = Object.keys(chart.states).filter((name) => name !== "absent");

/** A state of a chart, as far as it is looked at here. */
interface Node {
  readonly on: Readonly<
    Record<string, readonly { readonly target?: readonly { key: string }[]; guard?: unknown }[]>
  >;
}

/** What a status leads to in the chart, at once or later. */
function reachedFrom(status: string, reached: readonly string[] = [status]): readonly string[] {
  const { on } = (chart.states as unknown as Readonly<Record<string, Node>>)[status]!;
  const next = Object.values(on).flat()
    .filter(({ guard }) => !NEVER.includes(`${guard}`))
    .flatMap(({ target = [] }) => target.map(({ key }) => key))
    .filter((key) => !reached.includes(key));
  const all: readonly string[] = [...new Set([...reached, ...next])];
  return next.reduce((found, key) => [...new Set([...found, ...reachedFrom(key, found)])], all);
}

/** Rules that are there to be broken. */
const NEVER = ["mayBeChanged", "mayBeDecrypted"];

describe("the chart of a cluster", () => {
  it("has the statuses that a trace can tell, and one before there is any", () => {
    assertEquals(statuses.toSorted(), CLUSTER_STATUSES.toSorted());
  });

  it("leads where a claim says that statuses may lead", () => {
    for (const before of statuses as Status[]) {
      const told = statuses.filter((after) => mayFollow(before, after as Status));
      assertEquals(reachedFrom(before).toSorted(), told.toSorted(), before);
    }
  });
});

describe("the chart of an instance", () => {
  it("has statuses that a trace can tell, and one before there is any", () => {
    const words: readonly string[] = INSTANCE_STATUSES;
    const own = Object.keys(instance.states).filter((name) => name !== "absent");
    assertEquals(own.filter((name) => !words.includes(name)), []);
  });
});
