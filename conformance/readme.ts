/**
 * `deno task readme`: writes the charts, tables and diagrams of every README anew.
 *
 * @module
 */
import { machines } from "./chart/machines.ts";
import { updateReadme } from "./chart/readme.ts";
import { updateDiagrams } from "./diagrams.ts";
import { updateTables } from "./tables.ts";

/** The files that hold charts, tables or diagrams, from the root of the repository. */
export const READMES: readonly string[] = [
  "README.md",
  "model/README.md",
  "spec/README.md",
  "model/backup/README.md",
  "model/backtrack/README.md",
  "model/life/README.md",
];

/** A README with its charts, tables and diagrams as they are now. */
export function current(text: string): string {
  return updateDiagrams(updateTables(updateReadme(text, machines)));
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
