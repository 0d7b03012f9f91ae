/**
 * Plain records with something left out.
 *
 * @module
 */

/** A record without one of its names. */
export function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  const { [name]: _, ...rest } = record;
  return rest;
}
