/** The grammar keeps its own examples, and says the same as the table of fields. */
import { assertEquals } from "@std/assert";
import type * as ohm from "ohm-js";
import { extractExamples } from "ohm-js/extras";
import { ruleOf } from "./fast.ts";
import { type Field, FIELDS, KINDS, TAIL } from "./fields.ts";
import { type Expr, p } from "./first.ts";
import { grammar, grammarSource } from "./grammar.ts";
import { jsonGrammar, jsonGrammarSource } from "./json_place.ts";

for (
  const [name, source, own] of [
    ["trace.ohm", grammarSource, grammar],
    ["json.ohm", jsonGrammarSource, jsonGrammar],
  ] as const
) {
  for (const { rule, example, shouldMatch } of extractExamples(source)) {
    const verb = shouldMatch ? "takes" : "refuses";
    Deno.test(`${name}: ${rule} ${verb} ${JSON.stringify(example)}`, () => {
      assertEquals(own().match(example, rule).succeeded(), shouldMatch);
    });
  }
}

/** The fields that a sequence of field rules stands for. */
function fieldsIn(sequence: ohm.PExpr): Field[] {
  const factors = (sequence as Expr).factors ?? [sequence as Expr];
  return factors.filter((factor) => !(factor instanceof p.Terminal || factor instanceof p.Star))
    .map((factor) => {
      const optional = factor instanceof p.Opt;
      const { ruleName, args: [key, words] }: Expr = optional
        ? (factor as Expr).expr
        : factor as Expr;
      return {
        name: key!.obj.replace(/=$/, ""),
        type: ruleName as Field["type"],
        optional,
        words: words?.terms.map((word) => word.obj) ?? [],
      };
    });
}

const bodyOf = (rule: string): Expr => (grammar().rules[rule] as unknown as { body: Expr }).body;

for (const kind of KINDS) {
  Deno.test(`trace.ohm and the table give ${kind} the same fields in the same order`, () => {
    const body = bodyOf(ruleOf(kind));
    const word = body instanceof p.Terminal ? body : body.factors[0]!;
    assertEquals(word.obj, kind);
    assertEquals(fieldsIn(body), FIELDS[kind]);
  });
}

Deno.test("trace.ohm and the table end every event with the same fields", () => {
  assertEquals(fieldsIn(bodyOf("tail")), TAIL);
});

Deno.test("trace.ohm knows the kinds of the table, those of a vendor, and no other", () => {
  const rules = bodyOf("event").terms.map((term) => term.ruleName);
  assertEquals(rules.toSorted(), [...KINDS.map(ruleOf), "extensionEvent"].toSorted());
});
