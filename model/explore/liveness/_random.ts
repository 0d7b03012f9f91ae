/** Random tables with a property and fairness, for tests. */
import fc from "fast-check";
import type { PlainProperty, Table } from "./_plain.ts";

/** Fairness of moves, by number. */
export interface Assumed {
  readonly strength: "weak" | "strong";
  readonly each: boolean;
  readonly moves: readonly number[];
}

/** What is checked. */
export interface Case {
  readonly table: Table;
  readonly property: PlainProperty;
  readonly assumed: readonly Assumed[];
}

/** Steps at random, and a goal in some states. */
export function anywhere(states: number, moves: number): fc.Arbitrary<Case> {
  const flags = list(fc.boolean(), states);
  const start = fc.constant("start" as const);
  const goals = (times: number) => list(fc.nat(times).map((n) => n === 0), states);
  return fc.record({
    table: list(list(maybe(fc.nat(states - 1), 3), moves), states),
    property: fc.oneof(
      fc.record({
        from: fc.oneof(start, flags, fc.constant(Array(states).fill(true))),
        goal: goals(3),
      }),
      fc.record({ from: fc.oneof(start, flags), goal: goals(1), stays: fc.constant(true) }),
    ),
    assumed: assumedOf(moves),
  });
}

/**
 * A ring with short cuts, and two moves that leave it for the goal. (Where steps are at random,
 * what is enabled on a round is nearly always taken on it: strong fairness seldom matters.)
 */
export function roundAndOut(length: number): fc.Arbitrary<Case> {
  const places = Array.from({ length }, (_, place) => place);
  const rows = places.map((place) =>
    fc.tuple(
      maybe(fc.constant((place + 1) % length), 8),
      maybe(fc.nat(length - 1), 2),
      maybe(fc.constant(length), 2),
      maybe(fc.constant(length), 2),
    )
  );
  return fc.record({ rows: fc.tuple(...rows), stays: fc.boolean(), assumed: assumedOf(4) }).map(
    ({ rows, stays, assumed }) => ({
      table: [...rows, Array(4).fill(undefined)],
      property: {
        from: "start",
        goal: [...places.map((place) => stays && place > 0), true],
        stays,
      },
      assumed,
    }),
  );
}

function assumedOf(moves: number): fc.Arbitrary<Assumed[]> {
  const one = fc.record({
    strength: fc.constantFrom("weak" as const, "strong" as const),
    each: fc.boolean(),
    moves: fc.uniqueArray(fc.nat(moves - 1), { minLength: 1, maxLength: 2 }),
  });
  return fc.array(one, { maxLength: 3 });
}

function list<T>(one: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: length, maxLength: length });
}

/** Undefined once in `times`. */
function maybe(one: fc.Arbitrary<number>, times: number): fc.Arbitrary<number | undefined> {
  return fc.option(one, { nil: undefined, freq: times });
}
