/**
 * The life of a cluster, as far as it is told.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";

/** What an instance is. */
export interface MemberFacts {
  /** Its status. */
  readonly status: EventOf<"instance-status">["status"];
  /** Is it the one that writes? */
  readonly isWriter: boolean;
}

/** Since when a cluster is stopped, by the clock of one node. */
export interface Stopped {
  /** The time. Unit: microseconds. */
  readonly t: bigint;
  /** The node, where one is named. */
  readonly by?: string;
}

/** The life of a cluster as plain facts. */
export interface LifeFacts {
  /** The status of the cluster. */
  readonly status?: EventOf<"cluster-status">["status"];
  /** Since when it is stopped, where a time was told. */
  readonly stopped?: Stopped;
  /** Was it told what keeps it from being deleted or stopped? */
  readonly isTied: boolean;
  /** Is it protected from being deleted? */
  readonly isProtected: boolean;
  /** What ties it to others, or what kind it is. */
  readonly bonds: readonly string[];
  /** Its instances, those that are gone, too. */
  readonly members: Readonly<Record<string, MemberFacts>>;
  /** The final snapshot that was asked for and is not there yet. */
  readonly final?: string;
}

/** Nothing was told. */
export const NO_LIFE: LifeFacts = { isTied: false, isProtected: false, bonds: [], members: {} };

/** What a cluster and its instances are, and what is to become of them. */
export class Life {
  /** The status of the cluster. */
  status: LifeFacts["status"];
  /** Since when it is stopped, where a time was told. */
  stopped: Stopped | undefined;
  /** Was it told what keeps it from being deleted or stopped? */
  isTied: boolean;
  /** Is it protected from being deleted? */
  isProtected: boolean;
  /** What ties it to others, or what kind it is. */
  bonds: readonly string[];
  /** Its instances, those that are gone, too. */
  readonly members: Map<string, MemberFacts>;
  /** The final snapshot that was asked for and is not there yet. */
  final: string | undefined;

  /** The life that these facts tell. */
  constructor(facts: LifeFacts = NO_LIFE) {
    this.status = facts.status;
    this.stopped = facts.stopped;
    this.isTied = facts.isTied;
    this.isProtected = facts.isProtected;
    this.bonds = facts.bonds;
    this.members = new Map(Object.entries(facts.members));
    this.final = facts.final;
  }

  /** The cluster has another status, or still the same. */
  become({ status, t, by }: EventOf<"cluster-status">): void {
    if (status !== "stopped") this.stopped = undefined;
    else if (this.status !== "stopped" && t !== undefined) {
      this.stopped = { t, ...by !== undefined && { by } };
    }
    this.status = status;
  }

  /** What keeps it from being deleted or stopped, from now on. */
  tie(line: EventOf<"cluster">): void {
    this.isTied = true;
    this.isProtected = line.protected ?? false;
    this.bonds = BONDS.filter((bond) => line[bond]);
  }

  /** An instance has another status. There is one writer. */
  turn({ instance, status, writer = false }: EventOf<"instance-status">): void {
    const former = writer ? [...this.members].filter(([, { isWriter }]) => isWriter) : [];
    for (const [name, facts] of former) this.members.set(name, { ...facts, isWriter: false });
    this.members.set(instance, { status, isWriter: writer });
  }

  /** A request was accepted. */
  ask({ request, snapshot, refused = false }: EventOf<"admin">): void {
    if (!refused && request === "delete-cluster") this.final = snapshot;
  }

  /** A snapshot is there. */
  keep({ name }: EventOf<"snapshot">): void {
    if (this.final === name) this.final = undefined;
  }

  /** The instances that are there, and not being deleted. */
  get staying(): string[] {
    return [...this.members].filter(([, { status }]) => !GOING.has(status)).map(([name]) => name);
  }

  /** Those of them that run, or did when they were last seen. */
  get running(): string[] {
    return this.staying.filter((name) => {
      const { status } = this.members.get(name)!;
      return status !== "stopped" && !BROKEN.test(status);
    });
  }

  /** Is an instance known to serve nobody? */
  isIdle(instance: string): boolean {
    const member = this.members.get(instance);
    return member !== undefined && (GOING.has(member.status) || IDLE.has(member.status));
  }

  /** Does an instance serve for sure, as far as its status is told? */
  isReady(instance: string): boolean {
    const member = this.members.get(instance);
    return member === undefined || member.status === "available";
  }

  /** It as plain facts. */
  facts(): LifeFacts {
    const { status, stopped, isTied, isProtected, bonds, members, final } = this;
    return {
      ...status !== undefined && { status },
      ...stopped !== undefined && { stopped },
      isTied,
      isProtected,
      bonds,
      members: Object.fromEntries(members),
      ...final !== undefined && { final },
    };
  }
}

const GOING: ReadonlySet<string> = new Set(["deleting", "deleted"]);

/** Who is out of order neither stops nor runs. */
const BROKEN = /^(failed|restore-error|storage-full|incompatible-.*|inaccessible-.*)$/;

const IDLE: ReadonlySet<string> = new Set(
  ["creating", "failed", "starting", "stopped", "stopping"],
);

const BONDS = ["global", "replicates", "serverless"] as const;
