/**
 * Functions known by a name.
 *
 * @module
 */

/** One function for each name, the same each time: a part of a state is known by its function. */
export function named<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const one = known.get(name) ?? make(name);
    known.set(name, one);
    return one;
  };
}
