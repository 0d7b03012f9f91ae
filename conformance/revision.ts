/**
 * The revision of the model: what its sources say, down to the letter.
 *
 * @module
 */
import { UsageError } from "./arguments.ts";

/** What decides how states move, how they are counted, and what is asked of them. */
const DECIDES = ["deno.json", "deno.lock", "model", "traces", "spec"];

const top = new URL("../", import.meta.url);

/**
 * A hash of all that decides what a search finds. Needs permission to read the sources.
 *
 * @throws {UsageError} where they cannot be read.
 */
export async function revision(): Promise<string> {
  try {
    const texts = DECIDES.flatMap((path) => sourcesAt(path).sort())
      .map((path) => `${path}\n${Deno.readTextFileSync(new URL(path, top))}`);
    const bytes = new TextEncoder().encode(texts.join("\n"));
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    throw new UsageError(
      "the revision of the model is a hash of its sources: run with --allow-read",
    );
  }
}

/** Tests decide nothing. */
function sourcesAt(path: string): string[] {
  if (!Deno.statSync(new URL(path, top)).isDirectory) return [path];
  return [...Deno.readDirSync(new URL(`${path}/`, top))].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return sourcesAt(`${path}/${name}`);
    return /\.(ts|ohm)$/.test(name) && !name.endsWith("_test.ts") ? [`${path}/${name}`] : [];
  });
}
