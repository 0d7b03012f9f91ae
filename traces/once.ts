/**
 * What takes a while to make, and is made when it is first needed: whoever needs none does not wait.
 *
 * @module
 */

/** Gives what `make` makes, the same each time. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}
