/**
 * XState is the only meaning of a step, and few files ask it for one: whoever else did would give
 * steps a second meaning. The others make machines only.
 *
 * @module
 */
import { isTest, pathOf, roomOf, ROOMS } from "./place.ts";

/** What makes a machine, and takes no step. */
const MAKERS: ReadonlySet<string> = new Set([
  "and",
  "assign",
  "createMachine",
  "enqueueActions",
  "not",
  "or",
  "raise",
  "setup",
  "stateIn",
]);

/** Who takes steps, and why. */
const ASKS: Readonly<Record<string, string>> = {
  "model/explore/inert.ts": "asks, for whoever explores; specialised steps are checked by it",
  "model/explore/replay.ts": "plays what was found again, so it must not lean on the one above",
};

/** The law as a lint rule. */
export const stepping: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context.filename);
    if (!ROOMS.includes(roomOf(path)) || isTest(path) || path in ASKS) return {};
    return {
      ImportDeclaration(node) {
        if (node.source.value !== "xstate" || node.importKind === "type") return;
        for (const specifier of node.specifiers) {
          const name = nameOf(specifier);
          if (name === undefined || MAKERS.has(name)) continue;
          const message = `${name} may take steps: only ${Object.keys(ASKS).join(", ")} do`;
          context.report({ node: specifier, message });
        }
      },
    };
  },
};

/** What is imported, `*` for everything; undefined for a type. */
function nameOf(specifier: Deno.lint.ImportDeclaration["specifiers"][number]): string | undefined {
  if (specifier.type !== "ImportSpecifier") return "*";
  if (specifier.importKind === "type") return undefined;
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : String(imported.value);
}
