/**
 * What can happen in the life of a cluster.
 *
 * @module
 */
import type { Delivery, Event, LocalState, Move, World } from "../explore/system.ts";
import type { InstanceId } from "../terms.ts";
import type { CalendarContext } from "./calendar.ts";
import type { LifecycleContext } from "./lifecycle.ts";
import type { StoreContext } from "./store.ts";
import type { InstanceWork, LifeBounds, Origin, Work } from "./terms.ts";

/** One thing that can happen. */
export type LifeDeed =
  | { readonly does: "make"; readonly origin: Origin }
  | { readonly does: "work"; readonly work: Work }
  | { readonly does: "settle" | "fail" | "stop" | "start" | "sevenDays" | "loseKey" }
  | { readonly does: "protect"; readonly on: boolean }
  | { readonly does: "snapshot"; readonly name: string }
  | { readonly does: "delete"; readonly final?: string }
  | {
    readonly does: InstanceWork | "vanish" | "modify" | "reboot" | "recover";
    readonly instance: InstanceId;
  };

/** A move in the life of a cluster. */
export interface LifeMove extends Move {
  /** What it does. */
  readonly deed: LifeDeed;
}

/** What a cluster knows of itself in a state of the world. */
export function lifecycleIn(world: World): LifecycleContext {
  return world.state("lifecycle").context;
}

/** The status of a cluster, or of an instance. */
export function statusIn(world: World, name = "lifecycle"): string {
  return world.part(name, statusOf);
}

/** What is in storage. */
export function storeIn(world: World): StoreContext {
  return world.state("store").context;
}

/** How often seven days have passed, and had when the cluster was stopped. */
export function calendarIn(world: World): CalendarContext {
  return world.state("calendar").context;
}

/** All moves. */
export function lifeMoves(bounds: LifeBounds): LifeMove[] {
  const { origins, works, stops, protection, snapshots, key } = bounds;
  return [
    ...origins.map((origin) =>
      move(`cluster.is.${MADE[origin]}`, { does: "make", origin }, () => [
        toCluster({ type: "make", origin }),
        toStore({ type: "make" }),
      ])
    ),
    move("cluster.settles", { does: "settle" }, (world) => [
      toCluster({ type: "settle" }),
      ...statusIn(world) === "stopping" ? [toCalendar({ type: "mark" })] : [],
    ]),
    ofCluster("cluster.fails", "fail"),
    ...works.map((work) =>
      move(`cluster.begins.to.${work}`, { does: "work", work }, () => [toCluster({ type: work })])
    ),
    ...stops || key ? [ofCluster("cluster.is.started", "start"), sevenDays] : [],
    ...stops ? [ofCluster("cluster.is.stopped", "stop")] : [],
    ...protection ? [protect(true), protect(false)] : [],
    ...key ? [ofCluster("cluster.loses.its.key", "loseKey")] : [],
    ...snapshots.map(takeSnapshot),
    ...[undefined, ...snapshots].map(remove),
    ...Object.keys(bounds.instances).flatMap((instance) => ofInstance(instance, bounds)),
  ];
}

const MADE = { create: "created", restore: "restored", clone: "cloned" } as const;

function move(
  name: string,
  deed: LifeDeed,
  plan: (world: World) => readonly Delivery[] | undefined,
): LifeMove {
  return { name, deed, plan };
}

/** What happens to the cluster alone. */
function ofCluster(
  name: string,
  does: "fail" | "stop" | "start" | "loseKey",
): LifeMove {
  return move(name, { does }, () => [toCluster({ type: does })]);
}

const sevenDays = move("seven.days.pass", { does: "sevenDays" }, () => [
  toCalendar({ type: "pass" }),
  toCluster({ type: "sevenDays" }),
]);

function protect(on: boolean): LifeMove {
  const name = on ? "cluster.is.protected" : "cluster.is.no.longer.protected";
  return move(name, { does: "protect", on }, () => [toCluster({ type: "protect", on })]);
}

function takeSnapshot(name: string): LifeMove {
  return move(`cluster.takes.${name}`, { does: "snapshot", name }, () => [
    toCluster({ type: "snapshot" }),
    toStore({ type: "takeSnapshot", name }),
  ]);
}

function remove(final?: string): LifeMove {
  const asked = final === undefined ? {} : { final };
  const name = final === undefined ? "cluster.is.deleted" : `cluster.is.deleted.with.${final}`;
  return move(name, { does: "delete", ...asked }, () => [
    toCluster({ type: "delete" }),
    toStore({ type: "delete", ...asked }),
  ]);
}

/** What happens to one instance, or is asked of it. */
function ofInstance(instance: InstanceId, bounds: LifeBounds): LifeMove[] {
  const { commits, stops, chores } = bounds;
  const az = bounds.instances[instance]!;
  const both = (
    name: string,
    does: OfInstance["does"],
    event: Event["type"],
    mine: Event["type"],
    more: (world: World) => readonly Delivery[] | undefined = () => [],
  ) =>
    move(`${instance}.${name}`, { does, instance }, (world) => {
      const others = more(world);
      return others &&
        [toCluster({ type: event, instance }), { to: instance, event: { type: mine } }, ...others];
    });
  const ends = (name: string, does: OfInstance["does"], status: string, event?: Event["type"]) =>
    move(`${instance}.${name}`, { does, instance }, (world) => {
      if (statusIn(world, instance) !== status) return undefined;
      const told = event === undefined ? [] : [toCluster({ type: event, instance })];
      return [{ to: instance, event: { type: "settle" } }, ...told];
    });
  const storing = (type: "join" | "leave") => (world: World) => {
    const { members } = lifecycleIn(world);
    const isOnly = Object.keys(members).every((name) => name === instance);
    return [toStore({ type, instance, az, isOnly })];
  };
  return [
    both("is.added", "add", "add", "add"),
    both(
      "joins",
      "join",
      "join",
      "settle",
      (world) => statusIn(world, instance) === "creating" ? storing("join")(world) : undefined,
    ),
    both("is.removed", "remove", "remove", "delete", storing("leave")),
    ends("is.gone", "vanish", "deleting"),
    ...chores.flatMap((chore) => [
      both(`begins.to.${chore}`, chore, "attend", chore),
      ends(`is.done.with.${chore}`, "recover", chore === "modify" ? "modifying" : "rebooting"),
    ]),
    move(
      `${instance}.commits`,
      { does: "write", instance },
      (world) =>
        storeIn(world).end < BigInt(commits) && statusIn(world, instance) === "available"
          ? [toCluster({ type: "write", instance }), toStore({ type: "write" })]
          : undefined,
    ),
    ...stops
      ? [
        both("stops", "halt", "halt", "stop"),
        ends("has.stopped", "halted", "stopping", "halted"),
        both("starts", "run", "run", "start"),
        ends("has.started", "running", "starting", "running"),
      ]
      : [],
    move(`${instance}.takes.over`, { does: "takeOver", instance }, () => [
      toCluster({ type: "takeOver", instance }),
    ]),
  ];
}

type OfInstance = Extract<LifeDeed, { readonly instance: InstanceId }>;

function toCluster(event: Event): Delivery {
  return { to: "lifecycle", event };
}

function toCalendar(event: Event): Delivery {
  return { to: "calendar", event };
}

function toStore(event: Event): Delivery {
  return { to: "store", event };
}

const statusOf = (state: LocalState): string => String(state.value);
