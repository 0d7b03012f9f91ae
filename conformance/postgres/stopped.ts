/**
 * Has a signal to stop taken effect?
 *
 * @module
 */

/** Is every thread of the process stopped? */
export async function isStopped(pid: number): Promise<boolean> {
  // Deno lets no program with limited permissions read /proc itself.
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", `cat /proc/${pid}/task/*/stat`],
    stderr: "null",
  }).output();
  return allStopped(new TextDecoder().decode(stdout));
}

/** Do these lines of `/proc/PID/task/TID/stat` name at least one thread, and only stopped ones? */
export function allStopped(stats: string): boolean {
  const lines = stats.split("\n").filter((line) => line !== "");
  return lines.length > 0 && lines.every((line) => stateOf(line) === "T");
}

/** The state follows the name of the program in parentheses, which may hold parentheses itself. */
function stateOf(line: string): string | undefined {
  return line.slice(line.lastIndexOf(")") + 1).trim()[0];
}
