/**
 * The commands of the tool. Each is loaded only when it is asked for.
 *
 * @module
 */
import { CHECK_OPTIONS } from "./check_options.ts";
import type { Command } from "./command.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: "check",
    says: "Judges recorded traces: a verdict for every claim, and an argument for every violation.",
    usage: "FILE|DIR|-... [options]",
    options: CHECK_OPTIONS,
    example: "deno task check traces/conforming",
    load: async () => (await import("./check.ts")).check,
  },
];
