/**
 * The table of a machine holds names only: each guard and action is a named rule in `setup`, so
 * that a mutant is one rule replaced by `provide`, and no timer or actor moves the machine.
 *
 * @module
 */
import { isTest, pathOf, roomOf } from "./place.ts";

/** The state that a machine starts in, and what an action is told: values, not rules. */
const VALUES: ReadonlySet<string> = new Set(["context", "params"]);
const MAKERS: ReadonlySet<string> = new Set(["assign", "enqueueActions", "sendTo", "spawnChild"]);
const MOVERS: ReadonlySet<string> = new Set(["after", "invoke"]);

/** The law as a lint rule, for every machine of `model/`. */
export const namedRules: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context.filename);
    if (roomOf(path) !== "model" || isTest(path)) return {};
    const refuse = (node: Deno.lint.Node) => {
      if (parentOf(node)?.type === "CallExpression") return; // builds the table: names.map(...)
      const key = tableKeyOf(node);
      if (key === undefined || VALUES.has(key)) return;
      context.report({ node, message: `"${key}" is code in a state table: give the rule a name` });
    };
    return {
      ArrowFunctionExpression: refuse,
      FunctionExpression: refuse,
      CallExpression(node) {
        if (node.callee.type === "Identifier" && MAKERS.has(node.callee.name)) refuse(node);
      },
      Property(node) {
        const [name, key] = [keyOf(node), tableKeyOf(node)];
        if (!MOVERS.has(name) || key === undefined || VALUES.has(key)) return;
        context.report({ node, message: `"${name}" moves a machine without an event` });
      },
    };
  },
};

/** The innermost key above `node` in the table given to `createMachine`; undefined outside of one. */
function tableKeyOf(node: Deno.lint.Node): string | undefined {
  let key: string | undefined;
  for (let at = parentOf(node); at !== null; at = parentOf(at)) {
    if (at.type === "Property" && (key === undefined || VALUES.has(keyOf(at)))) key = keyOf(at);
    if (at.type !== "CallExpression" || !isCreateMachine(at)) continue;
    return isArgument(node, at) ? key ?? "" : undefined;
  }
  return undefined;
}

/** `setup({...})` stands inside the call too, but before its arguments. */
function isArgument(node: Deno.lint.Node, { callee }: Deno.lint.CallExpression): boolean {
  return node.range[0] > callee.range[1];
}

function parentOf(node: Deno.lint.Node): Deno.lint.Node | null {
  return "parent" in node ? node.parent as Deno.lint.Node | null : null;
}

function keyOf(property: Deno.lint.Property): string {
  const { key } = property;
  return key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
}

function isCreateMachine({ callee }: Deno.lint.CallExpression): boolean {
  return callee.type === "Identifier" && callee.name === "createMachine" ||
    callee.type === "MemberExpression" && callee.property.type === "Identifier" &&
      callee.property.name === "createMachine";
}
