/** Thrown when an assertion does not hold. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Runs a check of `node:assert` and throws what it throws as our `AssertionError`. */
export function orFail(check: () => void, msg: string | undefined): void {
  try {
    check();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AssertionError(msg === undefined ? why : `${msg}: ${why}`);
  }
}
