import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Disturbing } from "./disturbing.ts";
import { type Effect, Facts } from "./effect.ts";
import { History } from "./history.ts";
import { KnownEffects } from "./known_effects.ts";
import { Readings } from "./readings.ts";
import { systemOf, systems } from "./reduction/_random.ts";
import { Stepping } from "./stepping.ts";
import type { System } from "./system.ts";
import { toys } from "./toys/all.ts";

/** So many states of a system are looked at. */
const STATES = 300;

const times = { undisturbed: 0, disturbed: 0 };

function does(disturbing: Disturbing, one: number, other: number): boolean {
  disturbing.attend(other);
  return disturbing.does(one);
}

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
        if (does(disturbing, second.id, first.id)) {
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

/** An effect that reads this, and changes the number in a slot from 0 to 1. */
function effect(id: number, readings: readonly number[], slot: number): Effect {
  const known = new Facts([slot], [0]);
  return { id, move: 0, change: id, known, slots: [slot], values: [1], sends: [], readings };
}

describe("effects that others do not disturb", () => {
  it("are the same after them in toys", () => toys.forEach(look));

  it("are the same after them in random systems", () => {
    fc.assert(fc.property(systems(3, 3, 6), (one) => look(systemOf(one))), {
      seed: 20261122,
      numRuns: 200,
    });
  });

  it("read nothing that they change, be it one of few things or of many", () => {
    const [known, readings] = [new KnownEffects(), new Readings()];
    const disturbing = new Disturbing({ known, readings });
    const slots = Array.from({ length: 200 }, (_, slot) => slot);
    for (const slot of slots) {
      known.add(effect(slot, [readings.number(slot, undefined)], slot + 1));
    }
    for (const slot of slots.slice(1)) assert(does(disturbing, slot - 1, slot), `${slot}`);
    for (const slot of slots.slice(2, 127)) assert(!does(disturbing, 0, slot), `${slot}`);
  });

  it("may be disturbed when more is read", () => {
    const [known, readings] = [new KnownEffects(), new Readings()];
    const disturbing = new Disturbing({ known, readings });
    known.add(effect(0, [], 1));
    known.add(effect(1, [readings.number(0, undefined)], 2));
    assert(!does(disturbing, 0, 1));
    const parity = readings.number(1, { of: (value) => value % 2 });
    known.add(effect(2, [parity], 3));
    assert(does(disturbing, 0, 2));
  });

  it("are many, and so are those that others disturb", () => {
    assert(times.undisturbed > 1000 && times.disturbed > 1000, JSON.stringify(times));
  });
});
