import strict from "node:assert/strict";
import { orFail } from "./assertion_error.ts";
import { assert } from "./truth.ts";

/** Fails unless the two are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  orFail(() => strict.deepStrictEqual(actual, expected), msg);
}

/** Fails if the two are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  orFail(() => strict.notDeepStrictEqual(actual, expected), msg);
}

/** Fails unless the two are the same value or the same object. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  orFail(() => strict.strictEqual(actual, expected), msg);
}

/** Fails if the two are the same value or the same object. */
export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void {
  orFail(() => strict.notStrictEqual(actual, expected), msg);
}

/** Fails unless every property of `expected` is in `actual`, deeply. */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any -- an interface has no index signature; `any` takes it
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  orFail(() => strict.partialDeepStrictEqual(actual, expected), msg);
}

/** Fails unless the two numbers differ by `tolerance` at most, by default 1e-7 of `expected`. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance: number = Math.abs(expected) * 1e-7,
  msg?: string,
): void {
  const close = Math.abs(actual - expected) <= tolerance || Object.is(actual, expected);
  assert(close, msg ?? `expected ${expected} within ${tolerance}, got ${actual}`);
}
