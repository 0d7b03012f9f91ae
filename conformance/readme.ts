/**
 * `deno task readme`: writes the charts and tables of every README anew.
 *
 * @module
 */
import { machines } from "./chart/machines.ts";
import { updateReadme } from "./chart/readme.ts";
import { updateTables } from "./tables.ts";

/** The files that hold charts or tables, from the root of the repository. */
export const READMES: readonly string[] = ["README.md", "spec/README.md"];

/** A README with its charts and tables as they are now. */
export function current(text: string): string {
  return updateTables(updateReadme(text, machines));
}

/** Where a README is. */
export function placeOf(readme: string): URL {
  return new URL(`../${readme}`, import.meta.url);
}

if (import.meta.main) {
  for (const readme of READMES) {
    const text = await Deno.readTextFile(placeOf(readme));
    if (current(text) !== text) await Deno.writeTextFile(placeOf(readme), current(text));
  }
}
