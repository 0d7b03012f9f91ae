/**
 * What a line that the grammar accepts means: semantic actions over Ohm's parse tree.
 *
 * @module
 */
import type * as ohm from "ohm-js";
import type { Quorum } from "../model/quorum/quorum.ts";
import type { Member } from "../model/terms.ts";
import type { TraceEvent } from "./event.ts";
import { grammar } from "./grammar.ts";
import { lsnOf, numberOf, wholeOf } from "./lsn.ts";
import { once } from "./once.ts";
import { DEPTH_MAX, depthOf } from "./quorum_text.ts";

/** A value that the grammar accepts and the vocabulary does not. */
export class Refused extends Error {
  /** Where it stands in the line. */
  readonly at: ohm.Interval;
  /** What would do. */
  readonly expected: string;

  /** Refuses what `node` holds. */
  constructor(node: ohm.Node, expected: string) {
    super(expected);
    this.at = node.source;
    this.expected = expected;
  }
}

const SAFE = "a number of at most 9007199254740991 (2^53-1)";
const BITS_64 = "of at most 18446744073709551615 (2^64-1)";

function fits<T>(node: ohm.Node, read: (text: string) => T | undefined, expected: string): T {
  const value = read(node.sourceString);
  if (value === undefined) throw new Refused(node, expected);
  return value;
}

const all = (first: ohm.Node, rest: ohm.Node) =>
  [first, ...rest.children].map((node) => node["value"]());

const VALUE: ohm.ActionDict<unknown> = {
  position(_) {
    return fits(this, lsnOf, `an LSN ${BITS_64}`);
  },
  whole(_) {
    return fits(this, numberOf, SAFE);
  },
  bare: (characters) => characters.sourceString,
  barePlace: (characters) => characters.sourceString,
  quoted(_open, _characters, _close) {
    return JSON.parse(this.sourceString);
  },
  phrase: (written) => written.isTerminal() ? "" : written["value"](),
  member: (segment, _at, az, _colon, kind): Member => ({
    segment: segment["value"](),
    az: az["value"](),
    kind: (kind.children[0]?.sourceString ?? "full") as Member["kind"],
  }),
  either(first, _or, rest): Quorum {
    return rest.numChildren === 0 ? first["value"]() : { or: all(first, rest) };
  },
  both(first, _and, rest): Quorum {
    return rest.numChildren === 0 ? first["value"]() : { and: all(first, rest) };
  },
  one_nested: (_open, rule, _close) => rule["value"](),
  one_count: (count, _slash, of): Quorum => ({ count: count["value"](), of: of["value"]() }),
  copies_kind: (word) => word.sourceString,
  copies_list: (_open, first, _comma, rest, _close) => all(first, rest),
};

type Fields = Record<string, unknown>;

const own = (node: ohm.Node): Fields => node["args"].event;
const nameOf = (key: ohm.Node): string => key.sourceString.slice(0, -1);

function one(this: ohm.Node, _gap: ohm.Node, key: ohm.Node, value: ohm.Node): void {
  own(this)[nameOf(key)] = value["value"]();
}

function many(
  this: ohm.Node,
  _gap: ohm.Node,
  key: ohm.Node,
  first: ohm.Node,
  _comma: ohm.Node,
  rest: ohm.Node,
): void {
  own(this)[nameOf(key)] = all(first, rest);
}

function below(this: ohm.Node, ...children: ohm.Node[]): void {
  for (const child of children) child["read"](own(this));
}

const READ: ohm.ActionDict<void> = {
  _terminal() {},
  _nonterminal: below,
  _iter: below,
  line_event(_blank, event, tail, _gap, _comment, _end) {
    own(this)["kind"] = /^[^ \t]+/.exec(event.sourceString)![0];
    event["read"](own(this));
    tail["read"](own(this));
  },
  lsn: one,
  number: one,
  name: one,
  text: one,
  quorum(_gap, key, value) {
    const rule: Quorum = value["value"]();
    if (depthOf(rule) > DEPTH_MAX) throw new Refused(value, "a rule that is nested less");
    own(this)[nameOf(key)] = rule;
  },
  names: many,
  members: many,
  micros(_gap, key, value) {
    own(this)[nameOf(key)] = fits(value, wholeOf, `a number ${BITS_64}`);
  },
  oneOf(_gap, key, word) {
    own(this)[nameOf(key)] = word.sourceString;
  },
  flag(_gap, word) {
    own(this)[word.sourceString] = true;
  },
  vendor(_gap, name, _equals, value) {
    const x = (own(this)["x"] ??= {}) as Fields;
    if (Object.hasOwn(x, name.sourceString)) {
      throw new Refused(name, `"${name.sourceString}" once only`);
    }
    x[name.sourceString] = value["value"]();
  },
};

const semantics = once(() =>
  grammar().createSemantics()
    .addOperation<unknown>("value", VALUE)
    .addOperation<void>("read(event)", READ)
);

/**
 * The event of a match, or undefined for a blank line or a comment. Throws {@link Refused} for a
 * number that does not fit and a field that stands twice.
 */
export function meaningOf(match: ohm.MatchResult): TraceEvent | undefined {
  const event: Fields = {};
  semantics()(match)["read"](event);
  return event["kind"] === undefined ? undefined : event as unknown as TraceEvent;
}
