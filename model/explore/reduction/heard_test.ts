import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { machine } from "../_machine.ts";
import { Readings } from "../readings.ts";
import { Stepping } from "../stepping.ts";
import type { LocalState, World } from "../system.ts";
import { worldOf } from "../world.ts";
import { heard } from "./heard.ts";

const one = machine({
  id: "one",
  context: { left: 1, right: { deep: 2 } },
  initial: "on",
  states: { on: { tags: ["lit"], on: { off: "off" } }, off: {} },
});
const stepping = new Stepping({ name: "one", actors: { first: one, it: one }, moves: [] });

/** How many different things each rule reads, and what it answers. */
function readings(...rules: ((world: World) => unknown)[]): [number, unknown][] {
  const known = new Readings();
  return rules.map((rule) => {
    const found = new Set<number>();
    const world = heard(
      stepping.look(stepping.initial),
      (slot, part) => found.add(known.number(slot, part)),
    );
    const answer = rule(world);
    return [Math.max(-1, ...found), answer];
  });
}

describe("of a local state", () => {
  it("each question is heard as such, and the same question as the same", () => {
    const left = ({ context }: LocalState) => context.left;
    assertEquals(
      readings(
        (at) => at.state("it").matches("on"),
        (at) => at.state("it").matches("off"),
        (at) => at.state("it").matches("on"),
        (at) => at.state("first").matches("on"),
        (at) => at.state("it").value,
        (at) => at.state("it").status,
        (at) => at.state("it").hasTag("lit"),
        (at) => at.state("it").can({ type: "off" }),
        (at) => at.part("it", left),
        () => "nothing",
      ),
      [
        [0, true],
        [1, false],
        [0, true],
        [2, true],
        [3, "on"],
        [4, "active"],
        [5, true],
        [6, true],
        [7, 1],
        [-1, "nothing"],
      ],
    );
  });

  it("each field of its context is heard, whether it is there or not", () => {
    assertEquals(
      readings(
        (at) => at.state("it").context.left,
        (at) => at.state("it").context.right.deep,
        (at) => at.state("it").context.none,
        (at) => "left" in at.state("it").context,
        (at) => Object.hasOwn(at.state("it").context, "right"),
        (at) => Object.keys(at.state("it").context),
        (at) => ({ ...at.state("it").context }),
      ),
      [
        [0, 1],
        [1, 2],
        [2, undefined],
        [0, true],
        [1, true],
        [3, ["left", "right"]],
        [3, { left: 1, right: { deep: 2 } }],
      ],
    );
  });

  it("whatever else is read is the whole", () => {
    const [one, other] = readings(
      (at) => Reflect.get(at.state("it"), "output"),
      (at) => "output" in at.state("it"),
    );
    assertEquals([one, other], [[0, undefined], [0, true]]);
  });
});

describe("a world of another make", () => {
  it("is left as it is", () => {
    const world = worldOf(() => stepping.look(stepping.initial).state("it"));
    assertEquals(heard(world, () => {}), world);
  });
});
