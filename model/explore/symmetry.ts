/**
 * Interchangeable actors: states that differ only by a renaming are one state.
 *
 * @module
 */
import type { Block } from "./block.ts";
import { doubled } from "./pairs.ts";
import type { Stepping } from "./stepping.ts";
import { type Choice, Choices } from "./symmetry/choices.ts";
import { Content } from "./symmetry/content.ts";
import { exchangedBy } from "./symmetry/exchanged.ts";
import { Group } from "./symmetry/group.ts";
import { messagesOf, statesOf } from "./symmetry/kinds.ts";
import { Least } from "./symmetry/least.ts";
import { Listed } from "./symmetry/listed.ts";
import { identity } from "./symmetry/permutation.ts";
import type { Place } from "./symmetry/place.ts";
import { RenamedChanges } from "./symmetry/renamed_changes.ts";
import { Speech } from "./symmetry/speech.ts";
import type { Renaming } from "./system.ts";

/** So many renamings are listed: of a few, the least row is found quickest in a list. */
const LISTED = 48n;

/**
 * The group of renamings that a system declares, and the least row of each orbit under it: the rest
 * is made least first, then the actors alike, by one of the renamings that make the rest least.
 * Which row is the least depends on what rows stand for, not on the order in which they are met.
 */
export class Symmetry {
  /** How many renamings the group has, the one that changes nothing included. */
  readonly order: number;
  readonly #rest: Block;
  readonly #alike: Block;
  readonly #row: Int32Array<ArrayBuffer>;
  readonly #best: Int32Array<ArrayBuffer>;
  /** Writes the least rest, and tells what is left to choose from. */
  readonly #choose: (row: Int32Array, least: Int32Array) => Choice;
  /** The least rest, by number. 0: not asked yet, n: number n - 1. */
  #leastRests = new Int32Array(64);
  readonly #choices: Choice[] = [];
  readonly #changes: RenamedChanges;

  /** @param listed Up to this order, a group is listed. */
  constructor(
    stepping: Stepping,
    renamings: readonly Renaming[],
    rest: Block,
    alike: Block,
    listed = LISTED,
  ) {
    const { names, slots, generators } = exchangedBy(stepping, renamings);
    const group = new Group(names.length, generators);
    const placesOf = placing(stepping, new Speech(names, group.orbits), slots);
    this.#changes = new RenamedChanges(stepping, slots, [...placesOf(rest), ...placesOf(alike)]);
    const choices = new Choices(placesOf(alike), slots, listed);
    this.order = Number(group.order);
    this.#rest = rest;
    this.#alike = alike;
    this.#row = new Int32Array(stepping.width);
    this.#best = new Int32Array(stepping.width);
    if (group.order > listed) {
      const some = new Least(group, placesOf(rest), slots);
      this.#choose = (row, least) => choices.ofFound(some.find(row, least));
    } else {
      const learned = choices.list(identity(names.length), generators);
      const all = new Listed(learned, placesOf(rest), slots);
      this.#choose = (row, least) => {
        const by = all.find(row, least);
        return choices.ofListed(by.map((n) => learned[n]!), by.join());
      };
    }
  }

  /** The least renaming of a rest. */
  leastRest(rest: number): number {
    const known = rest < this.#leastRests.length ? this.#leastRests[rest]! : 0;
    return known === 0 ? this.#learnRest(rest) : known - 1;
  }

  /** The least renaming of what the actors alike are in, among those that make the rest least. */
  leastAlike(rest: number, alike: number): number {
    const choice = this.#choices[rest]!;
    const known = alike < choice.least.length ? choice.least[alike]! : 0;
    return known === 0 ? this.#learnAlike(choice, alike) : known - 1;
  }

  /** How many states differ from a state by a renaming only, itself included: its orbit. */
  renamings(rest: number, alike: number): number {
    this.leastRest(rest);
    this.leastAlike(rest, alike);
    return this.order / this.#choices[rest]!.chosen.get(alike).ways;
  }

  /** The change that the least renaming of a state knows a change by: -1 where that is not known. */
  renamedChange(rest: number, alike: number, change: number): number {
    const { by } = this.#choices[rest]!.chosen.get(alike);
    return by === undefined ? -1 : this.#changes.renamed(change, by);
  }

  #learnRest(rest: number): number {
    this.#rest.read(rest, this.#row);
    this.#choices[rest] = this.#choose(this.#row, this.#best);
    const least = this.#rest.intern(this.#best);
    while (rest >= this.#leastRests.length) this.#leastRests = doubled(this.#leastRests);
    this.#leastRests[rest] = least + 1;
    return least;
  }

  #learnAlike(choice: Choice, alike: number): number {
    this.#alike.read(alike, this.#row);
    choice.chosen.set(alike, choice.find(this.#row, this.#best));
    const least = this.#alike.intern(this.#best);
    while (alike >= choice.least.length) choice.least = doubled(choice.least);
    choice.least[alike] = least + 1;
    return least;
  }
}

/** The slots of a block, with what stands in them and whose they are. */
function placing(
  { steppers, post }: Stepping,
  speech: Speech,
  slots: readonly number[],
): (block: Block) => Place[] {
  const contents = new Map(
    [...new Set(steppers)].map((each) => [each, new Content(statesOf(each), speech, slots.length)]),
  );
  const sent = new Content(messagesOf(post), speech, slots.length);
  return (block) =>
    block.slots.map((slot) => ({
      slot,
      content: slot < steppers.length ? contents.get(steppers[slot]!)! : sent,
      point: slots.indexOf(slot),
    }));
}
