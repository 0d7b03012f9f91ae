/**
 * Arrows as SVG: straight parts, round corners, a head.
 *
 * @module
 */
import type { Point, Wire } from "./picture.ts";
import { escaped } from "./svg_text.ts";

const CORNER = 6;
const HEAD = { length: 8, half: 4 };

/** The line of an arrow and its head. */
export function wireShapes({ points, head, transitions }: Wire): string {
  const events = transitions.map(({ event }) => event).join(" ");
  const [first] = transitions;
  const about = first === undefined
    ? ""
    : ` data-from="${escaped(first.source)}" data-event="${escaped(events)}"`;
  const end = head ? headShape(points.at(-2)!, points.at(-1)!) : "";
  return `<g${about}><path class="wire" d="${way(points)}"/>${end}</g>`;
}

function way(points: readonly Point[]): string {
  const parts = points.map((at, n) => {
    const [before, after] = [points[n - 1], points[n + 1]];
    if (before === undefined) return `M${at.x} ${at.y}`;
    if (after === undefined) return `L${at.x} ${at.y}`;
    const [from, to] = [toward(at, before), toward(at, after)];
    return `L${from.x} ${from.y}Q${at.x} ${at.y} ${to.x} ${to.y}`;
  });
  return parts.join("");
}

// Where the round part of a corner begins: never past the middle of the straight part.
function toward(corner: Point, other: Point): Point {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y];
  const length = Math.abs(dx) + Math.abs(dy);
  const share = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: corner.x + dx * share, y: corner.y + dy * share };
}

function headShape(before: Point, tip: Point): string {
  const [dx, dy] = [Math.sign(tip.x - before.x), Math.sign(tip.y - before.y)];
  const base = { x: tip.x - dx * HEAD.length, y: tip.y - dy * HEAD.length };
  const [left, right] = [-HEAD.half, HEAD.half].map((side) =>
    `${base.x - dy * side} ${base.y + dx * side}`
  );
  return `<path class="solid" d="M${left}L${tip.x} ${tip.y}L${right}Z"/>`;
}
