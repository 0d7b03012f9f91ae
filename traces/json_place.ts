/**
 * Where in a line of JSON something stands, or goes wrong.
 *
 * @module
 */
import * as ohm from "ohm-js";
import type { Misread } from "./error.ts";
import { expectations } from "./expected.ts";
import type { Path } from "./json_value.ts";
import { once } from "./once.ts";
import source from "./json.ohm" with { type: "text" };

/** The text of `json.ohm`, examples included. */
export const jsonGrammarSource: string = source;

/** The grammar in `json.ohm`. */
export const jsonGrammar: () => ohm.Grammar = once(() => ohm.grammar(source));

/** Part of a line. */
export type Spot = Pick<Misread, "column" | "length">;

/** A key and its value; for an item of a list, the item twice. */
interface Entry {
  readonly key: ohm.Node;
  readonly value: ohm.Node;
}

const semantics = once(() =>
  jsonGrammar().createSemantics()
    .addOperation<Entry[]>("entries", {
      _terminal: () => [],
      _nonterminal: (...children) => children.length === 1 ? children[0]!["entries"]() : [],
      _iter: () => [],
      Object: (_open, pairs, _close) => pairs.asIteration().children.map((pair) => pair["entry"]()),
      Array: (_open, values, _close) =>
        values.asIteration().children.map((key) => ({ key, value: key })),
    })
    .addOperation<Entry>("entry", { Pair: (key, _colon, value) => ({ key, value }) })
);

const entriesOf = (node: ohm.Node): Entry[] => node["entries"]();
const root = (text: string): ohm.Node =>
  semantics()(jsonGrammar().match(text)) as unknown as ohm.Node;
const spotOf = ({ source }: ohm.Node): Spot => ({
  column: source.startIdx + 1,
  length: source.endIdx - source.startIdx,
});

function step(node: ohm.Node, key: string | number): Entry | undefined {
  const entries = entriesOf(node);
  if (typeof key === "number") return entries[key];
  return entries.findLast((entry) => JSON.parse(entry.key.sourceString) === key);
}

/** Where the value at `path` (or its key) stands in `text`, a line of JSON. */
export function spotAt(text: string, path: Path, isKey: boolean): Spot {
  let entry: Entry | undefined;
  let node = root(text);
  for (const key of path) {
    entry = step(node, key) ?? entry;
    node = entry?.value ?? node;
  }
  return entry === undefined ? { column: 1 } : spotOf(isKey ? entry.key : entry.value);
}

/** The first key in `text`, a line of JSON, that stands twice in one object; undefined if none. */
export function repeatedKey(text: string): Spot | undefined {
  const found: ohm.Node[] = [];
  const look = (node: ohm.Node) => {
    const keys = new Set<string>();
    for (const { key, value } of entriesOf(node)) {
      const name = key === value ? `${keys.size}` : JSON.parse(key.sourceString);
      if (keys.has(name)) found.push(key);
      keys.add(name);
      look(value);
    }
  };
  look(root(text));
  return found[0] === undefined ? undefined : spotOf(found[0]);
}

/** Why `text` is no JSON. */
export function notJson(text: string): Misread {
  const match = jsonGrammar().match(text);
  if (match.succeeded()) return { column: 1, expected: "JSON" };
  const failed = match as ohm.FailedMatchResult;
  return { column: failed.getRightmostFailurePosition() + 1, expected: expectations(failed) };
}
