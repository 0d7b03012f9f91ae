/**
 * Lines of text as SVG.
 *
 * @module
 */
import type { Line, Role, Span } from "./text.ts";

/** Lines that start at `left`, the first one with its top at `top`. Unit: pixels. */
export function leftAligned(lines: readonly Line[], left: number, top: number): string {
  return stacked(lines, top, (line) => `x="${left + line.indent}"`);
}

/** Lines around `middle`, the first one with its top at `top`. Unit: pixels. */
export function centred(lines: readonly Line[], middle: number, top: number): string {
  return stacked(lines, top, () => `text-anchor="middle" x="${middle}"`);
}

function stacked(
  lines: readonly Line[],
  top: number,
  place: (line: Line) => string,
): string {
  let bottom = top;
  return lines.map((line) => {
    bottom += line.height;
    const baseline = bottom - (line.height > 16 ? 8 : 4);
    return `<text ${place(line)} y="${baseline}">${wordsOf(line.spans)}</text>`;
  }).join("");
}

function wordsOf(spans: readonly Span[]): string {
  const runs: { role: Role; text: string }[] = [];
  for (const { role, text } of spans) {
    const last = runs.at(-1);
    if (last?.role === role) last.text += ` ${text}`;
    else runs.push({ role, text });
  }
  return runs.map(({ role, text }) => `<tspan class="${role}">${escaped(text)}</tspan>`).join(" ");
}

/** Text for XML, inside an element or an attribute; what XML cannot hold is shown as `�`. */
export function escaped(text: string): string {
  const names: Record<string, string> = { "<": "lt", ">": "gt", "&": "amp", '"': "quot" };
  // deno-lint-ignore no-control-regex
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "\ufffd")
    .replace(/[<>&"]/g, (char) => `&${names[char]};`);
}
