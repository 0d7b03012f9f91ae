/**
 * How wide a text is, without a screen: the advance widths of the Helvetica family. Arial and
 * Liberation Sans share them, and the charts name these fonts first.
 *
 * @module
 */

// Thousandths of the font size, and the printable ASCII characters that are that wide.
const REGULAR: readonly (readonly [number, string])[] = [
  [191, "'"],
  [222, "ijl"],
  [260, "|"],
  [278, " !,./:;I[\\]ft"],
  [333, "()-`r"],
  [334, "{}"],
  [355, '"'],
  [389, "*"],
  [469, "^"],
  [500, "Jcksvxyz"],
  [584, "+<=>~"],
  [611, "FTZ"],
  [667, "&ABEKPSVXY"],
  [722, "CDHNRUw"],
  [778, "GOQ"],
  [833, "Mm"],
  [889, "%"],
  [944, "W"],
  [1015, "@"],
];
const BOLD: readonly (readonly [number, string])[] = [
  [238, "'"],
  [278, " ,./I\\ijl"],
  [280, "|"],
  [333, "!()-:;[]`ft"],
  [389, "*r{}"],
  [474, '"'],
  [500, "z"],
  [584, "+<=>^~"],
  [611, "?FLTZbdghnopqu"],
  [667, "EPSVXY"],
  [722, "&ABCDHKNRU"],
  [778, "GOQw"],
  [833, "M"],
  [889, "%m"],
  [944, "W"],
  [975, "@"],
];
/** All else in ASCII: digits and most small letters. */
const COMMON = 556;
/** No character in use is wider, whatever the script. */
const WIDEST = 1000;

const regular = widths(REGULAR);
const bold = widths(BOLD);

function widths(table: readonly (readonly [number, string])[]): Map<string, number> {
  return new Map(table.flatMap(([width, chars]) => [...chars].map((char) => [char, width])));
}

/** The width of the text at this font size. Unit of both: pixels. */
export function textWidth(text: string, size: number, isBold = false): number {
  const table = isBold ? bold : regular;
  const other = (char: string) => char > "~" ? WIDEST : COMMON;
  const sum = [...text].reduce((sum, char) => sum + (table.get(char) ?? other(char)), 0);
  return sum * size / 1000;
}
