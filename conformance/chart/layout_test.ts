import { describe, it } from "@std/testing/bdd";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryMachine } from "./_arbitrary_machine.ts";
import { chartOf } from "./chart_of.ts";
import { awkward, copier } from "./_example_machines.ts";
import { layOut } from "./layout.ts";
import { machines } from "./machines.ts";
import type { Area, Box, Picture, Wire } from "./picture.ts";
import { sizeOf } from "./text.ts";
import { MARGIN } from "./elk_graph.ts";

const drawn = { ...machines, copier, awkward };

const WIDE = new Set(["lifecycle", "instance"]);

describe("layOut", () => {
  for (const [name, machine] of Object.entries(drawn)) {
    it(`keeps the texts of ${name} apart`, async () => {
      assertEquals(faults(await layOut(chartOf(machine))), []);
    });
    // Statuses that all lead back to one stand beside each other: such a chart is as wide as it is.
    if (WIDE.has(name)) continue;
    it(`fits ${name} into the width of a README`, async () => {
      const { width } = await layOut(chartOf(machine));
      assert(width <= 880, `${width} pixels wide`);
    });
  }

  it("keeps the texts of any machine apart", async () => {
    const apart = fc.asyncProperty(arbitraryMachine(), async (machine) => {
      assertEquals(faults(await layOut(chartOf(machine))), []);
    });
    await fc.assert(apart, { seed: 20, numRuns: 60 });
  });

  it("shows every state once, and every arrow", async () => {
    const { boxes, wires } = await layOut(chartOf(copier));
    assertEquals(boxes.length, 16);
    assertEquals(new Set(boxes.map(({ state }) => state.id)).size, 16);
    const events = wires.flatMap(({ transitions }) => transitions.map(({ event }) => event));
    assertEquals(
      events.toSorted().join(" ").trim(),
      "always block check done pause resume start stop sum written",
    );
  });

  it("puts a state inside the state that holds it", async () => {
    const { boxes } = await layOut(chartOf(copier));
    const box = (id: string) => boxes.find(({ state }) => state.id === id)!;
    for (const { state } of boxes) {
      for (const child of state.states) assert(holds(box(state.id), box(child.id)), child.id);
    }
  });
});

/** What is wrong with a picture, in words. */
function faults(picture: Picture): string[] {
  const { boxes, marks, wires } = picture;
  const labels = wires.flatMap(({ label }) => label === undefined ? [] : [label]);
  const solid: Area[] = [...boxes.filter(({ state }) => state.states.length === 0), ...marks];
  const texts: Area[] = [
    ...labels,
    ...boxes.filter(({ state }) => state.states.length > 0).map(header),
  ];
  return [
    ...[picture, ...boxes, ...marks, ...labels].filter((area) => !isReal(area)).map(() =>
      "no number"
    ),
    ...[...solid, ...texts].filter((area) => !holds(picture, area)).map(() => "outside"),
    ...clashes(texts, [...texts, ...solid]),
    ...clashes(solid, solid),
    ...boxes.filter((box) =>
      sizeOf(box.lines).width + MARGIN > box.width && box.state.kind !== "history"
    )
      .map(({ state }) => `${state.id} is too narrow`),
    ...labels.filter((label) => !fits(sizeOf(label.lines), label)).map(() =>
      "a label is too small"
    ),
    ...wires.flatMap((wire) => crossings(wire, solid, labels)),
  ];
}

function isReal({ x, y, width, height }: Area): boolean {
  return [x, y, width, height].every((value) => Number.isFinite(value) && value >= 0);
}

function header({ x, y, lines }: Box): Area {
  return { x: x + MARGIN, y: y + MARGIN / 2, ...sizeOf(lines) };
}

function holds(outer: Area, inner: Area): boolean {
  return inner.x >= outer.x && inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;
}

type Size = Pick<Area, "width" | "height">;

function fits(inner: Size, outer: Size): boolean {
  return inner.width <= outer.width && inner.height <= outer.height;
}

function clashes(some: readonly Area[], others: readonly Area[]): string[] {
  return some.flatMap((a) =>
    others.filter((b) => a !== b && overlap(a, b)).map((b) => `${show(a)} on ${show(b)}`)
  );
}

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width &&
    a.y < b.y + b.height && b.y < a.y + a.height;
}

function crossings({ points, label }: Wire, solid: readonly Area[], labels: readonly Area[]) {
  return points.slice(1).flatMap((to, n) => {
    const from = points[n]!;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const part = { x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
    const straight = part.width === 0 || part.height === 0;
    return [
      ...straight ? [] : [`slanted ${show(part)}`],
      ...clashes([part], [...solid, ...labels.filter((other) => other !== label)].map(shrunk)),
    ];
  });
}

// An arrow may touch a border.
function shrunk({ x, y, width, height }: Area): Area {
  return { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
}

function show({ x, y, width, height }: Area): string {
  return `${x},${y}+${width}x${height}`;
}
