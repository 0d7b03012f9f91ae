/**
 * A path as a sequence diagram: who told whom what, in which order, as Mermaid text.
 *
 * @module
 */

/** One column of a diagram. */
export interface Participant {
  /** Its name; no other participant has it. */
  readonly name: string;
  /** Neighbours of one group stand in a box that has this title. */
  readonly group?: string;
}

/** Something goes from one participant to another. */
export interface Arrow {
  /** Name of the participant it comes from. */
  readonly from: string;
  /** Name of the participant it goes to. */
  readonly to: string;
  /** What goes. */
  readonly text: string;
  /** An answer is dashed, a fault has a cross. Default: neither. */
  readonly kind?: "answer" | "fault";
}

/** Something happens to participants. */
export interface Note {
  /** Names of the first participant it stands over, and of the last. */
  readonly over: readonly [string, string?];
  /** What happens. */
  readonly text: string;
  /** True for what must be seen first. */
  readonly alarm?: boolean;
}

/** One line of a diagram. */
export type Row = Arrow | Note;

/** A whole diagram. */
export interface Sequence {
  /** What it shows. */
  readonly title: string;
  /** From left to right. */
  readonly participants: readonly Participant[];
  /** From top to bottom. */
  readonly rows: readonly Row[];
}

/** The participants that have a row. */
export function takingPart(
  participants: readonly Participant[],
  rows: readonly Row[],
): Participant[] {
  const named = new Set(rows.flatMap((row) => "over" in row ? row.over : [row.from, row.to]));
  return participants.filter(({ name }) => named.has(name));
}

/** The diagram as Mermaid text that ends with a newline. Participants without a row are left out. */
export function toMermaid({ title, participants, rows }: Sequence): string {
  const shown = takingPart(participants, rows);
  const ids = new Map(shown.map(({ name }, at) => [name, idOf(name, at)]));
  const of = (name: string) => ids.get(name)!;
  return [
    "---",
    `title: ${JSON.stringify(title)}`,
    "---",
    "sequenceDiagram",
    ...columns(shown, of),
    ...rows.flatMap((row) => "over" in row ? noteLines(row, of) : [arrowLine(row, of)])
      .map((line) => `  ${line}`),
    "",
  ].join("\n");
}

type Of = (name: string) => string;

function columns(participants: readonly Participant[], of: Of): string[] {
  const lines: string[] = [];
  participants.forEach(({ name, group }, at) => {
    const [before, after] = [participants[at - 1]?.group, participants[at + 1]?.group];
    const line = of(name) === name ? of(name) : `${of(name)} as ${plain(name)}`;
    if (group === undefined) return lines.push(`  participant ${line}`);
    if (group !== before) lines.push(`  box transparent ${plain(group)}`);
    lines.push(`    participant ${line}`);
    if (group !== after) lines.push("  end");
  });
  return lines;
}

const HEADS = { call: "->>", answer: "-->>", fault: "-x" } as const;

function arrowLine({ from, to, text, kind }: Arrow, of: Of): string {
  return `${of(from)}${HEADS[kind ?? "call"]}${of(to)}: ${broken(text, WIDTHS.arrow)}`;
}

function noteLines({ over: [first, last], text, alarm }: Note, of: Of): string[] {
  const isWide = last !== undefined && last !== first;
  const places = isWide ? `${of(first)},${of(last)}` : of(first);
  const line = `Note over ${places}: ${broken(text, isWide ? WIDTHS.wide : WIDTHS.note)}`;
  return alarm ? ["rect rgba(255, 0, 0, 0.2)", `  ${line}`, "end"] : [line];
}

/** Words that Mermaid's grammar takes for itself, in any case. */
const TAKEN: ReadonlySet<string> = new Set([
  ..."accdescr acctitle activate actor alt and as autonumber box break create critical".split(" "),
  ..."deactivate destroy details else end left link links loop note off opt option over".split(" "),
  ..."par par_over participant properties rect right sequencediagram title".split(" "),
]);

/** A name stands for itself where Mermaid can read it. */
function idOf(name: string, at: number): string {
  const isWord = /^[A-Za-z]\w*$/.test(name) && !TAKEN.has(name.toLowerCase());
  return isWord && !/^participant\d+$/.test(name) ? name : `participant${at + 1}`;
}

/** Widest line of a text, by where it stands. Unit: characters. */
const WIDTHS = { arrow: 36, note: 32, wide: 64 } as const;

/** Text in lines of bearable width. A number stays with the word before it. */
function broken(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+(?!\d)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map(plain).join("<br/>");
}

/** Text with all that Mermaid, HTML or a formula would read as its own escaped. */
function plain(text: string): string {
  return text.replace(/[<>&#;%$\\`]|(?<=^(no)?wrap):/gi, (char) => `#${char.charCodeAt(0)};`);
}
