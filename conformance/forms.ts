/**
 * A path through the model as a file: a trace, JSON Lines, or a sequence diagram.
 *
 * @module
 */
import { type Ending, type Sequence, toMermaid } from "../model/explore/mod.ts";
import { replay } from "../model/explore/replay.ts";
import type { Subject } from "../spec/subject.ts";
import { traceOf } from "../spec/trace_of.ts";
import { print, printJson } from "../traces/mod.ts";
import { save } from "./save.ts";
import { sequenceOf } from "./sequence.ts";

/** A path, and what it shows. */
export interface Shown {
  /** The system it leads through. */
  readonly system: Subject;
  /** What a diagram of it is called. */
  readonly title: string;
  /** Names of moves, from the first state. */
  readonly path: readonly string[];
  /** Whether nothing but faults can change anything behind it. */
  readonly atRest: boolean;
  /** What its last step breaks. */
  readonly ending?: Ending;
}

/** Is a file of this name a sequence diagram, as Mermaid text? */
export function isDiagram(file: string): boolean {
  return /\.(mmd|mermaid)$/.test(file);
}

/** Writes a path in the form that the name of the file asks for: a trace, unless it ends otherwise. */
export async function saveAs(file: string, shown: Shown): Promise<void> {
  await save(file, textFor(file, shown));
}

/** A path in the form that the name of a file asks for. */
export function textFor(file: string, shown: Shown): string {
  if (isDiagram(file)) return toMermaid(diagramOf(shown));
  const form = file.endsWith(".jsonl") ? printJson : print;
  return traceOf(shown.system, shown.path, shown.atRest).map((event) => `${form(event)}\n`).join(
    "",
  );
}

function diagramOf({ system, title, path, atRest, ending }: Shown): Sequence {
  const moments = replay(system, path).edges.map((edge, at) => ({
    at: at + 1,
    events: system.observe(edge),
  }));
  const end = atRest ? [{ at: path.length + 1, events: [{ kind: "end" } as const] }] : [];
  return sequenceOf(title, [...moments, ...end], ending);
}
