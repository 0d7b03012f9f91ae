/**
 * Exploring one scope, on one thread or on several.
 *
 * @module
 */
import type { Invariant } from "../spec/invariant.ts";
import { askable } from "../spec/askable.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { type Verification, verified, verify } from "../spec/verify.ts";
import type { Io } from "./io.ts";
import { searching, type SearchLine } from "./searching.ts";
import type { StorageArgs } from "./threads/storage_subject.ts";
import { exploreOnThreads, mayStartThreads } from "./threads/threads.ts";
import type { Timed } from "./verify_report.ts";

/** What to explore, and how. */
export interface Search {
  readonly mutant?: Mutant | undefined;
  readonly limit?: number | undefined;
  readonly claims?: readonly Invariant[] | undefined;
  readonly all?: boolean | undefined;
  readonly symmetry?: boolean | undefined;
  readonly reduction?: boolean | undefined;
  /** How many threads are to search, where they may be started. Default: one. */
  readonly workers?: number | undefined;
}

/** Explores one scope, with its progress on standard error. */
export async function exploreScope(scope: string, search: Search, io: Io): Promise<Timed> {
  const wanted = search.workers ?? 1;
  const workers = wanted > 1 && mayStartThreads() ? wanted : 1;
  const line = searching(io, scope);
  const start = performance.now();
  try {
    const found = workers > 1
      ? await onThreads(scope, search, workers, line)
      : onThisThread(scope, search, line);
    return { ...found, wanted, workers, seconds: (performance.now() - start) / 1000 };
  } finally {
    line.done();
  }
}

function onThisThread(
  scope: string,
  { mutant, limit, claims, all = false, symmetry = true, reduction = false }: Search,
  { show }: SearchLine,
): Verification {
  return verify(scope, {
    ...mutant && { mutant },
    ...claims && { claims },
    all,
    symmetry,
    reduction,
    ...limit !== undefined && { maxStates: limit },
    onProgress: show,
  });
}

async function onThreads(
  scope: string,
  { mutant, limit, claims = askable, all = false, symmetry = true }: Search,
  threads: number,
  { show }: SearchLine,
): Promise<Verification> {
  const args: StorageArgs = {
    scope,
    symmetry,
    ...mutant && { mutant: mutant.name },
    claims: claims.map(({ code }) => code),
  };
  const module = new URL("./threads/storage_subject.ts", import.meta.url).href;
  const exploration = await exploreOnThreads({ module, args }, {
    threads,
    all,
    ...limit !== undefined && { maxStates: limit },
    onProgress: show,
  });
  return verified(scope, exploration, mutant);
}
