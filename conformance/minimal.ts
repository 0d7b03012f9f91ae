/**
 * Delta debugging: what a failure needs, found by leaving out the rest. Pure.
 *
 * @module
 */

/**
 * Judges some items: gives them back if they still fail, or fewer of them that surely do, or
 * undefined if they do not fail.
 */
export type Fails<T> = (items: readonly T[]) => readonly T[] | undefined;

/**
 * Items that still fail and of which no single one can be left out; undefined if all of them do not
 * fail. Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
 */
export function minimal<T>(items: readonly T[], fails: Fails<T>): readonly T[] | undefined {
  const all = settled(items, fails);
  if (all === undefined || all.length === 0) return all;
  let kept = settled([], fails) ?? all;
  let size = Math.ceil(kept.length / 2);
  while (kept.length > 0) {
    const before = kept.length;
    for (let from = 0; from < kept.length;) {
      const fewer = settled([...kept.slice(0, from), ...kept.slice(from + size)], fails);
      // The next part moves up to where this one was.
      if (fewer === undefined) from += size;
      else kept = fewer;
    }
    if (size === 1 && kept.length === before) break;
    if (size > 1) size = Math.ceil(size / 2);
  }
  return kept;
}

/** The items, until nothing more falls out of them. */
function settled<T>(items: readonly T[], fails: Fails<T>): readonly T[] | undefined {
  for (let some: readonly T[] | undefined = items; some !== undefined;) {
    const fewer: readonly T[] | undefined = fails(some);
    if (fewer === undefined || fewer.length === some.length) return fewer;
    some = fewer;
  }
}
