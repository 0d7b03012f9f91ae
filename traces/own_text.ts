/**
 * Names that outlive the text they were read from.
 *
 * @module
 */

/** V8 copies a shorter part of a text; a longer one keeps the whole text in memory. */
const SHARED_FROM = 13;
const KNOWN_MAX = 8192;
const known = new Map<string, string>();

/**
 * The same name, not sharing memory with the text around it, so that one name kept does not keep
 * the 64 KB that it was read with. A name seen lately comes back as the same copy.
 */
export function ownText(part: string): string {
  if (part.length < SHARED_FROM) return part;
  const copy = known.get(part);
  if (copy !== undefined) return copy;
  if (known.size >= KNOWN_MAX) known.clear();
  const fresh: string = JSON.parse(JSON.stringify(part));
  known.set(fresh, fresh);
  return fresh;
}
