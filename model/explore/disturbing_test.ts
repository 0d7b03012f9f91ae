import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Disturbing } from "./disturbing.ts";
import { History } from "./history.ts";
import { systemOf, systems } from "./reduction/_random.ts";
import { Stepping } from "./stepping.ts";
import type { System } from "./system.ts";
import { toys } from "./toys/all.ts";

/** So many states of a system are looked at. */
const STATES = 300;

const times = { undisturbed: 0, disturbed: 0 };

/** An effect that another one does not disturb is the same after it, and changes other actors. */
function look(system: System): void {
  const stepping = new Stepping({ ...system, symmetry: [] });
  const history = new History(stepping);
  const disturbing = new Disturbing(stepping);
  const [row, other] = [new Int32Array(stepping.width), new Int32Array(stepping.width)];
  for (let at = 0; at < history.size && at < STATES; at++) {
    history.read(at, row);
    const effects = Array.from(
      { length: stepping.moves },
      (_, move) => stepping.effects(move).ask(row),
    ).filter((effect) => effect !== undefined);
    for (const first of effects) {
      for (const second of effects) {
        if (first === second) continue;
        if (disturbing.does(second.id, first.id)) {
          times.disturbed++;
          continue;
        }
        times.undisturbed++;
        stepping.step(row, second.move, other);
        assertEquals(stepping.effects(first.move).ask(other)?.id, first.id);
        assertEquals(first.slots.filter((slot) => second.slots.includes(slot)), []);
      }
    }
    for (const effect of effects) history.take(at, row, effect);
  }
}

describe("effects that others do not disturb", () => {
  it("are the same after them in toys", () => toys.forEach(look));

  it("are the same after them in random systems", () => {
    fc.assert(fc.property(systems(3, 3, 6), (one) => look(systemOf(one))), {
      seed: 20261122,
      numRuns: 200,
    });
  });

  it("are many, and so are those that others disturb", () => {
    assert(times.undisturbed > 1000 && times.disturbed > 1000, JSON.stringify(times));
  });
});
