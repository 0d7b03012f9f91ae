/**
 * What happens to the instances of a cluster, and a recovery as the work of the one that was chosen.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import { type ClusterContext, warmReader } from "./cluster.ts";
import type { ClusterDeed, StorageMove } from "../deeds.ts";
import { FIRST_EPOCH } from "../recovery/epochs.ts";
import type { Delivery, Event, LocalState, World } from "../explore/system.ts";
import { recoveryIn } from "../recovery/recovery_moves.ts";
import { replicasOf } from "../replica/replica_moves.ts";
import { type InstanceId, NO_LSN } from "../terms.ts";

/** What a cluster knows in a state of the world. */
export function clusterIn(world: World): ClusterContext {
  return world.state("cluster").context;
}

/** The moves of a volume as the moves of a cluster, and its own besides. */
export function withCluster(bounds: Bounds, moves: readonly StorageMove[]): StorageMove[] {
  const { cluster } = bounds;
  if (cluster === undefined) return [...moves];
  const names = Object.keys(cluster.instances);
  return [
    ...moves.filter((move) => !opensAlone(move)).map((move) => joined(move, bounds)),
    ...names.map((name) => lose(name, bounds)),
    ...names.map((name) => ofCluster(name, "choose", `${name}.is.chosen`)),
    ...names.map((name) => ofCluster(name, "recreate", `${name}.is.recreated`)),
    ...names.map((name) => attach(name)),
    ...cluster.retiers.map(({ instance, tier }): StorageMove => ({
      name: `${instance}.gets.tier.${tier}`,
      deed: { does: "cluster", step: "retier", instance },
      fault: true,
      plan: () => [{ to: "cluster", event: { type: "retier", instance, tier } }],
    })),
    ownStep("pointWriter", "cluster.points.writer.endpoint"),
    ownStep("pointReader", "cluster.points.reader.endpoint"),
    ...Object.keys(cluster.custom ?? {}).map((endpoint): StorageMove => ({
      name: `cluster.points.${endpoint}.endpoint`,
      deed: { does: "cluster", step: "pointCustom" },
      plan: () => [toCluster({ type: "pointCustom", endpoint })],
    })),
    openUnrecovered,
  ];
}

/** Does a replica open the volume by itself? In a cluster all do as soon as there is one. */
function opensAlone({ deed }: StorageMove): boolean {
  return deed.does === "replica" && deed.step === "attach";
}

/** What the cluster takes part in, of what happens to the volume. */
function joined(move: StorageMove, bounds: Bounds): StorageMove {
  const replicas = replicasOf(bounds);
  const { deed } = move;
  if (deed.does === "replica" && deed.step === "fetch" && bounds.cluster!.managesCaches) {
    return also(
      move,
      (world) => warmReader(clusterIn(world), bounds.cluster!) === deed.replica ? [] : undefined,
    );
  }
  switch (move.name) {
    case "volume.creates":
      return also(move, () => [
        toCluster({ type: "create" }),
        ...replicas.flatMap((replica, others) => [
          { to: replica, event: { type: "attach", vdl: NO_LSN, others } },
          { to: "writer", event: { type: "hear", replica, readPoint: NO_LSN } },
        ]),
      ]);
    case "recovery.starts":
      // Who is chosen recovers the volume, and nobody else.
      return also(move, (world) => world.part("cluster", target) === undefined ? undefined : []);
    case "recovery.opens":
      return also(move, (world) => {
        const { epoch, recovered: { records } } = recoveryIn(world);
        const to = world.part("cluster", target);
        return [
          toCluster({ type: "promote", epoch }),
          ...to !== undefined && replicas.includes(to)
            ? [{ to, event: { type: "promote", records } }]
            : [],
        ];
      });
    case "recovery.crashes":
      return also(move, () => [toCluster({ type: "abandon" })]);
    default:
      return move;
  }
}

/** A move in which somebody else takes part, or cannot. */
function also(
  move: StorageMove,
  more: (world: World) => readonly Delivery[] | undefined,
): StorageMove {
  return {
    ...move,
    plan(world) {
      const [some, others] = [move.plan(world), more(world)];
      return some && others && [...some, ...others];
    },
  };
}

/** An instance is out of reach. If it is the writer and dead, so is its engine. */
function lose(instance: InstanceId, { cluster, recovery }: Bounds): StorageMove {
  const { readersLost } = cluster!;
  return {
    name: `${instance}.is.lost`,
    deed: { does: "cluster", step: "lose", instance },
    fault: true,
    plan(world) {
      const { writer, missing, epoch } = clusterIn(world);
      const isWriter = instance === writer;
      const isFirst = epoch === FIRST_EPOCH;
      // The next writer stays: it is lost as long as it recovers the volume, by a crash.
      if (!isFirst || !isWriter && Object.keys(missing).length >= readersLost) return undefined;
      const dies = isWriter && recovery!.writer === "dead";
      return [
        toCluster({ type: "lose", instance }),
        ...dies ? [{ to: "writer", event: { type: "depose" } }] : [],
      ];
    },
  };
}

/** Who was out of reach is there again, to read. */
function attach(instance: InstanceId): StorageMove {
  return {
    name: `${instance}.attaches`,
    deed: { does: "cluster", step: "attach", instance },
    plan: (world) =>
      clusterIn(world).writer === instance ? undefined : [toCluster({ type: "attach", instance })],
  };
}

/** To take the volume with the epoch that it has: every writer refuses, for none is fenced then. */
const openUnrecovered: StorageMove = {
  name: "cluster.promotes.without.recovery",
  deed: { does: "cluster", step: "promote" },
  plan: (world) =>
    world.part("cluster", target) === undefined
      ? undefined
      : [toCluster({ type: "promote", epoch: clusterIn(world).epoch })],
};

function ofCluster(instance: InstanceId, step: "choose" | "recreate", name: string): StorageMove {
  return {
    name,
    deed: { does: "cluster", step, instance },
    plan: () => [toCluster({ type: step, instance })],
  };
}

function ownStep(step: ClusterDeed["step"], name: string): StorageMove {
  return { name, deed: { does: "cluster", step }, plan: () => [toCluster({ type: step })] };
}

function toCluster(event: Event): Delivery {
  return { to: "cluster", event };
}

const target = ({ context }: LocalState): InstanceId | undefined => context.targets[0];
