/**
 * Files that tests write: compared with what they should be, or rewritten with `-- --update`.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

/** Are the files to be rewritten? */
export const updating: boolean = Deno.args.includes("--update");

/** The command that rewrites what `test` keeps current. */
export function updateCommand(test: string): string {
  return `deno test --allow-read --allow-write ${test} -- --update`;
}

/** Compares a file with the text that it should hold; with `-- --update`, writes that text. */
export async function mustBeCurrent(file: URL, text: string, test: string): Promise<void> {
  if (updating) return await Deno.writeTextFile(file, text);
  const found = await Deno.readTextFile(file).catch(() => undefined);
  const name = file.pathname.split("/").slice(-3).join("/");
  assertEquals(found, text, `${name} is not current; rewrite it with\n  ${updateCommand(test)}\n`);
}
