/**
 * How a peer ends a search: what lies beyond the end is not counted, and the ways to what was
 * seen are told state by state.
 *
 * @module
 */
import { askedIn } from "../asked.ts";
import { type Counts, countsOf, sumOf } from "../counts.ts";
import { Expansion } from "../expansion.ts";
import type { Stepping } from "../stepping.ts";
import { Tally } from "../tally.ts";
import { type Common, NONE, type Waiting } from "./common.ts";
import type { Keeper } from "./keeper.ts";
import { Rows } from "./rows.ts";
import { failureOf, type Share, type ShareSight, type WayState } from "./share.ts";

/** Where a search ends before it has seen all: at this state, which was expanded or not. */
export interface Ending {
  readonly at: number;
  readonly isExpanded: boolean;
}

/** Own states of a level in their order, and how many of them were expanded. */
export interface Agenda {
  readonly order: Int32Array;
  expanded: number;
}

/** What a peer searched with. */
export interface Searched {
  readonly index: number;
  readonly common: Common;
  readonly stepping: Stepping;
  readonly tally: Tally;
  readonly keeper: Keeper;
  readonly expansion: Expansion;
  readonly levels: readonly number[];
  readonly failure?: { readonly at: number; readonly error: unknown };
}

/** How far it came. */
export interface Reached {
  /** The last level that it expanded. */
  readonly agenda: Agenda;
  /** Own states that were known before that, and what was counted. */
  readonly known: number;
  readonly before: Counts;
  /** Absent where there is nothing left to expand. */
  readonly ending?: Ending;
}

/** A peer's share of a search that is over. */
export function* report(searched: Searched, reached: Reached): Waiting<Share> {
  const { index, common, stepping, keeper, levels, failure } = searched;
  const { ending } = reached;
  const last = ending === undefined ? NONE - 1 : ending.isExpanded ? ending.at : ending.at - 1;
  const hasFailed = failure !== undefined && failure.at === last;
  if (hasFailed) common.want(common.wanted.length - 1, last);
  yield* common.meet(index);
  if (index === 0) forgetAfter(Math.max(last, 0), common);
  yield* common.meet(index);
  const sights = sightsOf(searched);
  const rows = new Rows(keeper.tongue);
  const ways = yield* waysTold(searched, rows);
  return {
    states: statesFound(searched, reached),
    // A failure is told instead of what was counted.
    ...hasFailed ? reached.before : countsUpTo(last, searched, reached),
    asked: askedIn(stepping),
    marks: [...new Set(stepping.steppers)].map((stepper) => [...stepper.marks(last)]),
    symmetry: keeper.order,
    at: ending?.at,
    levels,
    sights,
    ways,
    texts: rows.texts,
    ...hasFailed && { failure: failureOf(failure.error) },
    bytes: keeper.bytes,
  };
}

/** States are found where the first state that leads to them is expanded. */
function statesFound({ keeper: { own } }: Searched, { known, ending }: Reached): number {
  if (ending === undefined) return own.size;
  const end = ending.at;
  let count = known;
  for (let at = known; at < own.size; at++) if (own.parent(at) < end) count++;
  return count;
}

/** Counts up to the end: where it lies within a level, the states before it are counted again. */
function countsUpTo(
  last: number,
  { stepping, tally, keeper, expansion }: Searched,
  { agenda: { order, expanded }, before, ending }: Reached,
): Counts {
  if (ending === undefined) return countsOf(tally, expansion);
  const again = new Tally(stepping, tally.watch, tally.all, tally.dismissed);
  const repeated = new Expansion(stepping, again, {
    renamings: () => keeper.renamings(),
    take: (at, row, effect) => keeper.isChange(at, row, effect),
  });
  const row = new Int32Array(stepping.width);
  for (const at of order.subarray(0, expanded)) {
    const number = keeper.own.number(at);
    if (number > last) break;
    keeper.read(at, row);
    repeated.expand(number, row);
  }
  return sumOf([before, countsOf(again, repeated)]);
}

function forgetAfter(last: number, { wanted }: Common): void {
  for (let what = 0; what < wanted.length; what++) {
    if (Atomics.load(wanted, what) > last) Atomics.store(wanted, what, NONE);
  }
}

/** What this peer saw first. */
function sightsOf(
  { tally: { broken, sights, watch }, common: { wanted } }: Searched,
): ShareSight[] {
  const all = [...watch.claims.keys().map((claim) => broken.get(claim)), ...sights];
  return all.flatMap((sight, what) =>
    sight !== undefined && sight.at === wanted[what] ? [{ what, ...sight }] : []
  );
}

/** The own states on the ways to all that is wanted, level by level from the last one. */
function* waysTold(
  { index, common, levels, keeper: { own }, keeper, stepping }: Searched,
  rows: Rows,
): Waiting<WayState[]> {
  const { wanted } = common;
  const told = new Map<number, WayState>();
  const row = new Int32Array(stepping.width);
  let first = levels.reduce((sum, size) => sum + size, 0);
  for (let level = levels.length - 1; level > 0; level--) {
    first -= levels[level]!;
    for (let what = 0; what < wanted.length; what++) {
      const number = Atomics.load(wanted, what);
      if (number < first || number === NONE) continue;
      const at = own.find(level, number);
      if (at < 0) continue;
      if (!told.has(number)) {
        keeper.read(at, row);
        told.set(number, { number, parent: own.parent(at), row: rows.tell(row) });
      }
      Atomics.store(wanted, what, own.parent(at));
    }
    yield* common.meet(index);
  }
  return [...told.values()];
}
