/**
 * Worlds of several kinds: each has machines of its own and is seen from outside in its own way.
 *
 * @module
 */
import type { Machine } from "../model/explore/system.ts";
import type { Subject } from "./subject.ts";

/** The kinds of worlds. */
export type WorldKind = "storage" | "backups" | "backtracks" | "family" | "growth" | "life";

/** A scope of any kind of world. */
export interface Scope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** What kind of world it is: a mistake can be looked for in scopes of its own kind only. */
  readonly world: WorldKind;
  /** Is it explored by hand alone, since that takes minutes or hours? */
  readonly isLarge: boolean;
  /** Its published machines, by name. */
  machines(): Readonly<Record<string, Machine>>;
  /** What a mistake makes of some of them. */
  mistaken(mistake: Mistake): Readonly<Record<string, Machine>>;
  /** The system of the published machines, or with a mistake in them. */
  system(mistake?: Mistake): Subject;
}

/** Machines with a mistake, for a world of some bounds. */
export interface Mistake {
  /** The machines that it changes: `never` stands for the bounds of its own kind of world. */
  machines(bounds: never): object;
}

/** How the scopes of one kind of world are made into systems. */
export interface Making<Bounds, Machines extends object, Made extends Subject> {
  /** What kind of world it is. */
  readonly world: WorldKind;
  /** The published machines. */
  machinesFor(bounds: Bounds): Machines;
  /** The system of these machines, as it is seen. */
  subject(name: string, bounds: Bounds, machines: Machines): Made;
}

/** A scope, whatever its world. */
interface Sized<Bounds> {
  readonly says: string;
  readonly large?: true;
  readonly bounds: Bounds;
}

/** The system of a scope of one kind, of the published machines or with a mistake in them. */
export function made<Bounds, Machines extends object, Made extends Subject>(
  { machinesFor, subject }: Making<Bounds, Machines, Made>,
  name: string,
  bounds: Bounds,
  mistake?: Mistake,
): Made {
  const machines = { ...machinesFor(bounds), ...mistake?.machines(bounds as never) };
  return subject(name, bounds, machines);
}

/** The scopes of one kind of world among those of others. */
export function scopesOf<Bounds, Machines extends object, Made extends Subject>(
  scopes: Readonly<Record<string, Sized<Bounds>>>,
  making: Making<Bounds, Machines, Made>,
): Record<string, Scope> {
  const named = Object.entries(scopes).map(([name, { says, bounds, large = false }]) => {
    const scope: Scope = {
      says,
      world: making.world,
      isLarge: large,
      machines: () => byName(making.machinesFor(bounds)),
      mistaken: (mistake) => byName(mistake.machines(bounds as never)),
      system: (mistake) => made(making, name, bounds, mistake),
    };
    return [name, scope] as const;
  });
  return Object.fromEntries(named);
}

function byName(machines: object): Readonly<Record<string, Machine>> {
  return Object.fromEntries(Object.entries(machines));
}
