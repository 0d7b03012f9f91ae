/**
 * Which characters an expression of the grammar can start with, and which expressions are nothing
 * but one character of a set: what the compiled matcher decides by a table.
 *
 * @module
 */
import * as ohm from "ohm-js";

/** A parsed expression with all that Ohm's types leave out. */
export interface Expr extends ohm.PExpr {
  readonly obj: string;
  readonly from: string;
  readonly to: string;
  readonly expr: Expr;
  readonly ruleName: string;
  readonly args: readonly Expr[];
  readonly index: number;
  readonly terms: Expr[];
  readonly factors: Expr[];
}

/** An expression and the arguments that its parameters stand for. */
export interface Bound {
  readonly expr: Expr;
  readonly args: readonly Bound[];
}

/** The kinds of expression, as Ohm names them. */
export const p = ohm.pexprs;

/** One bit a character: 0 to 127, then {@link WIDE} for all others and {@link END} for none. */
export type CharSet = Uint8Array;

/** Every character above 127. */
export const WIDE = 128;

/** The end of the text. */
export const END = 129;

/** What the character at `at` is called in a {@link CharSet}. */
export function codeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < WIDE ? code : code >= WIDE ? WIDE : END;
}

/** Where an application leads: the body of its rule, with the arguments bound. */
export function applied(grammar: ohm.Grammar, { expr, args }: Bound): Bound {
  const rule = grammar.rules[expr.ruleName]!;
  const actual = expr.args.map((argument) => resolved({ expr: argument, args }));
  return { expr: (rule as unknown as { body: Expr }).body, args: actual };
}

/** A parameter as what it stands for; anything else as it is. */
export function resolved(bound: Bound): Bound {
  return bound.expr instanceof p.Param ? bound.args[bound.expr.index]! : bound;
}

/**
 * The set whose single characters are all that `bound` matches, or undefined if it is no such
 * thing, or if a rule in `kept` stands between. Characters above 127 are in it all or none.
 */
export function singles(
  grammar: ohm.Grammar,
  bound: Bound,
  kept: ReadonlySet<string>,
): CharSet | undefined {
  const { expr, args } = resolved(bound);
  const of = (inner: Bound) => singles(grammar, inner, kept);
  if (expr instanceof p.Terminal) {
    return expr.obj.length === 1 ? span(expr.obj, expr.obj) : undefined;
  }
  if (expr instanceof p.Range) return span(expr.from, expr.to);
  if (expr instanceof p.Apply && !kept.has(expr.ruleName)) {
    return of(applied(grammar, { expr, args }));
  }
  if (!(expr instanceof p.Alt)) return undefined;
  const sets = expr.terms.map((term) => of({ expr: term, args }));
  return sets.every((set) => set !== undefined) ? union(sets) : undefined;
}

function span(from: string, to: string): CharSet | undefined {
  const [low, high] = [from.codePointAt(0)!, to.codePointAt(0)!];
  const partly = high >= WIDE && (low > WIDE || high < 0x10ffff);
  return partly ? undefined : reach(from, to);
}

/** The characters from one to another, with all the wide ones if it has any of them. */
function reach(from: string, to: string): CharSet {
  const [low, high] = [from.codePointAt(0)!, to.codePointAt(0)!];
  return new Uint8Array(END + 1).fill(1, Math.min(low, WIDE), Math.min(high, WIDE) + 1);
}

function union(sets: readonly CharSet[]): CharSet {
  const all = new Uint8Array(END + 1);
  for (const set of sets) set.forEach((bit, code) => all[code]! |= bit);
  return all;
}

/** Every character, and the end: what an expression that can match nothing may stand before. */
const ANYTHING: CharSet = new Uint8Array(END + 1).fill(1);

/**
 * The characters that `bound` can start with, or more; with {@link END} if it can match the empty
 * text. Throws an Error for a rule that starts with itself.
 */
export function firsts(grammar: ohm.Grammar, bound: Bound, within: string[] = []): CharSet {
  const { expr, args } = resolved(bound);
  const of = (inner: Expr) => firsts(grammar, { expr: inner, args }, within);
  if (expr instanceof p.Terminal && expr.obj !== "") return reach(expr.obj, expr.obj);
  if (expr instanceof p.Range) return reach(expr.from, expr.to);
  if (expr instanceof p.Plus) return of(expr.expr);
  if (expr instanceof p.Alt) return union(expr.terms.map(of));
  if (expr instanceof p.Seq && expr.factors.length > 0) return of(expr.factors[0]!);
  if (!(expr instanceof p.Apply)) return ANYTHING;
  if (within.includes(expr.ruleName)) throw new Error(`${expr.ruleName} starts with itself`);
  return firsts(grammar, applied(grammar, { expr, args }), [...within, expr.ruleName]);
}
