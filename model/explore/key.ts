/**
 * The key of a plain value: equal keys, equal values, whatever the order of an object's fields.
 *
 * @module
 */

/**
 * Writes all of a plain value as one string. A state is recognised by the key of the whole state,
 * never by fields picked by hand.
 *
 * A field that is undefined differs from one that is absent, and -0 from 0: rules can tell them
 * apart. Only the order of fields has no meaning.
 *
 * @throws {TypeError} for what has no honest key: a Map, a Set, a function, a symbol, an instance of
 * a class, an array with holes.
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
    if (Object.keys(value).length < value.length) {
      throw new TypeError("Cannot make a key of an array with holes: fill them with undefined");
    }
    if (Reflect.ownKeys(value).length > value.length + 1) throw hidden();
    return `[${value.map(keyOf).join()}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const name = prototype.constructor?.name ?? "nameless class";
    throw new TypeError(
      `Cannot make a key of a ${name}: states hold plain records and arrays only`,
    );
  }
  const names = Object.keys(value).sort();
  if (Reflect.ownKeys(value).length > names.length) throw hidden();
  const fields = value as Record<string, unknown>;
  return `{${names.map((name) => `${JSON.stringify(name)}:${keyOf(fields[name])}`).join()}}`;
}

/** A key must see all that a rule can see. */
function hidden(): TypeError {
  return new TypeError("Cannot make a key of fields that are symbols, hidden, or beside an array");
}

/** Keys of frozen objects: states share most of what they hold. */
const keys = new WeakMap<object, string>();

/** Freezes a plain value and all it holds, so that a rule that changes an old state throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !keys.has(value)) {
    Object.values(value).forEach(deepFreeze);
    const key = keyOfObject(value);
    keys.set(Object.freeze(value), key);
  }
  return value;
}
