/**
 * Names and text as Mermaid can read them.
 *
 * @module
 */
import { type Chart, statesIn } from "./chart.ts";

/** The names that the states of one chart go by in Mermaid text. */
export interface Names {
  /** The name of a state. */
  of(id: string): string;
  /** The name of the box that stands for all of a state. */
  allOf(id: string): string;
  /** A new name, for an arrow that leads to several states at once. */
  split(): string;
}

// Words that Mermaid's grammar takes for itself.
const TAKEN = [
  ..."accDescr accTitle as class classDef click default direction end fork hide href".split(" "),
  ..."join left note of right scale state stateDiagram style".split(" "),
];

/** Short names without clashes: the path of a state below the machine, with underscores. */
export function mermaidNames(chart: Chart): Names {
  const taken = new Set(TAKEN);
  const unused = (wish: string) => {
    let name = wish;
    for (let n = 2; taken.has(name); n++) name = `${wish}_${n}`;
    taken.add(name);
    return name;
  };
  const path = (id: string) =>
    (id.startsWith(`${chart.name}.`) ? id.slice(chart.name.length + 1) : id).replace(/\W/g, "_");
  const ids = statesIn(chart.root).map(({ id }) => id);
  const names = new Map(ids.map((id) => [id, unused(path(id))]));
  const all = new Map(ids.map((id) => [
    id,
    unused(id === chart.root.id ? "all" : `${names.get(id)}_all`),
  ]));
  return {
    of: (id) => names.get(id)!,
    allOf: (id) => all.get(id)!,
    split: () => unused("split"),
  };
}

/** Text on one line, with all that Mermaid or HTML would read as its own escaped. */
export function plain(text: string): string {
  const named: Record<string, string> = { "<": "lt", ">": "gt", "&": "amp", '"': "quot" };
  return text.replace(/\s+/g, " ").replace(
    /[<>&"#:;%{}\\`]/g,
    (char) => `#${named[char] ?? char.charCodeAt(0)};`,
  );
}
