/**
 * A search that is kept in a file while it goes on, so that it can be gone on with.
 *
 * @module
 */
import type { Saved } from "../../model/explore/checkpoint/saved.ts";
import type { Exploration, Progress } from "../../model/explore/exploration.ts";
import { exploreWithPauses } from "../../model/explore/explore.ts";
import type { Pause } from "../../model/explore/search.ts";
import { UsageError } from "../arguments.ts";
import type { Io } from "../io.ts";
import { type StorageArgs, subject as made } from "../threads/storage_subject.ts";
import { type Header, readCheckpoint, removeCheckpoint, writeCheckpoint } from "./file.ts";
import { revision } from "../revision.ts";

/** Seconds between two checkpoints, and how much longer than a checkpoint itself took. */
const EVERY = 60;
const TIMES = 20;

/** Where a search is kept, and from where it goes on. */
export interface Keep {
  readonly file: string;
  /** Absent: it begins. */
  readonly begun?: Header & Saved;
}

/** How far a search goes, and who is told. */
export interface KeepOptions {
  readonly all: boolean;
  readonly maxStates?: number;
  readonly onProgress: (progress: Progress) => void;
}

/** What was found. */
export interface Kept {
  readonly exploration: Exploration;
  /** How long it took, all its parts together. */
  readonly seconds: number;
}

/**
 * Reads a checkpoint of this revision of the model.
 *
 * @throws {UsageError} where it is none.
 */
export async function checkpointIn(file: string): Promise<Header & Saved> {
  const begun = readCheckpoint(file);
  if (begun.revision === await revision()) return begun;
  throw new UsageError(
    `${file} is a checkpoint of another revision of the model, which may move otherwise: begin anew`,
  );
}

/**
 * Explores a scope, with a checkpoint at once, now and then, at a limit, and where the user ends it.
 * Where it comes to an end, the checkpoint is removed.
 *
 * @throws {UsageError} where the file cannot be written.
 */
export async function exploreAndKeep(
  subject: StorageArgs,
  { file, begun }: Keep,
  { all, ...options }: KeepOptions,
  io: Io,
): Promise<Kept> {
  const { system, watch } = made(subject);
  const of = begun?.revision ?? await revision();
  const start = performance.now() - (begun?.seconds ?? 0) * 1000;
  const seconds = () => (performance.now() - start) / 1000;
  let due = -1;
  const keep = (pause: Pause) => {
    const from = seconds();
    writeCheckpoint(file, { subject, all, revision: of, seconds: from }, pause.save());
    due = seconds() + Math.max(EVERY, TIMES * (seconds() - from));
  };
  using interrupt = new Interrupt();
  const run = exploreWithPauses(system, {
    ...options,
    ...watch && { watch },
    ...begun && { saved: begun },
    all,
  });
  let next = run.next();
  let [isKept, isEnough] = [true, false];
  while (!next.done) {
    await interrupt.listen();
    isEnough = next.value.isLast || interrupt.came;
    // What cannot be written at all is told at once. Later, the search is worth more than the file.
    if (due < 0) keep(next.value);
    else if (isEnough || seconds() >= due) isKept = warned(io, () => keep(next.value as Pause));
    next = run.next(isEnough);
  }
  const exploration = next.value;
  const isWritten = due >= 0;
  if (!isEnough && isWritten) warned(io, () => removeCheckpoint(file));
  if (isEnough && isKept) io.err(`stopped; to go on: deno task verify --resume ${file}\n`);
  return { exploration, seconds: seconds() };
}

/** Does what may fail because of the world. False where it does: the user is told, and that is all. */
function warned(io: Io, deed: () => void): boolean {
  try {
    deed();
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`warning: ${error.message}\n`);
    return false;
  }
}

/** The wish of the user to end a search, by Ctrl-C. The second time, the process ends at once. */
class Interrupt {
  came = false;
  readonly #hear = () => {
    this.came = true;
    this[Symbol.dispose]();
  };

  constructor() {
    Deno.addSignalListener("SIGINT", this.#hear);
  }

  /** A signal is heard only where the search makes way for it. */
  listen(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
  }

  [Symbol.dispose](): void {
    Deno.removeSignalListener("SIGINT", this.#hear);
  }
}
