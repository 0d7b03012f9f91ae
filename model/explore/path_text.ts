/**
 * A path as one word: for a command line, a test, and the part of an address behind `#`.
 *
 * @module
 */

/** A path and the system it leads through. */
export interface Trail {
  /** Name of the system, such as a scope. */
  readonly system: string;
  /** Name of what is changed in the system, such as a mutant. */
  readonly variant?: string;
  /** Names of moves, from the first state. */
  readonly path: readonly string[];
}

/**
 * The names of a path with commas between them. Of letters, digits and `.` `_` `-` each stands for
 * itself, all else is percent-encoded: neither a shell nor an address reads anything into it.
 *
 * @throws {URIError} for a move without a name, or with half a character in its name.
 */
export function encodePath(path: readonly string[]): string {
  if (path.includes("")) throw new URIError("A move without a name cannot stand in a path");
  return path.map(encode).join(",");
}

/**
 * The names of a path. White space in the text has no meaning: a path may be broken into lines.
 *
 * @throws {URIError} for a text that is no path, with the name that is wrong.
 */
export function decodePath(text: string): string[] {
  const plain = text.replace(/\s+/g, "");
  if (plain === "") return [];
  return plain.split(",").map((name, at) => {
    if (name === "") throw new URIError(`name ${at + 1} of the path is empty`);
    return decode(name, `name ${at + 1} of the path`);
  });
}

/** A trail as `system/path` or `system/variant/path`, encoded like a path. */
export function encodeTrail({ system, variant, path }: Trail): string {
  const place = variant === undefined ? [system] : [system, variant];
  return [...place.map(encode), encodePath(path)].join("/");
}

/**
 * The trail that a text tells. Whatever stands before a `#` is passed over: a whole address will do.
 *
 * @throws {URIError} for a text that is no trail.
 */
export function decodeTrail(text: string): Trail {
  const parts = text.replace(/\s+/g, "").replace(/^[^#]*#/, "").split("/");
  const [system, ...rest] = parts.slice(0, -1).map((name) => decode(name, "the name"));
  if (system === undefined || rest.length > 1) {
    throw new URIError("a trail is SYSTEM/PATH or SYSTEM/VARIANT/PATH");
  }
  const [variant] = rest;
  const path = decodePath(parts.at(-1)!);
  return { system, ...variant !== undefined && { variant }, path };
}

/** `encodeURIComponent` leaves some characters alone that a shell reads. */
function encode(name: string): string {
  try {
    return encodeURIComponent(name).replace(
      /[!'()*~]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch {
    throw new URIError(`${JSON.stringify(name)} has half a character in it: no text can carry it`);
  }
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new URIError(
      `${what}, ${text}, has a % that two hexadecimal digits of UTF-8 must follow`,
    );
  }
}
