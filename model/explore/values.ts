/**
 * Plain values, numbered: equal values have equal numbers, and one of them stands for all.
 *
 * @module
 */
import { demandPlain } from "./key.ts";
import { doubled, Pairs } from "./pairs.ts";

/** The names of fields in the order in which an object has them, name by name. */
interface Names {
  readonly names: readonly string[];
  readonly next: Map<string, Names>;
  /** The same fields whatever their order: undefined until it is needed. */
  shape: Shape | undefined;
}

/** The fields of a record, whatever their order. */
interface Shape {
  readonly names: readonly string[];
  /** The sequence that begins the record. */
  readonly start: number;
}

/** What sequences begin with: a record is no array. */
const RECORD = -1;
const ARRAY = -2;

const ZERO = 0;
const MINUS_ZERO = 1;

/**
 * An exact set of plain values: nothing is hashed away, and nothing is written out. A record is the
 * sequence of its fields in the order of their names, an array that of its items, and a sequence is
 * a pair: the sequence before, and the number of what comes last.
 *
 * What is new is frozen. A part for which an equal one is known is replaced by that one, so that
 * states share all that they have in common.
 */
export class Values {
  readonly #values: unknown[] = [0, -0];
  readonly #numbers = new Map<unknown, number>();
  readonly #sequences = new Pairs();
  /** The number of the value that ends with a sequence, plus one. 0: none does. */
  #ends = new Int32Array(1 << 8);
  readonly #noNames: Names = { names: [], next: new Map(), shape: undefined };
  readonly #shapes = new Map<string, Shape>();

  /** The value with a number: frozen, as are all its parts. */
  at(number: number): unknown {
    return this.#values[number];
  }

  /**
   * The number of a value.
   *
   * @throws {TypeError} for what is not plain.
   */
  of(value: unknown): number {
    if (value === 0) return Object.is(value, -0) ? MINUS_ZERO : ZERO;
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    let number: number;
    if (typeof value === "object" && value !== null) {
      number = this.#object(value);
      // Of equal objects only one is remembered: the others are replaced, and gone.
      if (this.#values[number] !== value) return number;
    } else {
      demandPlain(value);
      number = this.#values.push(value) - 1;
    }
    this.#numbers.set(value, number);
    return number;
  }

  /** The same for a value that is new, or part of nothing: it is not looked for. */
  whole(value: unknown): number {
    return typeof value === "object" && value !== null ? this.#object(value) : this.of(value);
  }

  #object(value: object): number {
    const end = Array.isArray(value) ? this.#array(value) : this.#record(value);
    while (end >= this.#ends.length) this.#ends = doubled(this.#ends);
    const known = this.#ends[end]!;
    if (known > 0) return known - 1;
    this.#ends[end] = this.#values.push(Object.freeze(value));
    return this.#ends[end]! - 1;
  }

  #array(items: unknown[]): number {
    demandPlain(items);
    let end = this.#sequences.intern(ARRAY, items.length);
    for (let i = 0; i < items.length; i++) end = this.#then(end, items, i);
    return end;
  }

  #record(record: object): number {
    let names = this.#noNames;
    for (const name in record) names = names.next.get(name) ?? grown(names, name);
    demandPlain(record, names.names.length);
    const shape = names.shape ??= this.#shapeOf(names.names);
    let end = shape.start;
    for (let i = 0; i < shape.names.length; i++) end = this.#then(end, record, shape.names[i]!);
    return end;
  }

  /** A sequence and one more part. */
  #then(sequence: number, whole: object, name: string | number): number {
    const parts = whole as Record<string | number, unknown>;
    const part = parts[name];
    const number = this.of(part);
    if (typeof part === "object" && part !== this.#values[number] && !Object.isFrozen(whole)) {
      parts[name] = this.#values[number];
    }
    return this.#sequences.intern(sequence, number);
  }

  #shapeOf(names: readonly string[]): Shape {
    const sorted = [...names].sort();
    const key = JSON.stringify(sorted);
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      shape = { names: sorted, start: this.#sequences.intern(RECORD, this.#shapes.size) };
      this.#shapes.set(key, shape);
    }
    return shape;
  }
}

function grown({ names, next }: Names, name: string): Names {
  const longer = { names: [...names, name], next: new Map(), shape: undefined };
  next.set(name, longer);
  return longer;
}
