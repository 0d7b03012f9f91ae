import { AssertionError } from "./assertion_error.ts";

// deno-lint-ignore no-explicit-any -- only `any` accepts the constructor of every error class
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

/** Fails unless `fn` throws; with a class and a text, what it throws must be of both. Returns it. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  expected: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(
  fn: () => unknown,
  expected?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const label = typeof expected === "string" ? expected : msg;
  let error: unknown;
  try {
    fn();
  } catch (thrown) {
    error = thrown;
    if (typeof expected === "function") mustBe(error, expected, msgIncludes, label);
    return error;
  }
  throw new AssertionError(prefix(label) + "expected the function to throw");
}

/** Fails unless the promise of `fn` rejects, as `assertThrows` does for a call. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  expected: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  expected?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const label = typeof expected === "string" ? expected : msg;
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    throw new AssertionError(prefix(label) + `expected a rejected promise, but it threw: ${error}`);
  }
  try {
    await promise;
  } catch (error) {
    if (typeof expected === "function") mustBe(error, expected, msgIncludes, label);
    return error;
  }
  throw new AssertionError(prefix(label) + "expected the promise to reject");
}

function mustBe(
  error: unknown,
  expected: ErrorClass<Error>,
  msgIncludes: string | undefined,
  label: string | undefined,
): void {
  if (!(error instanceof expected)) {
    throw new AssertionError(`${prefix(label)}expected ${expected.name}, got ${error}`);
  }
  if (msgIncludes !== undefined && !error.message.includes(msgIncludes)) {
    const [got, want] = [error.message, msgIncludes].map((text) => JSON.stringify(text));
    throw new AssertionError(`${prefix(label)}expected an error that says ${want}, got ${got}`);
  }
}

function prefix(label: string | undefined): string {
  return label === undefined ? "" : `${label}: `;
}
