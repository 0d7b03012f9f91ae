/**
 * The key of a plain value: equal keys, equal values, whatever the order of an object's fields.
 *
 * @module
 */

/**
 * Writes all of a plain value as one string. A state is recognised by the key of the whole state,
 * never by fields picked by hand.
 *
 * @throws {TypeError} for what has no honest key: a Map, a Set, a function, an instance of a class.
 */
export function keyOf(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "string":
      return JSON.stringify(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      return value === null ? "null" : keys.get(value) ?? keyOfObject(value);
    default:
      throw new TypeError(`Cannot make a key of a ${typeof value}: states hold plain values only`);
  }
}

function keyOfObject(value: object): string {
  if (Array.isArray(value)) {
    // Not `map`: it would skip the holes of a sparse array.
    return `[${Array.from(value, keyOf).join()}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const name = prototype.constructor?.name ?? "nameless class";
    throw new TypeError(
      `Cannot make a key of a ${name}: states hold plain records and arrays only`,
    );
  }
  const fields = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${keyOf(field)}`).join()}}`;
}

/** Keys of frozen objects: states share most of what they hold. */
const keys = new WeakMap<object, string>();

/** Freezes a plain value and all it holds, so that a rule that changes an old state throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !keys.has(value)) {
    Object.values(value).forEach(deepFreeze);
    keys.set(Object.freeze(value), keyOfObject(value));
  }
  return value;
}
