/**
 * Quorum rules as text: `4/all&(3/full|2/{a1,b1})`.
 *
 * @module
 */
import type { Quorum } from "../model/quorum/quorum.ts";

/** How deep a rule may be nested in a trace. */
export const DEPTH_MAX = 32;

/** How deep the rule is nested: 1 for a plain count. */
export function depthOf(rule: Quorum): number {
  if ("count" in rule) return 1;
  const parts = "and" in rule ? rule.and : rule.or;
  return 1 + Math.max(0, ...parts.map(depthOf));
}

/**
 * The same rule with no `and` or `or` of a single part. Throws a RangeError for a rule that has no
 * text: one that joins no part or counts no copy, or is nested deeper than {@link DEPTH_MAX}.
 */
export function plainRule(rule: Quorum): Quorum {
  if (depthOf(rule) > DEPTH_MAX) throw new RangeError(`a rule is nested deeper than ${DEPTH_MAX}`);
  if ("count" in rule) {
    if (rule.of.length === 0) throw new RangeError("a rule counts no copy");
    return rule;
  }
  const parts = ("and" in rule ? rule.and : rule.or).map(plainRule);
  if (parts.length === 0) throw new RangeError("a rule joins no part");
  if (parts.length === 1) return parts[0]!;
  return "and" in rule ? { and: parts } : { or: parts };
}

/** A plain rule as text; `name` writes the name of a copy. */
export function printRule(rule: Quorum, name: (name: string) => string): string {
  if ("count" in rule) {
    const { count, of } = rule;
    return `${count}/${typeof of === "string" ? of : `{${of.map(name).join()}}`}`;
  }
  const [parts, sign] = "and" in rule ? [rule.and, "&"] : [rule.or, "|"];
  return parts.map((part) => {
    const text = printRule(part, name);
    return "count" in part || ("and" in part && sign === "|") ? text : `(${text})`;
  }).join(sign);
}
