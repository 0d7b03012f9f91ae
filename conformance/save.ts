/**
 * Writing a file.
 *
 * @module
 */
import { UsageError } from "./arguments.ts";

/**
 * Writes a file, and the folders on the way to it.
 *
 * @throws {UsageError} where it cannot be written.
 */
export async function save(file: string, text: string): Promise<void> {
  const folder = file.split("/").slice(0, -1).join("/");
  try {
    if (folder !== "") await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split(":")[0]!.toLowerCase() : `${error}`;
    throw new UsageError(`cannot write ${file}: ${why}`);
  }
}
