import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Components } from "./components.ts";
import type { Graph } from "./graph.ts";

/** A graph of these steps. */
function graphOf(size: number, steps: readonly (readonly [from: number, to: number])[]): Graph {
  const offsets = new Int32Array(size + 1);
  for (const [from] of steps) offsets[from + 1]!++;
  for (let at = 0; at < size; at++) offsets[at + 1]! += offsets[at]!;
  const inOrder = steps.toSorted(([a], [b]) => a - b);
  return {
    size,
    expanded: size,
    offsets,
    targets: Int32Array.from(inOrder, ([, to]) => to),
    moves: new Int32Array(steps.length),
  };
}

/** The components of a part, each with its states in order. */
function cut(components: Components, states: readonly number[]): number[][] {
  const found: number[][] = [];
  components.cut(Int32Array.from(states), (component) => found.push([...component].toSorted()));
  return found.toSorted(([a], [b]) => a! - b!);
}

describe("components", () => {
  // 0 -> 1 <-> 2 -> 3 -> 4 -> 5 -> 3, 4 -> 3, 2 -> 5
  const graph = graphOf(6, [[0, 1], [1, 2], [2, 1], [2, 3], [3, 4], [4, 5], [5, 3], [4, 3], [
    2,
    5,
  ]]);

  it("are the states that lead to each other", () => {
    assertEquals(cut(new Components(graph), [0, 1, 2, 3, 4, 5]), [[0], [1, 2], [3, 4, 5]]);
  });

  it("of a part are what its own steps connect, and can be cut again", () => {
    const components = new Components(graph);
    assertEquals(cut(components, [1, 2, 3, 4, 5]), [[1, 2], [3, 4, 5]]);
    const { part } = components;
    assertEquals([part[1] === part[2], part[3] === part[5], part[2] === part[3]], [
      true,
      true,
      false,
    ]);
    assertEquals(cut(components, [3, 5]), [[3], [5]]);
    assertEquals(cut(components, [3, 4]), [[3, 4]]);
  });

  it("may be as long as there are states", () => {
    const size = 300_000;
    const steps = Array.from({ length: size - 1 }, (_, at) => [at, at + 1] as const);
    const all = Int32Array.from({ length: size }, (_, at) => at);
    const lengths: number[] = [];
    const count = (component: Int32Array) => lengths.push(component.length);
    new Components(graphOf(size, steps)).cut(all, count);
    assertEquals(lengths.length, size);
    new Components(graphOf(size, [...steps, [size - 1, 0]])).cut(all, count);
    assertEquals(lengths.slice(size), [size]);
  });
});
