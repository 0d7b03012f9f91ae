/**
 * What is searched on several threads: machines and rules cannot be sent to a thread, so each makes
 * them for itself.
 *
 * @module
 */
import type { System } from "../../model/explore/system.ts";
import type { Watch } from "../../model/explore/watch.ts";

/** A module that makes a system, and plain data that it makes it from. */
export interface Subject {
  /** Address of a module that has a function `subject` of {@link MakeSubject}. */
  readonly module: string;
  /** What it is called with. */
  readonly args: unknown;
}

/** A system, and what is asked of it. */
export interface Searched {
  readonly system: System;
  /** Default: nothing is asked. */
  readonly watch?: Watch;
}

/** Makes the same system for the same data, whichever thread it runs on. */
export type MakeSubject = (args: never) => Searched;

/** Loads a subject. */
export async function made({ module, args }: Subject): Promise<Searched> {
  const { subject } = await import(module) as { subject: MakeSubject };
  return subject(args as never);
}
