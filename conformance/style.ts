/**
 * How words look: colour where it is wanted, numbers that can be read.
 *
 * @module
 */

/** Colours by what they mean. Each takes a text and gives it back, coloured or not. */
export interface Style {
  /** Something is wrong. */
  readonly bad: (text: string) => string;
  /** Something holds. */
  readonly good: (text: string) => string;
  /** Something is not known. */
  readonly unsure: (text: string) => string;
  /** What the eye should find first. */
  readonly strong: (text: string) => string;
  /** What the eye may skip. */
  readonly faint: (text: string) => string;
}

/** What a text is drawn on. */
export interface Page {
  /** Coloured or plain. */
  readonly style: Style;
  /** Unit: characters. */
  readonly width: number;
}

const sgr = (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`;
const same = (text: string) => text;

/** Text as it is. */
export const PLAIN: Style = { bad: same, good: same, unsure: same, strong: same, faint: same };

/** Text in the colours of the terminal. */
export const COLORED: Style = {
  bad: (text) => sgr(1, 22)(sgr(31, 39)(text)),
  good: sgr(32, 39),
  unsure: sgr(33, 39),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
};

/** The style for an output that takes colours or does not. */
export function style(color: boolean): Style {
  return color ? COLORED : PLAIN;
}

/** `1234567` as `1,234,567`, whatever the locale. */
export function thousands(count: number | bigint): string {
  return `${count}`.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 event`, `1,234 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/** Words of a sentence on lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
