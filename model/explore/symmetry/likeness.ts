/**
 * Whether actors that are declared alike are alike, as far as one looks: now and then a state and a
 * step of a search are looked at under other names.
 *
 * @module
 */
import { Asking } from "../asking.ts";
import { hash } from "../pairs.ts";
import type { Stepping } from "../stepping.ts";
import type { Watch } from "../watch.ts";
import { Counterparts } from "./counterparts.ts";
import { type Exchanged, exchangedBy } from "./exchanged.ts";
import { Group } from "./group.ts";
import type { Permutation } from "./permutation.ts";
import { Speech } from "./speech.ts";

/** At least one in so many is looked at. */
const RAREST = { steps: 512, states: 8192 };

/** The higher, the slower samples become rare: the gap after the nth is n * n divided by this. */
const GROWTH = 2048;

/** Small systems have few states: of so many every step is looked at, under so many renamings. */
const THOROUGH = { states: 8, renamings: 5 };

/** Groups up to this order are gone through one by one. */
const SMALL = 24n;

/** Looks at states and steps under other names. Throws a ModelError where that makes a difference. */
export class Likeness {
  readonly #exchanged: Exchanged;
  readonly #group: Group;
  readonly #counterparts: Counterparts;
  readonly #steps = new Sample(RAREST.steps);
  readonly #states = new Sample(RAREST.states);
  #looks = 0;

  constructor(stepping: Stepping, watch: Watch) {
    this.#exchanged = exchangedBy(stepping, stepping.system.symmetry ?? []);
    const { names, generators } = this.#exchanged;
    this.#group = new Group(names.length, generators);
    const speech = new Speech(names, this.#group.orbits);
    this.#counterparts = new Counterparts(new Asking(stepping, watch), this.#exchanged, speech);
  }

  /** Looks at the first state. */
  start(row: Int32Array): void {
    for (const by of this.#exchanged.generators) this.#counterparts.start(row, by);
  }

  /** May look at a step. To be told of those that may show what none did before. */
  step(row: Int32Array, move: number): void {
    if (this.#steps.takesNext()) this.#counterparts.step(row, move, this.#renaming());
  }

  /** May look at what can happen in a state. */
  state(row: Int32Array): void {
    if (!this.#states.takesNext()) return;
    const isThorough = this.#states.taken <= THOROUGH.states;
    const times = isThorough ? Math.min(THOROUGH.renamings, Number(this.#group.order) - 1) : 1;
    for (let time = 0; time < times; time++) {
      const by = this.#renaming();
      const moves = this.#counterparts.state(row, by);
      for (const move of isThorough ? moves : this.#oneOf(moves)) {
        this.#counterparts.step(row, move, by);
      }
    }
  }

  #oneOf<T>(things: readonly T[]): readonly T[] {
    const at = this.#looks % things.length;
    return things.slice(at, at + 1);
  }

  /** One of all renamings, another one each time. The one that changes nothing is none of them. */
  #renaming(): Permutation {
    const { order } = this.#group;
    const look = this.#looks++;
    if (order > SMALL) return this.#group.nth(1 + (hash(look, 0) >>> 1));
    return this.#group.nth(1 + look % (Number(order) - 1));
  }
}

/** The first few of many things, and then fewer and fewer, down to one in so many. */
class Sample {
  readonly #rarest: number;
  /** How many it has. */
  taken = 0;
  #met = 0;
  #next = 0;

  constructor(rarest: number) {
    this.#rarest = rarest;
  }

  /** Is the next one in the sample? */
  takesNext(): boolean {
    const at = this.#met++;
    if (at < this.#next) return false;
    this.taken++;
    this.#next = at + Math.min(1 + Math.floor(at * at / GROWTH), this.#rarest);
    return true;
  }
}
