/**
 * An exact set of names that are mostly numbered, such as transaction ids: one bit a name where the
 * numbers lie close together.
 *
 * @module
 */

const BITS = 32;
/** So many digits are a number that JavaScript holds exactly. */
const DIGITS_MAX = 15;
const ZERO = 48;
const NINE = 57;

/** A set of names that only grows. */
export class NameSet {
  /** By what stands before the number: 32 numbers a bit mask. */
  readonly #numbered = new Map<string, Map<number, number>>();
  readonly #others = new Set<string>();
  #size = 0;

  /** A set of these names. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  /** Number of names. */
  get size(): number {
    return this.#size;
  }

  /** Number of entries that the names need. */
  get entries(): number {
    let entries = this.#others.size;
    for (const masks of this.#numbered.values()) entries += masks.size;
    return entries;
  }

  /** Is the name in it? */
  has(name: string): boolean {
    const at = numberAt(name);
    if (at === name.length) return this.#others.has(name);
    const number = +name.slice(at);
    const mask = this.#numbered.get(name.slice(0, at))?.get(Math.floor(number / BITS));
    return mask !== undefined && (mask >>> number % BITS & 1) === 1;
  }

  /** Puts a name in. */
  add(name: string): void {
    if (this.has(name)) return;
    this.#size++;
    const at = numberAt(name);
    if (at === name.length) {
      this.#others.add(name);
      return;
    }
    const prefix = name.slice(0, at);
    const number = +name.slice(at);
    const masks = this.#numbered.get(prefix) ?? new Map<number, number>();
    const page = Math.floor(number / BITS);
    masks.set(page, (masks.get(page) ?? 0) | 1 << number % BITS);
    this.#numbered.set(prefix, masks);
  }

  /** The names, in no particular order. */
  *[Symbol.iterator](): Generator<string> {
    yield* this.#others;
    for (const [prefix, masks] of this.#numbered) {
      for (const [page, mask] of masks) {
        for (let bit = 0; bit < BITS; bit++) {
          if (mask >>> bit & 1) yield `${prefix}${page * BITS + bit}`;
        }
      }
    }
  }
}

/** Where the number begins that the name ends with; leading zeros belong to what is before it. */
function numberAt(name: string): number {
  const { length } = name;
  let at = length;
  while (at > 0 && length - at < DIGITS_MAX && isDigit(name.charCodeAt(at - 1))) at--;
  while (at < length - 1 && name.charCodeAt(at) === ZERO) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
