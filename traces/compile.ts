/**
 * From a grammar that Ohm has parsed to a matcher of closures, for speed: the grammar stays the one
 * definition. It takes the part of Ohm that `trace.ohm` uses: lexical rules that do not start with
 * themselves, without lookahead.
 *
 * @module
 */
import type { Grammar } from "ohm-js";
import { applied, type Bound, type Expr, firsts, p, resolved, singles } from "./first.ts";
import * as steps from "./step.ts";

/** One place in the grammar whose matches are kept: a rule and its first argument. */
export interface Label {
  /** The rule. */
  readonly rule: string;
  /** Its first argument if that is a literal text, or "". */
  readonly key: string;
}

/** A compiled grammar. Not re-entrant: each match overwrites `found`. */
export interface Matcher {
  /** What the numbers in `found` stand for. */
  readonly labels: readonly Label[];
  /** The kept matches of the last text, three numbers each: label, start, end. */
  readonly found: Int32Array;
  /** How many matches were kept, or -1 if the text does not match, or asks too much: of the tape or of the stack. */
  match(text: string): number;
}

const KEPT_MAX = 1024;

/**
 * Compiles the rule `start` and all it leads to. Matches of the rules in `kept` are recorded, outer
 * before inner. Throws an Error for a grammar that uses more of Ohm than stated above.
 */
export function compile(grammar: Grammar, start: string, kept: ReadonlySet<string>): Matcher {
  const compiler = new Compiler(grammar, kept);
  const step = compiler.rule(start);
  const tape: steps.Tape = { found: new Int32Array(3 * KEPT_MAX), count: 0 };
  return {
    labels: compiler.labels,
    found: tape.found,
    match(text) {
      tape.count = 0;
      try {
        return step(text, 0, tape) === text.length ? tape.count : steps.FAIL;
      } catch (error) {
        if (error instanceof RangeError) return steps.FAIL;
        throw error;
      }
    },
  };
}

class Compiler {
  readonly labels: Label[] = [];
  readonly #grammar: Grammar;
  readonly #kept: ReadonlySet<string>;
  readonly #rules = new Map<string, { step?: steps.Step }>();

  constructor(grammar: Grammar, kept: ReadonlySet<string>) {
    this.#grammar = grammar;
    this.#kept = kept;
  }

  rule(name: string): steps.Step {
    const application: Partial<Expr> = { ruleName: name, args: [] };
    return this.#application({ expr: application as Expr, args: [] });
  }

  #step(unresolved: Bound): steps.Step {
    const bound = resolved(unresolved);
    const { expr, args } = bound;
    const inner = (part: Expr) => this.#step({ expr: part, args });
    if (expr === p.end) return steps.atEnd;
    if (expr instanceof p.Apply) return this.#application(bound);
    if (expr instanceof p.Terminal) return steps.literal(expr.obj);
    if (expr instanceof p.Range) return range(expr);
    if (expr instanceof p.Seq) return steps.sequence(expr.factors.map(inner));
    if (expr instanceof p.Alt) return this.#choice(bound);
    if (expr instanceof p.Star) return this.#repeated(bound, 0);
    if (expr instanceof p.Plus) return this.#repeated(bound, 1);
    if (expr instanceof p.Opt) return steps.optional(inner(expr.expr));
    throw new Error(`cannot compile ${expr}`);
  }

  #application(bound: Bound): steps.Step {
    const { ruleName, args } = bound.expr;
    const known = this.#rules.get(ruleName);
    if (known !== undefined) {
      return known.step ?? ((text, at, tape) => known.step!(text, at, tape));
    }
    const rule: { step?: steps.Step } = {};
    if (args.length === 0) this.#rules.set(ruleName, rule);
    const body = applied(this.#grammar, bound);
    const label = this.#kept.has(ruleName) ? this.#label(ruleName, body.args[0]) : undefined;
    const step = this.#step(body);
    const whole = label === undefined ? step : steps.recorded(label, step);
    return rule.step = whole;
  }

  #label(rule: string, key: Bound | undefined): number {
    return this.labels.push({ rule, key: key?.expr.obj ?? "" }) - 1;
  }

  #choice(bound: Bound): steps.Step {
    const set = this.#singles(bound);
    if (set !== undefined) return steps.single(set);
    const terms = bound.expr.terms.map((expr) => ({ expr, args: bound.args }));
    return steps.choice(
      terms.map((term) => this.#step(term)),
      terms.map((term) => firsts(this.#grammar, term)),
    );
  }

  #repeated({ expr, args }: Bound, least: number): steps.Step {
    const inner = { expr: expr.expr, args };
    const set = this.#singles(inner);
    return set === undefined ? steps.repeated(this.#step(inner), least) : steps.run(set, least);
  }

  #singles(bound: Bound): Uint8Array | undefined {
    return singles(this.#grammar, bound, this.#kept);
  }
}

function range({ from, to }: Expr): steps.Step {
  return steps.range(from.codePointAt(0)!, to.codePointAt(0)!, from.length > 1 || to.length > 1);
}
