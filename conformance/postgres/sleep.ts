/**
 * Waiting for time to pass.
 *
 * @module
 */

/** Back after that long. Unit: milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
