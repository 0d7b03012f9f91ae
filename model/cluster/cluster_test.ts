import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { cluster, type ClusterConfig, type ClusterEvent, warmReader } from "./cluster.ts";

const shape = (tier: number, size: number) => ({ az: "A", tier, size });

/** A cluster in which `w` writes, and its readers are of these tiers and sizes. */
function clusterOf(readers: ClusterConfig["instances"]) {
  return cluster({ instances: { w: shape(1, 2), ...readers }, writer: "w" });
}

/** Who may be chosen once the writer is gone, after these events. */
function inLine(readers: ClusterConfig["instances"], ...before: readonly ClusterEvent[]): string[] {
  const machine = clusterOf(readers);
  const gone = play(machine, { type: "create" }, ...before, { type: "lose", instance: "w" });
  return Object.keys(readers).filter((instance) => gone.can({ type: "choose", instance }));
}

describe("who takes the place of the writer", () => {
  it("is of the lowest tier, whatever the sizes", () => {
    assertEquals(inLine({ r1: shape(2, 64), r2: shape(1, 2), r3: shape(15, 2) }), ["r2"]);
  });

  it("is the largest of its tier, or any of those", () => {
    assertEquals(inLine({ r1: shape(1, 2), r2: shape(1, 4), r3: shape(2, 64) }), ["r2"]);
    assertEquals(inLine({ r1: shape(1, 4), r2: shape(1, 4), r3: shape(1, 2) }), ["r1", "r2"]);
  });

  it("goes by the tiers of now", () => {
    const readers = { r1: shape(1, 2), r2: shape(2, 2) };
    assertEquals(inLine(readers, { type: "retier", instance: "r2", tier: 0 }), ["r2"]);
  });

  it("is there", () => {
    const readers = { r1: shape(0, 2), r2: shape(1, 2) };
    const lost: ClusterEvent = { type: "lose", instance: "r1" };
    assertEquals(inLine(readers, lost), ["r2"]);
    assertEquals(inLine(readers, lost, { type: "attach", instance: "r1" }), ["r1"]);
  });

  it("is the primary itself, made anew, where there is nobody else", () => {
    const recreate: ClusterEvent = { type: "recreate", instance: "w" };
    const alone = play(clusterOf({}), { type: "create" }, { type: "lose", instance: "w" });
    assertEquals(alone.can(recreate), true);
    const readers = clusterOf({ r1: shape(0, 2) });
    const other = play(readers, { type: "create" }, { type: "lose", instance: "w" });
    assertEquals(other.can(recreate), false);
  });

  it("is one at a time", () => {
    const lost = [{ type: "create" }, { type: "lose", instance: "w" }] as const;
    const machine = clusterOf({ r1: shape(1, 2), r2: shape(1, 2) });
    const chosen = play(machine, ...lost, { type: "choose", instance: "r1" });
    assertEquals(chosen.can({ type: "choose", instance: "r2" }), false);
    const failed = play(machine, ...lost, { type: "choose", instance: "r1" }, { type: "abandon" });
    assertEquals(failed.can({ type: "choose", instance: "r1" }), false);
    assertEquals(failed.can({ type: "choose", instance: "r2" }), true);
  });
});

describe("the cache that follows that of the writer", () => {
  const follows = (instances: ClusterConfig["instances"], ...events: readonly ClusterEvent[]) => {
    const config = { instances, writer: "w" };
    return warmReader(play(cluster(config), { type: "create" }, ...events).context, config);
  };
  const [first, second] = [shape(0, 2), shape(1, 2)];

  it("is that of the only reader of tier 0, if the writer is of tier 0 and as large", () => {
    assertEquals(follows({ w: first, r1: first, r2: second }), "r1");
    assertEquals(follows({ w: first, r1: first, r2: first }), undefined);
    assertEquals(follows({ w: second, r1: first }), undefined);
    assertEquals(follows({ w: first, r1: shape(0, 4) }), undefined);
    assertEquals(follows({ w: first, r1: second }), undefined);
  });

  it("is another when tiers change, or a reader is lost", () => {
    const two = { w: first, r1: first, r2: second };
    const retier = (instance: string, tier: number) =>
      ({ type: "retier", instance, tier }) as const;
    assertEquals(follows(two, retier("r1", 1)), undefined);
    assertEquals(follows(two, retier("r1", 1), retier("r2", 0)), "r2");
    assertEquals(follows(two, retier("r2", 0), { type: "lose", instance: "r1" }), "r2");
  });
});

describe("a cluster", () => {
  const machine = clusterOf({ r1: shape(0, 2), r2: shape(1, 2) });
  const failedOver = [
    { type: "create" },
    { type: "lose", instance: "w" },
    { type: "choose", instance: "r1" },
    { type: "promote", epoch: 2 },
  ] as const;

  it("does not fail over because a tier was changed", () => {
    const changed = play(machine, { type: "create" }, { type: "retier", instance: "r1", tier: 9 });
    assertEquals([changed.value, changed.context.writer], ["available", "w"]);
  });

  it("is available again once the chosen one has the volume with an epoch of its own", () => {
    const chosen = play(machine, ...failedOver.slice(0, 3));
    assertEquals([chosen.value, chosen.can({ type: "promote", epoch: 1 })], [
      "failing-over",
      false,
    ]);
    const { value, context } = play(machine, ...failedOver);
    assertEquals([value, context.writer, context.epoch], ["available", "r1", 2]);
  });

  it("moves its endpoints then: readers are led to the writer where there are no others", () => {
    const endpoints = (...events: readonly ClusterEvent[]) => {
      const { context } = play(machine, ...failedOver, ...events);
      return [context.writerEndpoint, context.readerEndpoint];
    };
    const pointed = [{ type: "pointWriter" }, { type: "pointReader" }] as const;
    assertEquals(endpoints(), [["w"], ["r1", "r2"]]);
    assertEquals(endpoints(...pointed), [["r1"], ["r2"]]);
    assertEquals(endpoints({ type: "lose", instance: "r2" }, ...pointed), [["r1"], ["r1"]]);
    assertEquals(endpoints({ type: "attach", instance: "w" }, ...pointed), [["r1"], ["r2", "w"]]);
  });
});

describe("an endpoint that a user made", () => {
  const custom = {
    one: { type: "reader", members: ["r1"] },
    rest: { type: "reader", excluded: ["r1"] },
    any: { type: "any", members: ["w", "r2"] },
  } as const;
  const machine = cluster({
    instances: { w: shape(1, 2), r1: shape(0, 2), r2: shape(1, 2) },
    writer: "w",
    custom,
  });
  const endpoints = (...events: readonly ClusterEvent[]) =>
    play(
      machine,
      { type: "create" },
      ...events,
      ...Object.keys(custom).map((endpoint) => ({ type: "pointCustom", endpoint }) as const),
    ).context.customEndpoints;
  const lose = (instance: string): ClusterEvent => ({ type: "lose", instance });
  const failover: readonly ClusterEvent[] = [
    lose("w"),
    { type: "choose", instance: "r1" },
    { type: "promote", epoch: 2 },
  ];

  it("leads to those on its list that are there, and have the role that it is for", () => {
    assertEquals(endpoints(), { one: ["r1"], rest: ["r2"], any: ["r2", "w"] });
    assertEquals(endpoints(lose("r2")), { one: ["r1"], rest: [], any: ["w"] });
  });

  it("keeps its list when roles change: it leads nowhere, or to who reads now", () => {
    assertEquals(endpoints(...failover), { one: [], rest: ["r2"], any: ["r2"] });
    const back = endpoints(...failover, { type: "attach", instance: "w" });
    assertEquals(back, { one: [], rest: ["r2", "w"], any: ["r2", "w"] });
  });

  it("is moved only where it leads elsewhere", () => {
    const created = play(machine, { type: "create" });
    assertEquals(created.can({ type: "pointCustom", endpoint: "one" }), false);
    const lost = play(machine, { type: "create" }, lose("r1"));
    assertEquals(lost.can({ type: "pointCustom", endpoint: "one" }), true);
    assertEquals(lost.can({ type: "pointCustom", endpoint: "rest" }), false);
  });

  it("is there beside one for each instance, which stays with it", () => {
    const { instanceEndpoints } = play(machine, { type: "create" }, ...failover).context;
    assertEquals(instanceEndpoints, { w: ["w"], r1: ["r1"], r2: ["r2"] });
  });
});
