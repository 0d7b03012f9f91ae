/**
 * The import law: a room may import from itself and from the rooms before it, never from one after
 * it, and from outside only what its question needs.
 *
 * @module
 */
import { INNER_ROOMS, isTest, pathOf, resolve, roomOf, ROOMS } from "./place.ts";

/** What each inner room needs from outside. */
const NEEDS: Readonly<Record<string, RegExp>> = {
  model: /^xstate$/,
  traces: /^ohm-js(\/|$)/,
  spec: /^xstate$/,
};

/** What their tests need besides. */
const TESTS_NEED = /^(@std\/|fast-check$|node:(assert|util))/;

/** Why a file at `path` may not import `specifier`, or undefined. */
export function whyNot(path: string, specifier: string): string | undefined {
  const here = roomOf(path);
  if (/^(npm|jsr|https?):/.test(specifier)) return `name ${specifier} in deno.json`;
  if (!ROOMS.includes(here)) return undefined;
  if (!specifier.startsWith(".")) {
    const needed = !INNER_ROOMS.includes(here) || NEEDS[here]?.test(specifier) ||
      isTest(path) && TESTS_NEED.test(specifier);
    return needed ? undefined : `${here}/ does without ${specifier}`;
  }
  const target = resolve(specifier, path);
  const there = roomOf(target);
  if (target === "deno.json" && here === "conformance") return undefined;
  if (!ROOMS.includes(there)) return `${here}/ imports ${target}, which is in no room`;
  if (ROOMS.indexOf(there) > ROOMS.indexOf(here)) return `${here}/ comes before ${there}/`;
  if (isTest(target) && !isTest(path)) return `${target} is for tests only`;
  return exploresOnlyXState(path, target);
}

/** Exploration serves any XState system: of the model it knows the stepper alone. */
function exploresOnlyXState(path: string, target: string): string | undefined {
  const explores = path.startsWith("model/explore/");
  const fits = target.startsWith("model/explore/") || target === "model/step.ts";
  return explores && !fits ? `model/explore/ does without ${target}` : undefined;
}

/** The law as a lint rule: static, dynamic, type and URL imports, and exports from elsewhere. */
export const rooms: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context.filename);
    const judge = (node: Deno.lint.Node, source: { type: string; value?: unknown } | null) => {
      if (source === null) return;
      const why = typeof source.value === "string"
        ? whyNot(path, source.value)
        : INNER_ROOMS.includes(roomOf(path))
        ? "an import must be written out to be judged"
        : undefined;
      if (why !== undefined) context.report({ node, message: why });
    };
    return {
      ImportDeclaration: (node) => judge(node, node.source),
      ExportAllDeclaration: (node) => judge(node, node.source),
      ExportNamedDeclaration: (node) => judge(node, node.source),
      ImportExpression: (node) => judge(node, node.source),
      TSImportType: (node) =>
        judge(node, node.argument.type === "TSLiteralType" ? node.argument.literal : node.argument),
      "NewExpression[callee.name=URL]": (node: Deno.lint.NewExpression) => {
        const [file, base] = node.arguments;
        const code = file?.type === "Literal" && /^\..*\.ts$/.test(String(file.value));
        if (code && base !== undefined) judge(node, file);
      },
    };
  },
};
