/**
 * The inner rooms know no clock, no chance and no world. Deno refuses them files and network,
 * because their tests run without a permission; what needs no permission is refused here.
 *
 * @module
 */
import { INNER_ROOMS, isTest, pathOf, roomOf } from "./place.ts";

const WORLD: ReadonlySet<string> = new Set([
  "Bun",
  "Date",
  "Deno",
  "Temporal",
  "Worker",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "eval",
  "fetch",
  "globalThis",
  "localStorage",
  "performance",
  "queueMicrotask",
  "sessionStorage",
  "setImmediate",
  "setInterval",
  "setTimeout",
]);

/** Of these, other members are harmless: `Math.max`, or a `process` of a model. */
const MEMBERS: ReadonlySet<string> = new Set([
  "Math.random",
  "process.argv",
  "process.env",
  "process.exit",
  "process.hrtime",
  "process.nextTick",
  "process.stderr",
  "process.stdout",
  "process.uptime",
]);

/** The law as a lint rule. A test may use `Deno`, to register itself. */
export const purity: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context.filename);
    if (!INNER_ROOMS.includes(roomOf(path))) return {};
    return {
      Identifier(node) {
        if (!WORLD.has(node.name) || isOnlyAName(node)) return;
        if (node.name === "Deno" && isTest(path)) return;
        context.report({ node, message: `${roomOf(path)}/ does without ${node.name}` });
      },
      MemberExpression({ object, property }) {
        if (object.type !== "Identifier" || property.type !== "Identifier") return;
        const name = `${object.name}.${property.name}`;
        if (!MEMBERS.has(name)) return;
        context.report({ node: object, message: `${roomOf(path)}/ does without ${name}` });
      },
    };
  },
};

/** True where the word names a field, not the global: `event.process`, `{ process: 1 }`. */
function isOnlyAName(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  const is = (part: Deno.lint.Node | null) => part?.range[0] === node.range[0];
  if (parent.type === "MemberExpression") return !parent.computed && is(parent.property);
  if (parent.type === "Property") return !parent.computed && !parent.shorthand && is(parent.key);
  return parent.type === "TSPropertySignature" || parent.type === "TSQualifiedName" &&
      is(parent.right);
}
