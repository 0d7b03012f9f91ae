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
    case "object":
      return value === null ? "null" : keys.get(value) ?? keyOfObject(value);
    default:
      demandPlain(value);
      return String(value);
  }
}

function keyOfObject(value: object): string {
  if (Array.isArray(value)) {
    demandPlain(value);
    return `[${value.map(keyOf).join()}]`;
  }
  const names = Object.keys(value).sort();
  demandPlain(value, names.length);
  const fields = value as Record<string, unknown>;
  return `{${names.map((name) => `${JSON.stringify(name)}:${keyOf(fields[name])}`).join()}}`;
}

/**
 * A value must show all that a rule can see of it: its parts are looked at elsewhere.
 *
 * @param fields How many fields of a record are in plain sight.
 * @throws {TypeError} for a value that does not.
 */
export function demandPlain(value: unknown, fields = 0): void {
  if (typeof value === "function" || typeof value === "symbol") {
    throw new TypeError(`Cannot make a key of a ${typeof value}: states hold plain values only`);
  }
  if (typeof value !== "object" || value === null) return;
  const isArray = Array.isArray(value);
  demandNoClass(value, isArray ? Array.prototype : Object.prototype);
  if (isArray) demandNoHoles(value);
  // An array has a length besides its items.
  const inSight = isArray ? value.length + 1 : fields;
  if (
    Object.getOwnPropertyNames(value).length > inSight ||
    Object.getOwnPropertySymbols(value).length > 0
  ) {
    throw new TypeError(
      "Cannot make a key of fields that are symbols, hidden, or beside an array",
    );
  }
}

function demandNoClass(value: object, plain: object): void {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === plain || prototype === null) return;
  const name = prototype.constructor?.name ?? "nameless class";
  throw new TypeError(
    `Cannot make a key of a ${name}: states hold plain records and arrays only`,
  );
}

function demandNoHoles(items: readonly unknown[]): void {
  for (let i = 0; i < items.length; i++) {
    if (items[i] === undefined && !Object.hasOwn(items, i)) {
      throw new TypeError("Cannot make a key of an array with holes: fill them with undefined");
    }
  }
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
