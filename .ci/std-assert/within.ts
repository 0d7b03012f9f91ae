import strict from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { orFail } from "./assertion_error.ts";
import { assert } from "./truth.ts";

/** Fails unless the text matches. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  orFail(() => strict.match(actual, expected), msg);
}

/** Fails if the text matches. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  orFail(() => strict.doesNotMatch(actual, expected), msg);
}

/** Fails unless the text has `expected` in it. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  const found = actual.includes(expected);
  assert(found, msg ?? `expected ${Deno.inspect(actual)} to contain ${Deno.inspect(expected)}`);
}

/** Fails unless each of `expected` equals, deeply, one of `actual`. */
export function assertArrayIncludes<T>(
  actual: readonly T[],
  expected: readonly T[],
  msg?: string,
): void {
  const missing = expected.filter((want) => !actual.some((have) => isDeepStrictEqual(have, want)));
  assert(missing.length === 0, msg ?? `missing: ${Deno.inspect(missing)}`);
}

/** Fails unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  assert(actual > expected, msg ?? `expected ${actual} > ${expected}`);
}

/** Fails unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  assert(actual >= expected, msg ?? `expected ${actual} >= ${expected}`);
}

/** Fails unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  assert(actual < expected, msg ?? `expected ${actual} < ${expected}`);
}

/** Fails unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  assert(actual <= expected, msg ?? `expected ${actual} <= ${expected}`);
}
