/**
 * Every text file of the repository, for the tests of its laws.
 *
 * @module
 */
const SKIPPED: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  "coverage",
  "recordings",
  "counterexamples",
]);
const BINARY = /\.(gz|png|woff2?)$/;

/** The top of the repository. */
export const top: URL = new URL("../", import.meta.url);

/** One file: its path from the top, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every text file below `folder`, in the order of its path. */
export function sources(folder = ""): Source[] {
  const entries = [...Deno.readDirSync(new URL(folder || ".", top))]
    .filter(({ name }) => !SKIPPED.has(name))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  return entries.flatMap(({ name, isDirectory }) => {
    const path = `${folder}${name}`;
    if (isDirectory) return sources(`${path}/`);
    return BINARY.test(name) ? [] : [{ path, text: Deno.readTextFileSync(new URL(path, top)) }];
  });
}
