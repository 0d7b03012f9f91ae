/**
 * Every history of one copy, step by step: the plain form of what `past.ts` finds out. For tests.
 *
 * @module
 */

import { keyOf } from "./explore/key.ts";

/** A copy of a group with few records, which are bits. */
export interface Life {
  /** How many records there are. */
  readonly records: number;
  /** Is a record sorted as it comes? */
  readonly merged: boolean;
  /** Which records can be fetched from a peer, sorted at once. */
  readonly fetched: number;
}

/** Where a history can lead. */
export interface Now {
  /** The records that are sorted. */
  readonly sorted: number;
  /** The records that are durable and not sorted. */
  readonly unsorted: number;
  /** How many records of the chain were staged. */
  readonly staged: number;
  /** The records that the writer knows of. */
  readonly known: number;
}

/** Number of a moment, as a bit: record n was durable, and SCL was the end of this many records. */
export function momentBit(record: number, scl: number, { records }: Life): number {
  return 1 << record * (records + 1) + scl;
}

/** How many records of the chain are there without a gap. */
export function sclOf(sorted: number): number {
  return Math.log2(~sorted & sorted + 1);
}

/** The moments through which some history leads to each `Now`, by its key. */
export function momentsOf(life: Life): Map<string, number> {
  const found = new Map<string, number>();
  const queue: [Now, number][] = [];
  const seen = new Set<string>();
  const meet = (now: Now, sent: number) => {
    const all = sent | momentsIn(now, life);
    const key = keyOf(now);
    if (seen.size === seen.add(`${key} ${all}`).size) return;
    found.set(key, (found.get(key) ?? 0) | all);
    queue.push([now, all]);
  };
  meet({ sorted: 0, unsorted: 0, staged: 0, known: 0 }, 0);
  for (const [now, sent] of queue) {
    for (const next of nextOf(now, life)) meet(next, sent);
    for (const known of toldBy(sent, life)) meet({ ...now, known: now.known | known }, sent);
  }
  return found;
}

function momentsIn({ sorted, unsorted }: Now, life: Life): number {
  return recordsOf(life).filter((n) => (sorted | unsorted) & 1 << n)
    .reduce((bits, n) => bits | momentBit(n, sclOf(sorted), life), 0);
}

function nextOf(now: Now, life: Life): Now[] {
  const { sorted, unsorted } = now;
  const missing = recordsOf(life).map((n) => 1 << n).filter((bit) => !((sorted | unsorted) & bit));
  const comesSorted = missing.filter((bit) => life.merged || bit & life.fetched);
  return [
    { ...now, staged: sclOf(sorted) },
    ...comesSorted.map((bit) => ({ ...now, sorted: sorted | bit })),
    ...life.merged ? [] : missing.map((bit) => ({ ...now, unsorted: unsorted | bit })),
    ...life.merged ? [] : [{ ...now, sorted: sorted | unsorted, unsorted: 0 }],
  ];
}

/** What each acknowledgement tells: a record, and all up to SCL. */
function toldBy(sent: number, life: Life): number[] {
  return recordsOf(life).flatMap((n) =>
    Array.from({ length: life.records + 1 }, (_, scl) => scl)
      .filter((scl) => sent & momentBit(n, scl, life))
      .map((scl) => 1 << n | (1 << scl) - 1)
  );
}

function recordsOf({ records }: Life): number[] {
  return Array.from({ length: records }, (_, n) => n);
}
