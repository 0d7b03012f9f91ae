/**
 * A chart laid out: numbers only, so that a page, an image and a test can share them.
 *
 * @module
 */
import type { ChartState, ChartTransition } from "./chart.ts";
import type { Line } from "./text.ts";

/** A rectangle. Unit: pixels, from the top left corner of the picture. */
export interface Area {
  /** Of its left edge. */
  readonly x: number;
  /** Of its upper edge; it grows downwards. */
  readonly y: number;
  /** To its right edge. */
  readonly width: number;
  /** To its lower edge. */
  readonly height: number;
}

/** A state where it stands. */
export interface Box extends Area {
  /** What it shows. */
  readonly state: ChartState;
  /** What is written at its top. */
  readonly lines: readonly Line[];
  /** How many states are around it. */
  readonly depth: number;
  /** One of the states of a parallel state. */
  readonly region: boolean;
}

/**
 * A dot where a compound state starts, a box for any state inside another, or a bar where one arrow
 * becomes several.
 */
export interface Mark extends Area {
  /** Which of the three. */
  readonly kind: "start" | "any" | "split";
}

/** A point of the picture, in pixels. */
export interface Point {
  /** From the left edge. */
  readonly x: number;
  /** From the upper edge. */
  readonly y: number;
}

/** An arrow: a way with corners, and what is written on it. */
export interface Wire {
  /** From its start to its tip; two in a row differ in one coordinate. */
  readonly points: readonly Point[];
  /** False for the part before a split. */
  readonly head: boolean;
  /** What it stands for; none on the way out of a dot or a split. */
  readonly transitions: readonly ChartTransition[];
  /** Where its text stands. */
  readonly label?: Area & { readonly lines: readonly Line[] };
}

/** A whole chart, placed. Outer boxes stand before those inside them. */
export interface Picture extends Area {
  /** The machine's id. */
  readonly name: string;
  /** The machine itself is the first one. */
  readonly boxes: readonly Box[];
  /** Dots, bars, and boxes for any state. */
  readonly marks: readonly Mark[];
  /** The arrows. */
  readonly wires: readonly Wire[];
}
