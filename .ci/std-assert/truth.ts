import { AssertionError } from "./assertion_error.ts";

/** Fails unless `value` is truthy. */
export function assert(value: unknown, msg = ""): asserts value {
  if (!value) throw new AssertionError(msg);
}

/** Fails unless `value` is falsy. */
export function assertFalse(value: unknown, msg = ""): void {
  assert(!value, msg || `expected a falsy value, got ${Deno.inspect(value)}`);
}

/** Fails if `actual` is `null` or `undefined`. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  const exists = actual !== null && actual !== undefined;
  assert(exists, msg ?? `expected a value, got ${actual}`);
}

/** Fails unless `actual` is an instance of `expected`. */
// deno-lint-ignore no-explicit-any -- only `any` accepts the constructor of every class
export function assertInstanceOf<T extends abstract new (...args: any[]) => any>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is InstanceType<T> {
  const is = actual instanceof expected;
  assert(is, msg ?? `expected an instance of ${expected.name}, got ${Deno.inspect(actual)}`);
}

/** Fails always. */
export function fail(msg?: string): never {
  throw new AssertionError(msg ? `Failed: ${msg}` : "Failed");
}

/** Fails always: marks a place that must not be reached. */
export function unreachable(msg?: string): never {
  throw new AssertionError(msg ? `Unreachable: ${msg}` : "Unreachable");
}
