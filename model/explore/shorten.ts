/**
 * A shorter way to the same end.
 *
 * @module
 */

/**
 * Leaves out what a path does not need: halves of it first, then smaller and smaller pieces, until
 * no single step can be spared. Source: Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", 2002 (delta debugging).
 *
 * @param attempt What of a path leads to the end, in order: it may leave out more, such as steps
 * that can no longer happen. Undefined where the path does not lead there.
 */
export function shortened<T>(
  path: readonly T[],
  attempt: (path: readonly T[]) => readonly T[] | undefined,
): readonly T[] {
  let best = path;
  let size = Math.ceil(path.length / 2);
  while (size >= 1) {
    const before = best.length;
    // From the end: what comes late is needed least often for what comes before.
    for (let end = best.length; end > 0; end -= size) {
      const left = [...best.slice(0, Math.max(0, end - size)), ...best.slice(end)];
      best = attempt(left) ?? best;
      end = Math.min(end, best.length + size);
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (best.length === before) break;
  }
  return best;
}
