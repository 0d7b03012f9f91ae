/** Machines of any shape for tests: nesting, regions, ends, histories, guards and all actions. */
import fc from "fast-check";
import { and, type AnyStateMachine, assign, createMachine, not, or, raise } from "xstate";

/** A chart is a tree of these. */
interface Tree {
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly states: readonly Tree[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly initial: number;
  readonly deep: boolean;
  readonly output: boolean;
}

interface Arrow {
  readonly from: number;
  readonly to: number | null;
  readonly event: string;
  readonly guard: unknown;
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
}

// deno-lint-ignore no-explicit-any -- rules of machines that are drawn by chance have no types
type Any = any;

const LIMIT = 3;

/** The rules that random machines choose from. */
const implementations: Any = {
  guards: {
    isLow: ({ context }: Any) => context.n < 2,
    isOdd: ({ context }: Any) => context.n % 2 === 1,
    isPlain: ({ event }: Any) => event.type === "a",
    isAtLeast: ({ context }: Any, params: Any) => context.n >= (params?.least ?? 1),
    isOddAndLow: and(["isOdd", not("isLow")]),
    isEmpty: ({ context }: Any) => Object.keys(context.last).length === 0,
  },
  actions: {
    add: assign(({ context }: Any) => ({ n: (context.n + 1) % LIMIT })),
    addMore: assign(({ context }: Any, params: Any) => ({
      n: (context.n + (params?.more ?? 2)) % LIMIT,
    })),
    reset: assign({ n: 0, last: () => ({}) }),
    note: assign({ last: ({ event }: Any) => ({ ...event }) }),
    raiseC: raise({ type: "c" }),
    raiseN: raise(({ context }: Any) => ({ type: context.n === 1 ? "a" : "c", n: context.n })),
    speak: () => {},
  },
};

const guard = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      "isLow",
      "isOdd",
      "isPlain",
      "isEmpty",
      "isOddAndLow",
      { type: "isAtLeast", params: { least: 2 } },
      { type: "isAtLeast", params: ({ context }: Any) => ({ least: context.n }) },
      or(["isOdd", "isPlain"]),
      ({ context }: Any) => context.n === 0,
    ),
  },
);

const action = fc.constantFrom<unknown>(
  "add",
  "note",
  "reset",
  "speak",
  "unwritten",
  { type: "addMore", params: { more: 1 } },
  { type: "speak", params: ({ context, event }: Any) => ({ n: context.n, by: event.type }) },
  assign({ n: ({ context }: Any) => (context.n + 2) % LIMIT }),
);

const echo = fc.oneof({ weight: 5, arbitrary: action }, {
  weight: 1,
  arbitrary: fc.constantFrom<unknown>("raiseC", "raiseN", raise({ type: "b", by: "echo" } as Any)),
});

const tree = (inner: fc.Arbitrary<Tree>[], types: readonly Tree["type"][]): fc.Arbitrary<Tree> =>
  fc.record({
    type: fc.constantFrom(...types),
    states: inner.length === 0
      ? fc.constant([])
      : fc.array(fc.oneof(...inner), { minLength: 1, maxLength: 3 }),
    entry: fc.array(echo, { maxLength: 2 }) as fc.Arbitrary<string[]>,
    exit: fc.array(action, { maxLength: 1 }) as fc.Arbitrary<string[]>,
    initial: fc.nat(9),
    deep: fc.boolean(),
    output: fc.boolean(),
  });

/** Charts with histories, or with regions: those with both are left to XState. */
const roots = (leaves: readonly Tree["type"][], inner: readonly Tree["type"][]) => {
  const leaf = tree([], ["atomic", "atomic", "atomic", ...leaves]);
  const middle = tree([leaf], inner);
  const upper = tree([leaf, middle], inner);
  return tree([leaf, middle, upper], inner);
};
const root = fc.oneof(
  roots(["final", "history", "history"], ["compound"]),
  roots(["atomic", "final"], ["compound", "compound", "parallel"]),
);

const arrow: fc.Arbitrary<Arrow> = fc.record({
  from: fc.nat(99),
  to: fc.option(fc.nat(99), { freq: 5 }),
  event: fc.constantFrom(
    "a",
    "a",
    "a",
    "b",
    "b",
    "c",
    "a.x",
    "a.*",
    "a.x.*",
    "*",
    "always",
    "done",
  ),
  guard,
  actions: fc.array(echo, { maxLength: 2 }),
  reenter: fc.boolean(),
});

/** The events that random machines are sent. */
export const EVENTS: readonly string[] = ["a", "b", "c", "a.x", "a.x.y"];

/** Any machine. Some cannot be made, some go round in circles: both are for whoever asks. */
export const randomMachine: fc.Arbitrary<() => AnyStateMachine> = fc.record({
  root,
  arrows: fc.array(arrow, { minLength: 3, maxLength: 12 }),
}).map(({ root, arrows }) => {
  const config = configOf(root, arrows);
  const make = () => createMachine(config, implementations);
  return Object.assign(make, { [fc.toStringMethod]: () => written(config) });
});

function configOf(root: Tree, arrows: readonly Arrow[]): Any {
  const all: { id: string; config: Any; parent: number }[] = [];
  const visit = (node: Tree, id: string, parent: number): Any => {
    const config: Any = { id, entry: node.entry, exit: node.exit };
    const at = all.push({ id, config, parent }) - 1;
    if (node.type === "history") {
      delete config.entry;
      delete config.exit;
    }
    if (node.type !== "atomic" && node.type !== "compound") config.type = node.type;
    if (node.type === "history" && node.deep) config.history = "deep";
    if (node.type === "final" && node.output) config.output = ({ context }: Any) => context.n;
    if (node.states.length === 0) return config;
    config.states = Object.fromEntries(
      node.states.map((state, n) => [`s${n}`, visit(state, `${id}.s${n}`, at)]),
    );
    if (node.type !== "compound") return config;
    config.initial = `s${node.initial % node.states.length}`;
    return config;
  };
  const table = visit(root, "m", -1);
  table.context = { n: 0, last: {} };
  // Those that go round in circles are seen to sooner.
  table.options = { maxIterations: 50 };
  for (const { from, to, event, guard, actions, reenter } of arrows) {
    const { config } = all[from % all.length]!;
    if (config.type === "final" || config.type === "history") continue;
    const transition = {
      ...to !== null && { target: `#${all[to % all.length]!.id}` },
      ...guard !== undefined && { guard },
      ...actions.length > 0 && { actions },
      ...reenter && { reenter },
    };
    if (event === "always") (config.always ??= []).push(transition);
    else if (event === "done") (config.onDone ??= []).push(transition);
    else ((config.on ??= {})[event] ??= []).push(transition);
  }
  return table;
}

function written(config: Any): string {
  return JSON.stringify(
    config,
    (_, value) =>
      typeof value === "function" ? `${value.type ?? value.check?.name ?? value}` : value,
    1,
  );
}
