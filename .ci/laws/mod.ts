/**
 * The laws of the house that need the syntax of a file, as a plugin of `deno lint`.
 *
 * @module
 */
import { namedRules } from "./named_rules.ts";
import { purity } from "./purity.ts";
import { rooms } from "./rooms.ts";
import { stepping } from "./stepping.ts";

const plugin: Deno.lint.Plugin = {
  name: "redoubt",
  rules: { rooms, purity, "named-rules": namedRules, stepping },
};

export default plugin;
