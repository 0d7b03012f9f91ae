/**
 * Exploring one scope, on one thread or on several.
 *
 * @module
 */
import type { Invariant } from "../spec/invariant.ts";
import { askable } from "../spec/askable.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { type Verification, verified, verify } from "../spec/verify.ts";
import { exploreAndKeep, type Keep, type Kept } from "./checkpoint/keeping.ts";
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
  /** Where the search is kept while it goes on. */
  readonly keep?: Keep | undefined;
  /** How many threads are to search, where they may be started. Default: one. */
  readonly workers?: number | undefined;
}

const ONE = { wanted: 1, workers: 1 };

/** Explores one scope, with its progress on standard error. */
export async function exploreScope(scope: string, search: Search, io: Io): Promise<Timed> {
  const wanted = search.workers ?? 1;
  const workers = wanted > 1 && mayStartThreads() ? wanted : 1;
  const line = searching(io, scope, search.keep?.begun?.seconds);
  const start = performance.now();
  try {
    if (search.keep) return { ...await kept(scope, search, search.keep, line, io), ...ONE };
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

/** On one thread, in a file besides. */
async function kept(
  scope: string,
  search: Search,
  keep: Keep,
  { show }: SearchLine,
  io: Io,
): Promise<Verification & Kept> {
  const { mutant, limit, all = false } = search;
  const options = { all, ...limit !== undefined && { maxStates: limit }, onProgress: show };
  const found = await exploreAndKeep(subjectOf(scope, search), keep, options, io);
  return { ...found, ...verified(scope, found.exploration, mutant) };
}

async function onThreads(
  scope: string,
  search: Search,
  threads: number,
  { show }: SearchLine,
): Promise<Verification> {
  const { mutant, limit, all = false } = search;
  const module = new URL("./threads/storage_subject.ts", import.meta.url).href;
  const exploration = await exploreOnThreads({ module, args: subjectOf(scope, search) }, {
    threads,
    all,
    ...limit !== undefined && { maxStates: limit },
    onProgress: show,
  });
  return verified(scope, exploration, mutant);
}

/** What is searched, as plain data. */
function subjectOf(
  scope: string,
  { mutant, claims = askable, symmetry = true }: Search,
): StorageArgs {
  return {
    scope,
    symmetry,
    ...mutant && { mutant: mutant.name },
    claims: claims.map(({ code }) => code),
  };
}
