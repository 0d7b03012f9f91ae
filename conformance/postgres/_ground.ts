/**
 * A folder for the temporary files of a test, to see whether any is left.
 *
 * @module
 */

/** Makes an empty folder the place for temporary files, until it is disposed of. */
export async function emptyGround(): Promise<AsyncDisposable & { readonly folder: string }> {
  const before = Deno.env.get("TMPDIR");
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o711); // for the user of PostgreSQL
  Deno.env.set("TMPDIR", folder);
  return {
    folder,
    async [Symbol.asyncDispose]() {
      if (before === undefined) Deno.env.delete("TMPDIR");
      else Deno.env.set("TMPDIR", before);
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** The files in the folder, and the processes that name it on their command line. */
export async function leftovers({ folder }: { readonly folder: string }): Promise<string[]> {
  const files = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", 'grep -las "$0" /proc/[0-9]*/cmdline', folder],
  }).output();
  const named = new TextDecoder().decode(stdout).split("\n").filter((path) => path !== "");
  return [...files, ...await asyncFilter(named, isAlive)];
}

/** The shell and grep themselves are gone by now. */
async function isAlive(cmdline: string): Promise<boolean> {
  return (await new Deno.Command("test", { args: ["-e", cmdline] }).output()).success;
}

async function asyncFilter<T>(items: T[], keep: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, i) => kept[i]);
}
