/**
 * Machines of any shape, for property tests of drawing: their charts make sense, they need not.
 *
 * @module
 */
import fc from "fast-check";
import { type AnyStateMachine, createMachine } from "xstate";

interface Tree {
  readonly type: "compound" | "parallel" | "final" | "history" | "atomic";
  readonly states: readonly Tree[];
}

interface Arrow {
  readonly from: number;
  readonly to: readonly number[];
  readonly event: string;
  readonly guard?: string;
  readonly actions: readonly string[];
}

/** A machine of up to three levels and twelve arrows between any two of its states. */
export function arbitraryMachine(): fc.Arbitrary<AnyStateMachine> {
  return fc.record({ tree: holding(leaf(), 2), arrows: fc.array(arrow(), { maxLength: 12 }) })
    .map(({ tree, arrows }) => machineOf(tree, arrows));
}

function leaf(): fc.Arbitrary<Tree> {
  const type = fc.constantFrom("atomic", "atomic", "atomic", "final", "history");
  return type.map((type) => ({ type, states: [] }) as Tree);
}

function holding(inner: fc.Arbitrary<Tree>, levels: number): fc.Arbitrary<Tree> {
  const below = levels === 0 ? inner : fc.oneof(inner, holding(inner, levels - 1));
  return fc.record({
    type: fc.constantFrom("compound", "compound", "parallel"),
    states: fc.array(below, { minLength: 1, maxLength: 4 }),
  }) as fc.Arbitrary<Tree>;
}

function arrow(): fc.Arbitrary<Arrow> {
  const word = fc.constantFrom(
    "go",
    "stop",
    "isReady",
    "keepAllThatCame",
    "aVeryLongNameOfOneRule",
  );
  return fc.record({
    from: fc.nat(99),
    to: fc.array(fc.nat(99), { maxLength: 2 }),
    event: word,
    guard: fc.option(word, { nil: undefined as never }),
    actions: fc.array(word, { maxLength: 4 }),
  });
}

type Config = Record<string, unknown> & { states: Record<string, Config> };

function machineOf(tree: Tree, arrows: readonly Arrow[]): AnyStateMachine {
  const all: { id: string; config: Config }[] = [];
  const configOf = ({ type, states }: Tree, id: string): Config => {
    const keys = states.map((_, n) => `s${n}`);
    const config: Config = {
      id,
      ...type !== "compound" && type !== "atomic" && { type },
      ...type === "compound" && { initial: keys[0] },
      states: {},
    };
    all.push({ id, config });
    states.forEach((state, n) => config.states[keys[n]!] = configOf(state, `${id}.${keys[n]}`));
    return config;
  };
  const root = configOf(tree, "any");
  for (const { from, to, event, guard, actions } of arrows) {
    const { config } = all[from % all.length]!;
    if (config.type === "final" || config.type === "history") continue;
    const target = [...new Set(to)].map((n) => `#${all[n % all.length]!.id}`);
    const on = (config.on ??= {}) as Record<string, unknown[]>;
    (on[event] ??= []).push({ ...target.length > 0 && { target }, guard, actions });
  }
  const machine = createMachine(root);
  // A failing test shows the configuration, not the machine made of it.
  return Object.assign(machine, { [fc.toStringMethod]: () => JSON.stringify(root) });
}
