/**
 * A system looked at a second time, under other names: nothing that is done here is counted or
 * remembered there.
 *
 * @module
 */
import type { Stepper } from "../../step.ts";
import { Stepping } from "../stepping.ts";
import type { Exchanged } from "./exchanged.ts";
import { type Kind, messagesOf, statesOf } from "./kinds.ts";
import type { Permutation } from "./permutation.ts";
import type { Speech } from "./speech.ts";

/** Turns the rows of a stepping into rows of another one, in which everything has another name. */
export class Mirror {
  /** The other one. */
  readonly stepping: Stepping;
  readonly #images: readonly Images[];
  /** The point of each slot, or -1. */
  readonly #points: readonly number[];
  readonly #slots: readonly number[];

  constructor(original: Stepping, { slots }: Exchanged, speech: Speech) {
    const mirrored = this.stepping = new Stepping(original.system);
    const machines = new Map<Stepper, Images>();
    original.steppers.forEach((each, slot) => {
      machines.set(each, stateImages(each, mirrored.steppers[slot]!, speech));
    });
    const { post } = original;
    const sent = new Images(messagesOf(post), speech, (set, by) => {
      const messages = Array.from(post.messages(set), (id) => post.message(id));
      return mirrored.post.withAll(
        0,
        messages.map((each) => mirrored.post.id(speech.renamed(each, by))),
      );
    });
    this.#images = [...original.steppers.map((each) => machines.get(each)!), sent];
    this.#slots = slots;
    this.#points = this.#images.map((_, slot) => slots.indexOf(slot));
  }

  /** The same row under other names. */
  image(row: Int32Array, by: Permutation): Int32Array {
    const image = new Int32Array(row.length);
    for (let slot = 0; slot < row.length; slot++) {
      const point = this.#points[slot]!;
      const to = point < 0 ? slot : this.#slots[by[point]!]!;
      image[to] = this.#images[slot]!.of(row[slot]!, by);
    }
    return image;
  }
}

/** What the numbers in a slot become under other names. */
class Images {
  readonly #kind: Kind;
  readonly #speech: Speech;
  readonly #make: (id: number, by: Permutation) => number;
  readonly #names: (readonly number[])[] = [];
  readonly #known: Map<string, number>[] = [];

  constructor(kind: Kind, speech: Speech, make: (id: number, by: Permutation) => number) {
    this.#kind = kind;
    this.#speech = speech;
    this.#make = make;
  }

  of(id: number, by: Permutation): number {
    const names = this.#names[id] ??= this.#namesIn(id);
    const known = this.#known[id] ??= new Map();
    const key = names.map((name) => by[name]).join();
    const image = known.get(key) ?? this.#make(id, by);
    known.set(key, image);
    return image;
  }

  #namesIn(id: number): readonly number[] {
    const { values } = this.#kind.said(id);
    return [...new Set(values.flatMap((value) => this.#speech.names(value)))];
  }
}

function stateImages(from: Stepper, to: Stepper, speech: Speech): Images {
  return new Images(statesOf(from), speech, (id, by) => {
    const { value, historyValue, context, output } = from.snapshot(id);
    const history = Object.entries(historyValue).map(([name, nodes]) =>
      [name, nodes.map((node) => to.node(node.id))] as const
    );
    return to.resolve({
      value,
      historyValue: Object.fromEntries(history),
      context: speech.renamed(context, by),
      output: speech.renamed(output, by),
    });
  });
}
