/**
 * What a cluster knows of itself, and what happens to it.
 *
 * @module
 */
import type { InstanceId } from "../terms.ts";
import type { Bond, InstanceWork, Members, Origin, Work } from "./terms.ts";

/** What a cluster knows of itself. */
export interface LifecycleContext {
  /** Its instances, but for those that are being deleted. */
  readonly members: Members;
  /** Those of them that run. */
  readonly running: Members;
  /** The one that writes; none as long as there are no instances. */
  readonly writer: readonly InstanceId[];
  /** Is deletion protection on? */
  readonly isProtected: boolean;
  /** What ties it to others. */
  readonly bonds: readonly Bond[];
  /** How it came to be. */
  readonly origin: Origin;
}

/** What happens to a cluster. */
export type LifecycleEvent =
  | { readonly type: "make"; readonly origin: Origin }
  | { readonly type: Work }
  | { readonly type: "settle" | "fail" | "stop" | "start" | "sevenDays" | "snapshot" | "delete" }
  | { readonly type: "loseKey" }
  | { readonly type: "protect"; readonly on: boolean }
  /** What an instance does, or what is done to it. */
  | {
    readonly type: InstanceWork | "attend";
    readonly instance: InstanceId;
  };

/** The instance that an event is about. */
export function named(event: LifecycleEvent): InstanceId {
  return "instance" in event ? event.instance : "";
}

/** Instances with one more. */
export function joinedBy(some: Members, instance: InstanceId): Members {
  return { ...some, [instance]: true };
}

/** Instances without one. */
export function leftBy(some: Members, instance: InstanceId): Members {
  return Object.fromEntries(
    Object.keys(some).filter((name) => name !== instance).map((name) => [name, true as const]),
  );
}

/** The instances that run and do not write. */
export function readersIn({ running, writer }: LifecycleContext): InstanceId[] {
  return Object.keys(running).filter((name) => !writer.includes(name)).sort();
}
