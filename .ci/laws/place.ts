/** The four rooms, in the order in which they may lean on each other. */
export const ROOMS: readonly string[] = ["model", "traces", "spec", "conformance"];

/** The rooms that know no clock, no chance and no world. */
export const INNER_ROOMS: readonly string[] = ROOMS.slice(0, 3);

const top = new URL("../../", import.meta.url).pathname;

/** The path of a file from the top of the repository. */
export function pathOf(filename: string): string {
  return filename.startsWith(top) ? filename.slice(top.length) : filename;
}

/** The room of a path, or the first folder where it stands in none. */
export function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}

/** True for a file that only tests load: `x_test.ts`, and `_x.ts`, which helps tests. */
export function isTest(path: string): boolean {
  return /(_test\.ts|(^|\/)_[^/]*)$/.test(path);
}

/** The path that `specifier` means in a file at `path`. */
export function resolve(specifier: string, path: string): string {
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}
