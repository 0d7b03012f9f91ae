import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Apart } from "./apart.ts";
import { History } from "./history.ts";
import { systemOf, systems } from "./reduction/_random.ts";
import { Stepping } from "./stepping.ts";
import type { System } from "./system.ts";
import { toys } from "./toys/all.ts";

/** So many states of a system are looked at. */
const STATES = 300;

const times = { apart: 0, together: 0 };

/** Of effects that are apart, each is the same after the other, and both orders lead to the same. */
function look(system: System): void {
  const stepping = new Stepping({ ...system, symmetry: [] });
  const history = new History(stepping);
  const apart = new Apart(stepping.readings);
  const [row, one, other] = [0, 1, 2].map(() => new Int32Array(stepping.width)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let at = 0; at < history.size && at < STATES; at++) {
    history.read(at, row);
    const effects = Array.from(
      { length: stepping.moves },
      (_, move) => stepping.effects(move).ask(row),
    ).filter((effect) => effect !== undefined);
    for (const first of effects) {
      for (const second of effects) {
        if (first === second) continue;
        if (!apart.are(first, second)) {
          times.together++;
          continue;
        }
        times.apart++;
        stepping.step(row, first.move, one);
        assertEquals(stepping.effects(second.move).ask(one)?.id, second.id);
        stepping.step(one, second.move, one);
        stepping.step(row, second.move, other);
        stepping.step(other, first.move, other);
        assertEquals(one, other);
      }
    }
    for (const effect of effects) history.take(at, row, effect);
  }
}

describe("effects that are apart", () => {
  it("leave each other alone in toys", () => toys.forEach(look));

  it("leave each other alone in random systems", () => {
    fc.assert(fc.property(systems(3, 3, 6), (one) => look(systemOf(one))), {
      seed: 20261122,
      numRuns: 200,
    });
  });

  it("are many, and so are those that are not", () => {
    assert(times.apart > 1000 && times.together > 1000, JSON.stringify(times));
  });
});
